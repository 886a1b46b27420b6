"""Frames of the cash register interface: STX, fields parted by FS, ETX, and a check over both.

Banks' own ECR documents agree on this envelope and differ in the fields; these fields are this project's
reading (docs/domain/money-and-ratings.md).
"""

from __future__ import annotations

import re
from functools import reduce

STX, ETX, ACK, NAK = b"\x02", b"\x03", b"\x06", b"\x15"
_FS = "\x1c"
LONGEST = 512
"""Bytes of a frame; what is longer is no answer."""
_FIELD = re.compile(r"[A-Za-z0-9 .:+-]{0,60}")


class FrameError(ValueError):
    """Bytes that are no frame: a wrong check, signs that no field has, too long."""


def frame(*fields: str) -> bytes:
    """Give the bytes of a message. Raises `FrameError` for fields that cannot be sent."""
    if not fields or any(_FIELD.fullmatch(one) is None for one in fields):
        raise FrameError("a field holds plain letters, digits and . : + -")
    body = _FS.join(fields).encode("ascii") + ETX
    return STX + body + _check(body)


def fields_of(found: bytes) -> tuple[str, ...]:
    """Give the fields of one whole frame. Raises `FrameError`."""
    if len(found) < 3 or not found.startswith(STX) or found[-2:-1] != ETX or len(found) > LONGEST:
        raise FrameError("no frame")
    body = found[1:-1]
    if _check(body) != found[-1:]:
        raise FrameError("the check is wrong")
    fields = tuple(body[:-1].decode("ascii", "replace").split(_FS))
    if any(_FIELD.fullmatch(one) is None for one in fields):
        raise FrameError("signs that no field has")
    return fields


def whole(gathered: bytes) -> int:
    """Give how many bytes the first frame has; 0 while it is not whole. `gathered` begins with STX."""
    end = gathered.find(ETX)
    return end + 2 if 0 < end < len(gathered) - 1 else 0


def _check(body: bytes) -> bytes:
    return bytes([reduce(lambda left, right: left ^ right, body, 0)])
