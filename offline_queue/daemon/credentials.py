"""The daemon's secrets: systemd credentials, or a directory for tests."""

from __future__ import annotations

import contextlib
import os
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from configuration.delivery_tables import PortalSettings, QueueSettings
from configuration.error_line import ConfigurationError
from offline_queue.contract.envelope import EnvelopeError, OpeningKey

_DIRECTORY = "CREDENTIALS_DIRECTORY"
_LONGEST = 4_096
CLIENT_KEY = "client.key"
"""Name of the credential that holds the key of the kiosk's certificate."""
_SECRET_FILES = ("sync.key", "portal.password", "identity.password", CLIENT_KEY)
_OF_OTHERS, _OF_GROUP = 0o007, 0o070
TPM = Path("/sys/class/tpm/tpm0")
"""There where the kernel drives a TPM."""


@dataclass(frozen=True, slots=True)
class DaemonSecrets:
    """What only the daemon knows."""

    key: OpeningKey
    user: str = field(repr=False)
    password: str = field(repr=False)
    identity_user: str = field(default="", repr=False)
    """For an identity service on another host than the portal; "" where it knows the kiosk otherwise."""
    identity_password: str = field(default="", repr=False)
    client_key: Path | None = None
    """File of the key of this kiosk's certificate, where it has enrolled."""


def read_secrets(
    portal: PortalSettings, queue: QueueSettings, environment: Mapping[str, str] = os.environ
) -> DaemonSecrets:
    """Read the three files, and the identity service's two where they are.

    Raises `ConfigurationError`: one line, file and what is expected.
    """
    folder = portal.credentials or _from_environment(environment)
    try:
        key = OpeningKey.read(folder / "sync.key")
    except EnvelopeError as error:
        where = "" if str(folder) in str(error) else f"{folder / 'sync.key'}: "
        raise ConfigurationError(f"{where}{error}") from error
    if key.public not in queue.recipients:
        raise ConfigurationError(
            f"{folder / 'sync.key'}: its public key is none of queue.recipients; dossiers could not be opened"
        )
    identity = folder / "identity.user"
    client_key = folder / CLIENT_KEY
    return DaemonSecrets(
        key,
        _line(folder / "portal.user"),
        _line(folder / "portal.password"),
        _line(identity) if identity.exists() else "",
        _line(folder / "identity.password") if identity.exists() else "",
        client_key if client_key.exists() else None,
    )


def check_sealing(
    portal: PortalSettings, environment: Mapping[str, str] = os.environ, tpm: Path = TPM
) -> None:
    """Refuse to start where a stolen disk would open everything and nobody said that this is known.

    systemd-creds seals with the machine's own key when there is no TPM, and only warns: that key lies on the
    same disk, and so does a folder of plain files. Raises `ConfigurationError` with what to do.
    """
    if not environment.get(_DIRECTORY):
        # Started by hand: a folder of files is for trying things.
        return
    _check_private(portal, Path(environment[_DIRECTORY]))
    if portal.credentials is not None and not portal.without_tpm:
        raise ConfigurationError(
            f"portal.credentials: {portal.credentials}: whoever takes the disk can read these files, TPM or "
            'not; leave the key out, or encrypt the disk and set portal.without_tpm = "disk-is-encrypted"'
        )
    if tpm.exists() or portal.without_tpm:
        return
    raise ConfigurationError(
        "portal.without_tpm: this machine has no TPM, so whoever takes its disk can open the credentials; "
        'encrypt the disk, then set without_tpm = "disk-is-encrypted" (docs/SECURITY.md)'
    )


def _check_private(portal: PortalSettings, sealed: Path) -> None:
    """Refuse secrets on the disk that everybody can read, or this process's group: the screen is of it.

    Raises `ConfigurationError`.
    """
    folder = portal.credentials
    secrets = [folder / name for name in _SECRET_FILES] if folder is not None else []
    key = portal.client_key
    if key is not None and not key.is_relative_to(sealed):
        secrets.append(key)
    for path in secrets:
        with contextlib.suppress(OSError):
            found = path.stat()
            shared = found.st_mode & _OF_GROUP and found.st_gid == os.getegid()
            if found.st_mode & _OF_OTHERS or shared:
                raise ConfigurationError(
                    f"{path}: others can read this secret; chown it to kiosk-sync and chmod 0400"
                )


def check_certificates(portal: PortalSettings) -> None:
    """Check the files for TLS at start: otherwise a missing one would look like an unreachable portal.

    Raises `ConfigurationError` with one line that names key and file.
    """
    context = ssl.create_default_context()
    if portal.ca_file is not None:
        with _named("portal.ca_file", portal.ca_file, "certificates in PEM are expected"):
            context.load_verify_locations(portal.ca_file)
    if portal.client_certificate is not None:
        key = portal.client_key or portal.client_certificate
        expected = f"a certificate and its unencrypted key in PEM are expected (key: {key})"
        with _named("portal.client_certificate", portal.client_certificate, expected):
            context.load_cert_chain(portal.client_certificate, key, password="")
    elif portal.client_key is not None:
        raise ConfigurationError(
            f"portal.client_key: {portal.client_key}: portal.client_certificate is not set"
        )


@contextlib.contextmanager
def _named(setting: str, path: Path, expected: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigurationError(
            f"{setting}: {path}: {expected} ({error.strerror or 'not readable'})"
        ) from error


def _from_environment(environment: Mapping[str, str]) -> Path:
    folder = environment.get(_DIRECTORY, "")
    if not folder:
        raise ConfigurationError(
            f"portal.credentials: not set, and no ${_DIRECTORY}; start through systemd or name a directory"
        )
    return Path(folder)


def _line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")[:_LONGEST].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read; one line of text is expected") from error
    if not text or "\n" in text:
        raise ConfigurationError(f"{path}: one line of text is expected")
    return text
