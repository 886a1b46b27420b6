"""Sealing like a letterbox: age files for the kiosk's sync key and the province's recovery key.

Who seals holds public keys only and cannot read back. A dead kiosk's parts open with the ordinary `age` tool
and the recovery key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path

import pyrage

from configuration.age_keys import age_recipients
from configuration.outside_file import read_outside
from offline_queue.contract import age_file

_LONGEST_KEY_FILE = 64_000


class EnvelopeError(Exception):
    """A part cannot be sealed or opened."""

    code = "envelope.error"


class KeyFormatError(EnvelopeError):
    """A configured key is not an age X25519 key, or there are too few."""

    code = "envelope.key_format"


class MissingKeyError(EnvelopeError):
    """The private key is not there; sealed dossiers stay where they are."""

    code = "envelope.no_key"


class WrongKeyError(EnvelopeError):
    """The part is whole, but sealed to other keys; it stays as it is."""

    code = "envelope.wrong_key"


class DamagedError(EnvelopeError):
    """The sealed bytes are not those that were stored; they are kept and never sent."""

    code = "envelope.damaged"


class Recipients:
    """Public keys to which every part is sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys`: "age1…", at least two different ones. Raises `KeyFormatError`."""
        try:
            age_recipients(keys)
        except ValueError as error:
            raise KeyFormatError(str(error)) from error
        self._recipients = [age_file.X25519Recipient(key) for key in keys]

    def seal(self, content: bytes) -> bytes:
        """Give the age file of the bytes."""
        return bytes(age_file.seal(content, self._recipients))

    def seal_at_once(self, content: bytes) -> bytearray:
        """As `seal`, without the copy at the end: for what is stored while a citizen waits."""
        return age_file.seal(content, self._recipients)


class OpeningKey:
    """The private half; only the daemon has one."""

    def __init__(self, text: str) -> None:
        """`text`: "AGE-SECRET-KEY-1…", age-keygen's comment lines skipped. Raises `KeyFormatError`."""
        lines = [line.strip() for line in text.splitlines()]
        secrets = [line for line in lines if line and not line.startswith("#")]
        self._secret = secrets[0].encode() if secrets else b""
        try:
            if len(secrets) != 1:
                raise KeyFormatError("the key file holds no single AGE-SECRET-KEY-1… line")
            self._identity = pyrage.x25519.Identity.from_str(secrets[0])
        except pyrage.IdentityError as error:
            raise KeyFormatError("the key file holds no age secret key (AGE-SECRET-KEY-1…)") from error

    @classmethod
    def read(cls, path: Path) -> OpeningKey:
        """Read the key file. Raises `MissingKeyError`, `KeyFormatError`."""
        try:
            return cls(read_outside(path, _LONGEST_KEY_FILE, follow=True).decode("ascii"))
        except UnicodeDecodeError as error:
            raise KeyFormatError(f"{path}: not an age key file") from error
        except OSError as error:
            raise MissingKeyError(f"{path}: the sync key cannot be read ({error.strerror})") from error

    @property
    def public(self) -> str:
        """The recipient that belongs to it."""
        return str(self._identity.to_public())

    def derived(self, purpose: str) -> bytes:
        """Give 32 secret bytes for another purpose; they tell nothing of the key itself."""
        return hmac.digest(self._secret, purpose.encode(), "sha256")

    def open(self, sealed: bytes, sealed_sha256: str) -> bytes:
        """Give the content. Raises `DamagedError` when the bytes changed, else `WrongKeyError`."""
        if hashlib.sha256(sealed).hexdigest() != sealed_sha256:
            raise DamagedError("a sealed part is not what was stored")
        try:
            content: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise WrongKeyError("a whole part does not open with this kiosk's sync key") from error
        return content

    def __repr__(self) -> str:
        return "OpeningKey(…)"
