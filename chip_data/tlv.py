"""BER-TLV as chips write it: tags of one or two bytes, lengths of up to four."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_LENGTH = 4


class TlvError(ValueError):
    """Not a whole TLV object. The text holds nothing of its content."""


@dataclass(frozen=True, slots=True)
class Tlv:
    """One object."""

    tag: int
    value: bytes
    size: int
    """Bytes of tag, length and value together."""


def head(data: bytes, start: int = 0) -> tuple[int, int, int]:
    """Give tag, bytes of tag and length, and bytes of the value, of the object at `start`.

    Raises `TlvError`.
    """
    try:
        at, tag = start + 1, data[start]
        if tag & 0x1F == 0x1F:
            tag, at = tag << 8 | data[at], at + 1
            if tag & 0x80:
                raise TlvError("a tag of more than two bytes")
        length = data[at]
        at += 1
        if length & 0x80:
            many = length & 0x7F
            if not 1 <= many <= _LONGEST_LENGTH or len(data) < at + many:
                raise TlvError("a length that no object has")
            length = int.from_bytes(data[at : at + many], "big")
            at += many
    except IndexError:
        raise TlvError("ends within tag or length") from None
    return tag, at - start, length


def parse(data: bytes, start: int = 0) -> Tlv:
    """Read the object at `start`. Raises `TlvError`."""
    tag, before, length = head(data, start)
    at, end = start + before, start + before + length
    if len(data) < end:
        raise TlvError("ends within the value")
    return Tlv(tag, data[at:end], end - start)


def row(data: bytes) -> Iterator[Tlv]:
    """Read one object after the other to the end. Raises `TlvError`."""
    # By its place, not by cutting off: a file full of empty objects would be copied once for each of them.
    at = 0
    while at < len(data):
        one = parse(data, at)
        yield one
        at += one.size


def find(data: bytes, *path: int) -> bytes:
    """Give the value at a path of tags, each inside the one before. Raises `TlvError` where there is none."""
    for tag in path:
        found = next((one for one in row(data) if one.tag == tag), None)
        if found is None:
            raise TlvError(f"no object with tag {tag:X}")
        data = found.value
    return data


def build(tag: int, value: bytes) -> bytes:
    """Write one object."""
    length = len(value)
    if length < 0x80:
        size = bytes([length])
    else:
        size = length.to_bytes((length.bit_length() + 7) // 8, "big")
        size = bytes([0x80 | len(size)]) + size
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + size + value
