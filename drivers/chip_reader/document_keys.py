"""From what is printed on a card to the keys of its chip (ICAO 9303-11, 4.3, 4.4 and 9.7)."""

from __future__ import annotations

import hashlib

from drivers.chip_reader.port import DocumentKey

ENCRYPTION, AUTHENTICATION, PASSWORD = 1, 2, 3
"""What a key is derived for: the counter of the derivation."""
_WEIGHTS = (7, 3, 1)
_NUMBER_LENGTH = 9


def check_digit(text: str) -> str:
    """Give the check digit of a part of the MRZ (ICAO 9303-3, 4.9)."""
    return str(sum(_value(one) * _WEIGHTS[at % 3] for at, one in enumerate(text)) % 10)


def _value(letter: str) -> int:
    if letter == "<":
        return 0
    return int(letter, 36)


def seed(key: DocumentKey) -> bytes:
    """Give the digest that the keys of BAC (its first 16 bytes) and PACE (all 20) are derived from."""
    number = key.number.ljust(_NUMBER_LENGTH, "<")
    text = "".join(part + check_digit(part) for part in (number, key.birth_date, key.expiry_date))
    # SHA-1 is what the standard derives these keys with; nothing here rests on collisions being hard.
    return hashlib.sha1(text.encode("ascii"), usedforsecurity=False).digest()


def triple_des_key(secret: bytes, purpose: int) -> bytes:
    """Derive a two-key Triple-DES key (16 bytes, with parity)."""
    return _with_parity(_digest("sha1", secret, purpose)[:16])


def aes_key(secret: bytes, purpose: int, length: int) -> bytes:
    """Derive an AES key of 16, 24 or 32 bytes."""
    return _digest("sha1" if length == 16 else "sha256", secret, purpose)[:length]


def _digest(name: str, secret: bytes, purpose: int) -> bytes:
    return hashlib.new(name, secret + purpose.to_bytes(4, "big"), usedforsecurity=False).digest()


def _with_parity(key: bytes) -> bytes:
    return bytes(one & 0xFE | (one >> 1).bit_count() + 1 & 1 for one in key)
