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


def head(data: bytes) -> tuple[int, int, int]:
    """Give tag, bytes of tag and length, and bytes of the value. Raises `TlvError`."""
    try:
        at, tag = 1, data[0]
        if tag & 0x1F == 0x1F:
            tag, at = tag << 8 | data[1], 2
            if data[1] & 0x80:
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
    return tag, at, length


def parse(data: bytes) -> Tlv:
    """Read the object at the beginning of `data`. Raises `TlvError`."""
    tag, at, length = head(data)
    if len(data) < at + length:
        raise TlvError("ends within the value")
    return Tlv(tag, data[at : at + length], at + length)


def row(data: bytes) -> Iterator[Tlv]:
    """Read one object after the other to the end. Raises `TlvError`."""
    while data:
        one = parse(data)
        yield one
        data = data[one.size :]


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
