"""Password Authenticated Connection Establishment: the newer way to open a chip (ICAO 9303-11, 4.4)."""

from __future__ import annotations

from collections.abc import Callable

from chip_data import tlv
from drivers.chip_reader.channel import (
    GENERAL_AUTHENTICATE,
    MANAGE_SECURITY,
    OK,
    ApduChannel,
    CommandApdu,
    PlainChannel,
    ResponseApdu,
    SecureChannel,
    Transmit,
)
from drivers.chip_reader.pace_agreement import CURVES, OBJECT_IDS, Suite, equal, written
from drivers.chip_reader.port import CardProtocolError, DocumentKey, WrongDocumentKeyError

_SET_TEMPLATE = (0xC1, 0xA4)
_MECHANISM, _PASSWORD, _PARAMETERS = 0x80, 0x83, 0x84
_PRINTED_DATA = b"\x01"
_DYNAMIC = 0x7C
_NONCE, _OWN_MAPPING, _THEIR_MAPPING, _OWN_KEY, _THEIR_KEY, _OWN_TOKEN, _THEIR_TOKEN = range(0x80, 0x87)
_SEQUENCE, _SET, _OBJECT_ID, _INTEGER = 0x30, 0x31, 0x06, 0x02


def suite_of(card_access: bytes) -> Suite | None:
    """Give the first suite of EF.CardAccess that the kiosk can calculate with; None when there is none."""
    try:
        infos = list(tlv.row(tlv.find(card_access, _SET)))
        for info in infos:
            parts = list(tlv.row(info.value)) if info.tag == _SEQUENCE else []
            if len(parts) < 3 or parts[0].tag != _OBJECT_ID or parts[0].value not in OBJECT_IDS:
                continue
            parameters = int.from_bytes(parts[2].value, "big")
            if parts[2].tag == _INTEGER and parameters in CURVES:
                return Suite(parts[0].value, parameters)
    except tlv.TlvError:
        pass
    return None


def open_by_pace(
    transmit: Transmit, suite: Suite, key: DocumentKey, random: Callable[[int], bytes]
) -> SecureChannel:
    """Agree on keys with the chip. Raises `WrongDocumentKeyError`, or `CardProtocolError`."""
    plain = PlainChannel(transmit)
    template = (
        tlv.build(_MECHANISM, suite.object_id)
        + tlv.build(_PASSWORD, _PRINTED_DATA)
        + tlv.build(_PARAMETERS, bytes([suite.parameters]))
    )
    chosen = plain.send(CommandApdu(MANAGE_SECURITY, *_SET_TEMPLATE, template))
    # 63Cx tells how many tries are left and lets the next one through.
    if chosen.status != OK and chosen.status & 0xFFF0 != 0x63C0:
        raise CardProtocolError(f"the chip does not take its own way of opening ({chosen.status:04X})")
    nonce = suite.opened_nonce(key, _exchange(plain, b"", _NONCE))

    number = suite.random_number(random)
    own = written(suite.curve.generator * number)
    theirs = suite.point_of(_exchange(plain, tlv.build(_OWN_MAPPING, own), _THEIR_MAPPING))
    generator = suite.mapped_generator(nonce, theirs * number)

    number = suite.random_number(random)
    own = written(generator * number)
    their_key = _exchange(plain, tlv.build(_OWN_KEY, own), _THEIR_KEY)
    if their_key == own:
        raise CardProtocolError("the chip sent the kiosk's own key back")
    session = suite.session(suite.point_of(their_key) * number)

    proof = tlv.build(_OWN_TOKEN, suite.token(session, their_key))
    answer = _authenticate(plain, proof, last=True)
    if answer.status != OK:
        raise WrongDocumentKeyError(f"the chip does not open with this key ({answer.status:04X})")
    if not equal(_object(answer, _THEIR_TOKEN), suite.token(session, own)):
        raise CardProtocolError("the chip did not prove that it knows the key")
    return SecureChannel(transmit, session, 0)


def _exchange(plain: ApduChannel, content: bytes, expected: int) -> bytes:
    answer = _authenticate(plain, content, last=False)
    if answer.status != OK:
        raise CardProtocolError(f"the agreement on keys broke off ({answer.status:04X})")
    return _object(answer, expected)


def _authenticate(plain: ApduChannel, content: bytes, *, last: bool) -> ResponseApdu:
    data = tlv.build(_DYNAMIC, content)
    return plain.send(CommandApdu(GENERAL_AUTHENTICATE, 0, 0, data, 256, chained=not last))


def _object(answer: ResponseApdu, tag: int) -> bytes:
    try:
        return tlv.find(answer.data, _DYNAMIC, tag)
    except tlv.TlvError as error:
        raise CardProtocolError("an answer without what the agreement needs") from error
