"""A virtual identity card: BAC, PACE, secure messaging and the files, as a chip answers them.

Made with an eye on what is told of the real card: it refuses to select the master file, and shows the
fingerprints (data group 3) to nobody. The arithmetic is shared with the reader; what keeps both right are the
worked examples of ICAO 9303-11 in the tests.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chip_data import tlv
from drivers.chip_reader import channel
from drivers.chip_reader.basic_access import basic_access_cipher
from drivers.chip_reader.channel import (
    DATA,
    DATA_OF_ODD,
    LENGTH,
    MAC,
    STATUS,
    authenticated,
)
from drivers.chip_reader.ciphers import Cipher, pad, unpad
from drivers.chip_reader.document_keys import seed
from drivers.chip_reader.files import APPLICATION, CARD_ACCESS, SECURITY_OBJECT, data_group
from drivers.chip_reader.pace_agreement import Suite, written
from drivers.chip_reader.port import DocumentKey

_OK, _NOT_FOUND, _NOT_ALLOWED = 0x9000, 0x6A82, 0x6982
_WRONG_KEY, _WRONG_DATA, _UNKNOWN_COMMAND, _BROKEN = 0x6300, 0x6A80, 0x6D00, 0x6988
_SECURED, _CHAINED = 0x0C, 0x10
_COMMON = 0x011E
_FINGERPRINTS = data_group(3)
Reply = tuple[bytes, int]


@dataclass(slots=True)
class VirtualCard:
    """A card. `answer` takes a command and gives the answer with its status."""

    key: DocumentKey
    groups: Mapping[int, bytes]
    security_object: bytes
    pace: Suite | None = None
    holds_identity: bool = True
    """False for some other card."""
    tamper: Callable[[bytes], bytes] = lambda answer: answer
    """What happens to an answer on its way, for tests of the channel."""
    pace_fails: bool = False
    """Offers PACE and does not carry it out."""
    _session: Cipher | None = None
    _next_session: tuple[Cipher, int] | None = None
    _counter: int = 0
    _selected: bytes = b""
    _nonce: bytes = b""
    _agreement: dict[str, Any] = field(default_factory=dict)

    def reset(self) -> None:
        """Lose the power."""
        self._session, self._next_session = None, None
        self._selected, self._nonce = b"", b""
        self._agreement = {}

    def answer(self, command: bytes) -> bytes:
        """Answer one command."""
        if command[0] & _SECURED == _SECURED and self._session is not None:
            return self.tamper(self._secured(command))
        instruction, p1, p2 = command[1:4]
        data, expected = _plain_body(command[4:])
        content, status = self._plain(command[0], instruction, p1, p2, data, expected)
        if self._next_session is not None:
            (self._session, self._counter), self._next_session = self._next_session, None
        return content + status.to_bytes(2, "big")

    def _plain(self, cla: int, instruction: int, p1: int, p2: int, data: bytes, expected: int) -> Reply:
        match instruction:
            case channel.SELECT if p1 == 0x04:
                return b"", _OK if self.holds_identity and data == APPLICATION else _NOT_FOUND
            case channel.SELECT if p1 == 0x02:
                return self._select(int.from_bytes(data, "big"))
            case channel.READ_BINARY:
                at = p1 << 8 | p2
                return self._selected[at : at + expected], _OK if self._selected else _NOT_ALLOWED
            case channel.READ_BINARY_FAR:
                at = int.from_bytes(tlv.find(data, 0x54), "big")
                # The piece is what fits beside its own tag and length.
                return tlv.build(0x53, self._selected[at : at + expected - 4]), _OK
            case channel.GET_CHALLENGE:
                self._nonce = secrets.token_bytes(expected)
                return self._nonce, _OK
            case channel.EXTERNAL_AUTHENTICATE:
                return self._basic_access(data)
            case channel.MANAGE_SECURITY:
                return b"", _OK if self.pace and not self.pace_fails else _WRONG_DATA
            case channel.GENERAL_AUTHENTICATE if self.pace is not None:
                return self._agree(self.pace, data, last=not cla & _CHAINED)
        return b"", _UNKNOWN_COMMAND

    def _select(self, file: int) -> Reply:
        if file == CARD_ACCESS:
            if self.pace is None:
                return b"", _NOT_FOUND
            self._selected = _card_access(self.pace)
            return b"", _OK
        if self._session is None or file == _FINGERPRINTS:
            return b"", _NOT_ALLOWED
        files = {data_group(number): group for number, group in self.groups.items()}
        files[SECURITY_OBJECT] = self.security_object
        files[_COMMON] = tlv.build(0x60, tlv.build(0x5F01, b"0107"))
        if file not in files:
            return b"", _NOT_FOUND
        self._selected = files[file]
        return b"", _OK

    def _basic_access(self, data: bytes) -> Reply:
        cipher = basic_access_cipher(seed(self.key)[:16])
        sealed, code = data[:-8], data[-8:]
        if len(data) != 40 or cipher.mac(pad(sealed, 8)) != code:
            return b"", _WRONG_KEY
        opened = cipher.decrypt(bytes(8), sealed)
        theirs, mine, their_secret = opened[:8], opened[8:16], opened[16:]
        if mine != self._nonce:
            return b"", _WRONG_KEY
        secret = secrets.token_bytes(16)
        reply = cipher.encrypt(bytes(8), mine + theirs + secret)
        agreed = bytes(one ^ other for one, other in zip(their_secret, secret, strict=True))
        counter = int.from_bytes(mine[4:] + theirs[4:], "big")
        self._next_session = basic_access_cipher(agreed), counter
        return reply + cipher.mac(pad(reply, 8)), _OK

    def _agree(self, suite: Suite, data: bytes, *, last: bool) -> Reply:
        inside = tlv.find(data, 0x7C)
        known = self._agreement
        if not inside:
            known["nonce"] = secrets.token_bytes(16)
            return _dynamic(0x80, suite.sealed_nonce(self.key, known["nonce"]))
        step = tlv.parse(inside)
        if step.tag == 0x81:
            number = suite.random_number(secrets.token_bytes)
            shared = suite.point_of(step.value) * number
            known["generator"] = suite.mapped_generator(known["nonce"], shared)
            return _dynamic(0x82, written(suite.curve.generator * number))
        if step.tag == 0x83:
            number = suite.random_number(secrets.token_bytes)
            known["mine"], known["theirs"] = written(known["generator"] * number), step.value
            known["session"] = suite.session(suite.point_of(step.value) * number)
            return _dynamic(0x84, known["mine"])
        if step.tag == 0x85 and last:
            session = known["session"]
            if step.value != suite.token(session, known["mine"]):
                return b"", _WRONG_KEY
            self._next_session = session, 0
            return _dynamic(0x86, suite.token(session, known["theirs"]))
        return b"", _WRONG_DATA

    def _secured(self, command: bytes) -> bytes:
        cipher = self._session
        if cipher is None:
            return _BROKEN.to_bytes(2, "big")
        header, objects = command[:4], command[5 : 5 + command[4]]
        found = {one.tag: one.value for one in tlv.row(objects)}
        counter = self._next(cipher)
        covered = objects[: -len(tlv.build(MAC, found[MAC]))]
        if cipher.mac(authenticated(cipher.block, counter, header, covered)) != found[MAC]:
            self._session = None
            return _BROKEN.to_bytes(2, "big")
        sealed = found[DATA][1:] if DATA in found else found.get(DATA_OF_ODD, b"")
        data = unpad(cipher.decrypt(counter, sealed)) if sealed else b""
        expected = (found[LENGTH][0] or 256) if LENGTH in found else 0
        instruction, p1, p2 = header[1:]
        content, status = self._plain(header[0], instruction, p1, p2, data, expected)
        return self._sealed(cipher, content, status, odd=bool(instruction & 1))

    def _sealed(self, cipher: Cipher, content: bytes, status: int, *, odd: bool) -> bytes:
        counter = self._next(cipher)
        objects = b""
        if content:
            sealed = cipher.encrypt(counter, pad(content, cipher.block))
            objects = tlv.build(DATA_OF_ODD, sealed) if odd else tlv.build(DATA, b"\x01" + sealed)
        objects += tlv.build(STATUS, status.to_bytes(2, "big"))
        code = cipher.mac(authenticated(cipher.block, counter, b"", objects))
        return objects + tlv.build(MAC, code) + status.to_bytes(2, "big")

    def _next(self, cipher: Cipher) -> bytes:
        self._counter += 1
        return self._counter.to_bytes(cipher.block, "big")


def _plain_body(body: bytes) -> tuple[bytes, int]:
    if len(body) <= 1:
        return b"", (body[0] or 256) if body else 0
    data, rest = body[1 : 1 + body[0]], body[1 + body[0] :]
    return data, (rest[0] or 256) if rest else 0


def _dynamic(tag: int, value: bytes) -> Reply:
    return tlv.build(0x7C, tlv.build(tag, value)), _OK


def _card_access(suite: Suite) -> bytes:
    info = (
        tlv.build(0x06, suite.object_id)
        + tlv.build(0x02, b"\x02")
        + tlv.build(0x02, bytes([suite.parameters]))
    )
    return tlv.build(0x31, tlv.build(0x30, info))
