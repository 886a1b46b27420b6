"""age public keys as they stand in the configuration."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

MINIMUM_RECIPIENTS = 2


def age_recipient(key: str) -> pyrage.x25519.Recipient:
    """Give what is sealed to. Raises `ValueError`, whose text does not repeat the key."""
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise ValueError('an age public key is expected ("age1…", as age-keygen -y prints it)') from error


def age_recipients(keys: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """Give what is sealed to: at least two different keys, so that no dossier opens with one key only.

    Raises `ValueError`, whose text does not repeat a key.
    """
    if len(set(keys)) < MINIMUM_RECIPIENTS:
        raise ValueError("at least two different recipients: the kiosk's sync key, a recovery key")
    return [age_recipient(key) for key in keys]
