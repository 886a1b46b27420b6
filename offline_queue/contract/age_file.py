"""Writes age files (the format `age-encryption.org/v1`, C2SP specification) with OpenSSL's ciphers.

Only sealing stands here: the library that opens is another implementation, so that every test that opens
what was sealed holds both together. It seals too, at a fifth of the speed, and holds up every other thread
meanwhile (docs/decisions/026).
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_VERSION = b"age-encryption.org/v1\n"
_LABEL = b"age-encryption.org/v1/X25519"
_FILE_KEY_BYTES = 16
_NONCE_BYTES = 16
_TAG_BYTES = 16
_CHUNK = 65_536
_ZERO_NONCE = bytes(12)
_NO_SALT = bytes(32)
_LAST = b"\x01"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM = 6
_PREFIX = "age1"


class X25519Recipient:
    """One public key to which files are sealed."""

    def __init__(self, text: str) -> None:
        """`text`: "age1…" whose checksum was looked at before."""
        self._key = _bytes_of(text)
        self._public = X25519PublicKey.from_public_bytes(self._key)

    def stanza(self, file_key: bytes) -> bytes:
        """Give the lines by which the owner of the key finds the file's key."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        wrapping = _derived(ephemeral.exchange(self._public), share + self._key, _LABEL)
        wrapped = ChaCha20Poly1305(wrapping).encrypt(_ZERO_NONCE, file_key, None)
        return b"-> X25519 " + _base64(share) + b"\n" + _base64(wrapped) + b"\n"


def seal(content: bytes, recipients: Sequence[X25519Recipient]) -> bytearray:
    """Give the age file of the bytes, under a key of its own that each recipient can find."""
    file_key = os.urandom(_FILE_KEY_BYTES)
    header = _VERSION + b"".join(one.stanza(file_key) for one in recipients) + b"---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    nonce = os.urandom(_NONCE_BYTES)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    start = b"".join((header, b" ", _base64(mac), b"\n", nonce))
    # An empty content is one empty chunk; else no chunk is empty, and the last one says that it is.
    chunks = max(1, -(-len(content) // _CHUNK))
    sealed = bytearray(len(start) + len(content) + chunks * _TAG_BYTES)
    sealed[: len(start)] = start
    # Each chunk goes to its place at once: copied together, a dossier's pages would be moved twice more.
    whole, place = memoryview(content), memoryview(sealed)
    at = len(start)
    for number in range(chunks):
        last = _LAST if number == chunks - 1 else b"\x00"
        chunk = whole[number * _CHUNK : (number + 1) * _CHUNK]
        end = at + len(chunk) + _TAG_BYTES
        cipher.encrypt_into(number.to_bytes(11, "big") + last, chunk, None, place[at:end])
        at = end
    return sealed


def _derived(secret: bytes, salt: bytes, label: bytes) -> bytes:
    """HKDF with SHA-256 (RFC 5869) for the 32 bytes that are its first block."""
    return hmac.digest(hmac.digest(salt or _NO_SALT, secret, "sha256"), label + b"\x01", "sha256")


def _base64(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")


def _bytes_of(text: str) -> bytes:
    """Give the bytes of a Bech32 text."""
    number = 0
    letters = text.removeprefix(_PREFIX)[:-_CHECKSUM]
    for letter in letters:
        number = number << 5 | _BECH32.index(letter)
    return (number >> (len(letters) * 5) % 8).to_bytes(len(letters) * 5 // 8, "big")
