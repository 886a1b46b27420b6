"""The two pairs of cipher and code of authenticity of chips: Triple-DES and retail MAC, AES and CMAC.

`cryptography` has the primitives; their combination here is the chip's own (ICAO 9303-11, 9.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher as Engine
from cryptography.hazmat.primitives.ciphers import CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB
from cryptography.hazmat.primitives.cmac import CMAC

MAC_LENGTH = 8


class Cipher(Protocol):
    """Keys of one session with a chip."""

    @property
    def block(self) -> int:
        """Bytes of a block, which are also the bytes of the send sequence counter."""

    def encrypt(self, counter: bytes, padded: bytes) -> bytes:
        """Encrypt whole blocks."""

    def decrypt(self, counter: bytes, content: bytes) -> bytes:
        """Decrypt whole blocks."""

    def mac(self, padded: bytes) -> bytes:
        """Give the 8 bytes of authenticity of whole blocks, which end in their padding."""


def pad(content: bytes, block: int) -> bytes:
    """Pad by method 2 of ISO/IEC 9797-1: 80, then zeros up to a whole block."""
    return content + b"\x80" + bytes(-(len(content) + 1) % block)


def unpad(content: bytes) -> bytes:
    """Undo `pad`. Raises `ValueError` when it is not padded so."""
    bare = content.rstrip(b"\0")
    if not bare.endswith(b"\x80"):
        raise ValueError("not padded")
    return bare[:-1]


@dataclass(frozen=True, slots=True, repr=False)
class TripleDesCipher:
    """Two-key Triple-DES in CBC mode with a zero vector, and the retail MAC (ISO/IEC 9797-1 algorithm 3)."""

    encryption_key: bytes
    mac_key: bytes

    @property
    def block(self) -> int:
        """Eight bytes."""
        return 8

    def encrypt(self, counter: bytes, padded: bytes) -> bytes:  # noqa: ARG002  the vector is always zero
        """Encrypt whole blocks."""
        return _done(_triple_des(self.encryption_key).encryptor(), padded)

    def decrypt(self, counter: bytes, content: bytes) -> bytes:  # noqa: ARG002  the vector is always zero
        """Decrypt whole blocks."""
        return _done(_triple_des(self.encryption_key).decryptor(), content)

    def mac(self, padded: bytes) -> bytes:
        """Give the retail MAC."""
        first, second = self.mac_key[:8], self.mac_key[8:]
        chained = _done(_triple_des(first + first).encryptor(), padded)[-8:]
        opened = _done(_triple_des(second + second).decryptor(), chained)
        return _done(_triple_des(first + first).encryptor(), opened)


@dataclass(frozen=True, slots=True, repr=False)
class AesCipher:
    """AES in CBC mode, its vector made of the counter, and CMAC cut to 8 bytes."""

    encryption_key: bytes
    mac_key: bytes

    @property
    def block(self) -> int:
        """Sixteen bytes."""
        return 16

    def encrypt(self, counter: bytes, padded: bytes) -> bytes:
        """Encrypt whole blocks."""
        return _done(Engine(AES(self.encryption_key), CBC(self._vector(counter))).encryptor(), padded)

    def decrypt(self, counter: bytes, content: bytes) -> bytes:
        """Decrypt whole blocks."""
        return _done(Engine(AES(self.encryption_key), CBC(self._vector(counter))).decryptor(), content)

    def mac(self, padded: bytes) -> bytes:
        """Give the CMAC."""
        code = CMAC(AES(self.mac_key))
        code.update(padded)
        return code.finalize()[:MAC_LENGTH]

    def _vector(self, counter: bytes) -> bytes:
        # One block alone: this is how the standard makes the vector, no mode for data.
        return _done(Engine(AES(self.encryption_key), ECB()).encryptor(), counter)  # noqa: S305


def _triple_des(key: bytes) -> Engine[CBC]:
    # The library wants the third key written out, which with two keys is the first.
    return Engine(TripleDES(key + key[:8]), CBC(bytes(8)))


def _done(context: CipherContext, content: bytes) -> bytes:
    return context.update(content) + context.finalize()
