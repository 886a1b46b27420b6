"""A badge of a member of staff: a QR code `BADGE1.<id>.<secret>`.

The configuration holds an Argon2id hash of the secret: whoever reads the configuration cannot make a badge.
"""

from __future__ import annotations

import re
import secrets

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_BADGE = re.compile(r"BADGE1\.([A-Za-z0-9_-]{1,20})\.([A-Za-z0-9_-]{22,64})")
_SECRET_BYTES = 24
_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
"""Argon2id as RFC 9106 lets a small machine take it: 19 MiB, two passes."""


def is_badge(text: str) -> bool:
    """Tell whether a QR text has the form of a badge. The daemon alone tells whether it is one."""
    return _BADGE.fullmatch(text) is not None


def parts_of(text: str) -> tuple[str, str]:
    """Give id and secret; two empty texts for what is no badge."""
    match = _BADGE.fullmatch(text)
    return (match[1], match[2]) if match else ("", "")


def fits(secret: str, secret_hash: str) -> bool:
    """Tell whether the configuration's hash is this secret's; False as well for a hash that is none."""
    try:
        Argon2id.verify_phc_encoded(secret.encode(), secret_hash)
    except (InvalidKey, ValueError):
        return False
    return True


def hash_of(secret: str) -> str:
    """Give the Argon2id hash of a secret in PHC form, with a salt of its own."""
    maker = Argon2id(
        salt=secrets.token_bytes(16), length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    )
    return maker.derive_phc_encoded(secret.encode())


def new_badge(badge_id: str) -> tuple[str, str]:
    """Make a badge: what its QR code holds, and the hash for the configuration."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    return f"BADGE1.{badge_id}.{secret}", hash_of(secret)
