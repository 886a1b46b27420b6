"""The kiosk's own key for a command: as the units get it, or unsealed by root on this very machine."""

from __future__ import annotations

import os

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from offline_queue.contract.envelope import OpeningKey
from offline_queue.daemon.credentials import read_secrets

_NAME = "sync.key"


class KeyOutOfReachError(Exception):
    """The kiosk's key cannot be opened by this user, or not here. The text says what to do."""


def kiosk_key(settings: Configuration) -> OpeningKey:
    """Open it. Raises `KeyOutOfReachError`, `ConfigurationError`, `EnvelopeError`.

    A technician's shell has no `$CREDENTIALS_DIRECTORY`: systemd gives that to units alone.
    """
    if settings.portal.credentials is not None or os.environ.get("CREDENTIALS_DIRECTORY"):
        return read_secrets(settings.portal, settings.queue).key
    try:
        key = OpeningKey(CredentialStore().open(_NAME).decode("ascii", "replace"))
    except ProvisioningError as error:
        raise KeyOutOfReachError(
            f"Không mở được khóa của kiosk: chạy bằng sudo, trên chính máy đã cài đặt ({error}) Chưa ghi gì."
        ) from error
    if key.public not in settings.queue.recipients:
        raise ConfigurationError(f"queue.recipients: the key of this machine ({_NAME}) is none of them")
    return key
