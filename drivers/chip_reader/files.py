"""Applications and files of an identity chip (ICAO 9303-10, 3 and 4)."""

from __future__ import annotations

from collections.abc import Callable

from chip_data import tlv
from drivers.chip_reader.channel import (
    OK,
    READ_BINARY,
    READ_BINARY_FAR,
    SELECT,
    ApduChannel,
    CommandApdu,
    ResponseApdu,
)
from drivers.chip_reader.port import CardProtocolError, OtherCardError

APPLICATION = bytes.fromhex("A0000002471001")
CARD_ACCESS, SECURITY_OBJECT = 0x011C, 0x011D
_BY_NAME, _BY_FILE, _NO_ANSWER = 0x04, 0x02, 0x0C
_CHUNK = 0xDF
"""What fits into an answer of 256 bytes with all that secure messaging adds."""
_HEAD = 8
_NEAR = 0x7FFF
_LONGEST_FILE = 1 << 18
"""A portrait has some 20 kB; what is far longer would keep a citizen waiting for minutes."""
_OFFSET, _CONTENT = 0x54, 0x53
_WARNING_END_OF_FILE = 0x6282


def data_group(number: int) -> int:
    """Give the identifier of the file of a data group, 1 to 16."""
    return 0x0100 + number


def select_application(channel: ApduChannel) -> None:
    """Select the passport application. Raises `OtherCardError` on a card that has none."""
    answer = channel.send(CommandApdu(SELECT, _BY_NAME, _NO_ANSWER, APPLICATION))
    if answer.status != OK:
        raise OtherCardError(f"the card holds no identity document ({answer.status:04X})")


def select_file(channel: ApduChannel, file: int) -> bool:
    """Select a file; False when the card has none such, or does not show it."""
    return channel.send(CommandApdu(SELECT, _BY_FILE, _NO_ANSWER, file.to_bytes(2, "big"))).status == OK


def read_file(channel: ApduChannel, file: int, read_on: Callable[[int, int], None]) -> bytes:
    """Read a file whole. `read_on` is told, before each piece, how many bytes of how many are there.

    Raises `CardProtocolError` when it is missing, not whole, or far too long.
    """
    if not select_file(channel, file):
        raise CardProtocolError(f"the card has no file {file:04X}")
    content = _piece(channel, 0, _HEAD)
    try:
        _tag, at, length = tlv.head(content)
    except tlv.TlvError as error:
        raise CardProtocolError(f"file {file:04X} does not begin as a file does") from error
    total = at + length
    if total > _LONGEST_FILE:
        raise CardProtocolError(f"file {file:04X} is longer than any card's")
    content = content[:total]
    while len(content) < total:
        read_on(len(content), total)
        content += _piece(channel, len(content), min(_CHUNK, total - len(content)))
    return content


def _piece(channel: ApduChannel, at: int, length: int) -> bytes:
    answer = _read(channel, at, length)
    if answer.status not in (OK, _WARNING_END_OF_FILE) or not answer.data or len(answer.data) > length:
        raise CardProtocolError(f"the file could not be read on ({answer.status:04X})")
    return answer.data


def _read(channel: ApduChannel, at: int, length: int) -> ResponseApdu:
    if at <= _NEAR:
        return channel.send(CommandApdu(READ_BINARY, at >> 8, at & 0xFF, expected=length))
    # An offset of more than 15 bits travels as an object, and so does the content.
    offset = tlv.build(_OFFSET, at.to_bytes(4, "big").lstrip(b"\0"))
    answer = channel.send(CommandApdu(READ_BINARY_FAR, 0, 0, offset, length + 4))
    if not answer.data:
        return answer
    try:
        return ResponseApdu(tlv.find(answer.data, _CONTENT), answer.status)
    except tlv.TlvError as error:
        raise CardProtocolError("a piece of a file that is not in the standard's form") from error
