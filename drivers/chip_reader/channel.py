"""Commands to a chip: plain, and inside secure messaging (ICAO 9303-11, 9.8)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chip_data import tlv
from drivers.chip_reader.ciphers import MAC_LENGTH, Cipher, pad, unpad
from drivers.chip_reader.port import CardProtocolError, ChannelError

OK = 0x9000
SELECT, READ_BINARY, READ_BINARY_FAR = 0xA4, 0xB0, 0xB1
GET_CHALLENGE, EXTERNAL_AUTHENTICATE = 0x84, 0x82
MANAGE_SECURITY, GENERAL_AUTHENTICATE = 0x22, 0x86
_SECURED, _CHAINED = 0x0C, 0x10
_LARGEST = 0x100
DATA, DATA_OF_ODD, LENGTH, STATUS, MAC = 0x87, 0x85, 0x97, 0x99, 0x8E
_PADDED = b"\x01"

Transmit = Callable[[bytes], bytes]
"""Sends one command and gives the whole answer, status included. Raises `ChipError`."""


@dataclass(frozen=True, slots=True)
class CommandApdu:
    """One command. `expected`: how many bytes are asked for, 1 to 256, 0 for none."""

    instruction: int
    p1: int
    p2: int
    data: bytes = b""
    expected: int = 0
    chained: bool = False

    def header(self, *, secured: bool) -> bytes:
        """Give class, instruction and parameters."""
        cla = (_SECURED if secured else 0) | (_CHAINED if self.chained else 0)
        return bytes([cla, self.instruction, self.p1, self.p2])


@dataclass(frozen=True, slots=True)
class ResponseApdu:
    """What the chip answered."""

    data: bytes
    status: int

    def __repr__(self) -> str:
        return f"ResponseApdu({len(self.data)} bytes, {self.status:04X})"


class ApduChannel(Protocol):
    """A way to send commands."""

    def send(self, command: CommandApdu) -> ResponseApdu:
        """Send one. Raises `ChipError`."""


@dataclass(frozen=True, slots=True)
class PlainChannel:
    """Commands as they are."""

    transmit: Transmit

    def send(self, command: CommandApdu) -> ResponseApdu:
        """Send one."""
        body = bytes([len(command.data)]) + command.data if command.data else b""
        wanted = bytes([command.expected % _LARGEST]) if command.expected else b""
        return _answer(self.transmit(command.header(secured=False) + body + wanted))


class SecureChannel:
    """Commands encrypted and authenticated by the keys that card and kiosk agreed on."""

    def __init__(self, transmit: Transmit, cipher: Cipher, counter: int) -> None:
        """`counter`: the send sequence counter before the first command."""
        self._transmit = transmit
        self._cipher = cipher
        self._counter = counter

    def send(self, command: CommandApdu) -> ResponseApdu:
        """Send one. Raises `ChannelError` when the answer was not made with the same keys."""
        cipher, odd = self._cipher, command.instruction & 1
        counter = self._next()
        objects = b""
        if command.data:
            sealed = cipher.encrypt(counter, pad(command.data, cipher.block))
            objects += tlv.build(DATA_OF_ODD, sealed) if odd else tlv.build(DATA, _PADDED + sealed)
        if command.expected:
            objects += tlv.build(LENGTH, bytes([command.expected % _LARGEST]))
        header = command.header(secured=True)
        objects += tlv.build(MAC, cipher.mac(authenticated(cipher.block, counter, header, objects)))
        return self._open(_answer(self._transmit(header + bytes([len(objects)]) + objects + b"\0")))

    def _open(self, answer: ResponseApdu) -> ResponseApdu:
        if not answer.data:
            # Only a failure comes unprotected: the chip has then dropped the session.
            if answer.status == OK:
                raise ChannelError("an answer without a code of authenticity")
            return answer
        counter = self._next()
        try:
            objects = list(tlv.row(answer.data))
        except tlv.TlvError as error:
            raise ChannelError("an answer that is not in the form of secure messaging") from error
        if not objects or objects[-1].tag != MAC or len(objects[-1].value) != MAC_LENGTH:
            raise ChannelError("an answer without a code of authenticity")
        covered = answer.data[: -objects[-1].size]
        right = self._cipher.mac(authenticated(self._cipher.block, counter, b"", covered))
        if not hmac.compare_digest(right, objects[-1].value):
            raise ChannelError("an answer with a wrong code of authenticity")
        found = {one.tag: one.value for one in objects}
        if len(found.get(STATUS, b"")) != 2:
            raise ChannelError("an answer without its status inside")
        return ResponseApdu(self._plain(counter, found), int.from_bytes(found[STATUS], "big"))

    def _plain(self, counter: bytes, found: dict[int, bytes]) -> bytes:
        sealed = found.get(DATA_OF_ODD, b"")
        if DATA in found:
            if found[DATA][:1] != _PADDED:
                raise ChannelError("content that is padded in an unknown way")
            sealed = found[DATA][1:]
        if not sealed:
            return b""
        try:
            return unpad(self._cipher.decrypt(counter, sealed))
        except ValueError as error:
            raise ChannelError("content that cannot be decrypted") from error

    def _next(self) -> bytes:
        size = self._cipher.block
        self._counter = (self._counter + 1) % (1 << 8 * size)
        return self._counter.to_bytes(size, "big")


def authenticated(block: int, counter: bytes, header: bytes, objects: bytes) -> bytes:
    """Give what the code of authenticity is over: counter, header and objects, padded."""
    content = counter + (pad(header, block) if header else b"")
    # A header that stands alone is padded already.
    return pad(content + objects, block) if objects or not header else content


def _answer(raw: bytes) -> ResponseApdu:
    if len(raw) < 2:
        raise CardProtocolError("an answer without a status")
    return ResponseApdu(raw[:-2], int.from_bytes(raw[-2:], "big"))
