"""Messages of the Internet Printing Protocol, as RFC 8010 writes them: what is needed to print a document."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

_VERSION = b"\x02\x00"
_END = 3
_LAST_DELIMITER = 0x0F
_MOST_ATTRIBUTES = 2_000
_WITH_LANGUAGE = frozenset({0x35, 0x36})
_TEXT = range(0x40, 0x60)
Value = int | bool | str | bytes


class Operation(IntEnum):
    """What is asked."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CANCEL_MY_JOBS = 0x0039
    """All of whoever asks, at this printer."""


class Group(IntEnum):
    """Which group attributes stand in."""

    OPERATION = 1
    JOB = 2
    PRINTER = 4


class Tag(IntEnum):
    """Form of a value."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49


class IppStatus(IntEnum):
    """Answers that are told apart; everything below 0x0100 is a success."""

    NOT_FOUND = 0x0406
    GONE = 0x0407
    NOT_ACCEPTING = 0x0506


class IppError(ValueError):
    """Bytes that are no answer of IPP."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a request."""

    tag: Tag
    name: str
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class IppResponse:
    """An answer: its status, and what stands in its groups (a later group of one kind adds to the first)."""

    status: int
    request_id: int
    groups: Mapping[int, Mapping[str, tuple[Value, ...]]]

    @property
    def succeeded(self) -> bool:
        """Whether what was asked was done."""
        return self.status < 0x0100

    def words(self, group: Group, name: str) -> frozenset[str]:
        """Give the text values of an attribute; empty where it is not told."""
        values = self.groups.get(group, {}).get(name, ())
        return frozenset(one for one in values if isinstance(one, str))

    def number(self, group: Group, name: str) -> int | None:
        """Give the first value of an attribute, None where it is no number."""
        values = self.groups.get(group, {}).get(name, ())
        first = values[0] if values else None
        return first if type(first) is int else None


def request(
    operation: Operation, request_id: int, groups: Sequence[tuple[Group, Sequence[Attribute]]]
) -> bytes:
    """Write a request; what is printed follows behind it as it is."""
    written = bytearray(_VERSION + struct.pack(">HI", operation, request_id))
    for group, attributes in groups:
        written.append(group)
        for attribute in attributes:
            name = attribute.name.encode("ascii")
            for value in attribute.values:
                content = struct.pack(">i", value) if isinstance(value, int) else value.encode()
                written += struct.pack(">BH", attribute.tag, len(name)) + name
                written += struct.pack(">H", len(content)) + content
                # A further value of the same attribute has no name.
                name = b""
    written.append(_END)
    return bytes(written)


def read(message: bytes) -> IppResponse:
    """Read an answer. Raises `IppError`."""
    try:
        return _read(message)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise IppError("the answer is cut or broken") from error


def _read(message: bytes) -> IppResponse:
    status, request_id = struct.unpack_from(">HI", message, 2)
    groups: dict[int, dict[str, tuple[Value, ...]]] = {}
    group: dict[str, tuple[Value, ...]] = {}
    name, at, seen = "", 8, 0
    while message[at] != _END:
        tag = message[at]
        at += 1
        if tag <= _LAST_DELIMITER:
            group, name = groups.setdefault(tag, {}), ""
            continue
        seen += 1
        if seen > _MOST_ATTRIBUTES:
            raise IppError("the answer has too many attributes")
        new_name, at = _counted(message, at)
        content, at = _counted(message, at)
        name = new_name.decode("ascii") if new_name else name
        group[name] = (
            (*group.get(name, ()), _value(tag, content)) if not new_name else (_value(tag, content),)
        )
    return IppResponse(status, request_id, groups)


def _counted(message: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", message, at)
    end = at + 2 + length
    if end > len(message):
        raise IppError("the answer is cut")
    return message[at + 2 : end], end


def _value(tag: int, content: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        (number,) = struct.unpack(">i", content)
        return int(number)
    if tag == Tag.BOOLEAN:
        return content != b"\0"
    if tag in _WITH_LANGUAGE:
        _, at = _counted(content, 0)
        return _counted(content, at)[0].decode()
    return content.decode() if tag in _TEXT else content
