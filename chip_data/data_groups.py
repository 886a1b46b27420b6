"""What the data groups of a Vietnamese identity card say: 1 the MRZ, 2 the portrait, 13 the printed fields.

Data group 13 is Vietnam's own. Its form is known from public code that reads such cards, not from a
specification (docs/domain/identity.md#the-chip), so it is read by what it holds and not by where it stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from chip_data import tlv
from chip_data.errors import UnreadableDataError


class CardField(StrEnum):
    """What a Vietnamese card says of its holder, in its own wording (data groups 1 and 13)."""

    PERSONAL_ID = "personal_id"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    """As the card writes it: 07/09/1991."""
    SEX = "sex"
    NATIONALITY = "nationality"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    ORIGIN = "origin"
    RESIDENCE = "residence"
    FEATURES = "features"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    PARENTS = "parents"
    OLD_ID = "old_id"


MRZ_GROUP, PORTRAIT_GROUP, PRINTED_GROUP = 1, 2, 13
_MRZ = (0x61, 0x5F1F)
_PORTRAIT = (0x75, 0x7F61, 0x7F60)
_IMAGES = (0x5F2E, 0x7F2E)
_PRINTED = 0x6D
_SEQUENCE, _INTEGER, _UTF8, _PRINTABLE = 0x30, 0x02, 0x0C, 0x13
_CONSTRUCTED = 0x20
_DEEPEST = 6
_MRZ_LENGTH = 90
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x00\x00\x00\x0cjP", b"\xff\x4f\xff\x51")
"""JPEG, JPEG 2000 in a file, JPEG 2000 as a bare code stream."""
_FIELDS = {
    1: CardField.PERSONAL_ID,
    2: CardField.FULL_NAME,
    3: CardField.BIRTH_DATE,
    4: CardField.SEX,
    5: CardField.NATIONALITY,
    6: CardField.ETHNICITY,
    7: CardField.RELIGION,
    8: CardField.ORIGIN,
    9: CardField.RESIDENCE,
    10: CardField.FEATURES,
    11: CardField.ISSUED_ON,
    12: CardField.EXPIRES_ON,
    13: CardField.PARENTS,
    16: CardField.OLD_ID,
}
_NEEDED = (CardField.PERSONAL_ID, CardField.FULL_NAME, CardField.BIRTH_DATE, CardField.SEX)


def personal_id_of_mrz(group: bytes) -> str:
    """Give the personal id of the MRZ, behind the document number. Raises `UnreadableDataError`."""
    try:
        mrz = tlv.find(group, *_MRZ).decode("ascii")
    except (tlv.TlvError, UnicodeDecodeError) as error:
        raise UnreadableDataError("data group 1 holds no machine-readable zone") from error
    if len(mrz) != _MRZ_LENGTH:
        raise UnreadableDataError("the machine-readable zone is not a card's")
    return mrz[15:30].partition("<")[0]


def printed_fields(group: bytes) -> dict[CardField, str]:
    """Read data group 13. Raises `UnreadableDataError` when it lacks what every card has."""
    try:
        root = tlv.parse(group)
        if root.tag != _PRINTED:
            raise UnreadableDataError("data group 13 is of another kind")
        found: dict[CardField, str] = {}
        for number, text in _numbered(root.value, 0):
            field = _FIELDS.get(number)
            if field is not None and text:
                found.setdefault(field, text)
    except tlv.TlvError as error:
        raise UnreadableDataError("data group 13 is not whole") from error
    missing = [field.value for field in _NEEDED if field not in found]
    if missing:
        raise UnreadableDataError(f"data group 13 does not say {', '.join(missing)}")
    return found


def portrait(group: bytes) -> bytes:
    """Give the picture of data group 2. Raises `UnreadableDataError`."""
    try:
        template = tlv.find(group, *_PORTRAIT)
        record = next((one.value for one in tlv.row(template) if one.tag in _IMAGES), b"")
    except tlv.TlvError as error:
        raise UnreadableDataError("data group 2 is not whole") from error
    starts = [at for at in (record.find(mark) for mark in _PICTURE_STARTS) if at >= 0]
    if not starts:
        raise UnreadableDataError("data group 2 holds no picture")
    return record[min(starts) :]


def _numbered(data: bytes, depth: int) -> Iterator[tuple[int, str]]:
    """Give every text that stands behind a number in a sequence, wherever that is."""
    for one in tlv.row(data):
        if not one.tag & _CONSTRUCTED:
            continue
        inside = list(tlv.row(one.value))
        if one.tag == _SEQUENCE and len(inside) > 1 and _is_number(inside[0]):
            text = "; ".join(part for item in inside[1:] for part in _texts(item, depth))
            if text:
                yield inside[0].value[0], text
                continue
        if depth < _DEEPEST:
            yield from _numbered(one.value, depth + 1)


def _is_number(item: tlv.Tlv) -> bool:
    return item.tag == _INTEGER and len(item.value) == 1


def _texts(item: tlv.Tlv, depth: int) -> Iterator[str]:
    if item.tag in (_UTF8, _PRINTABLE):
        try:
            text = unicodedata.normalize("NFC", item.value.decode("utf-8")).strip()
        except UnicodeDecodeError as error:
            raise UnreadableDataError("data group 13 holds what is no text") from error
        if text:
            yield text
    elif item.tag == _SEQUENCE and depth < _DEEPEST:
        # The parents stand in a sequence of their own. A row of numbered fields is no text of this one.
        inside = list(tlv.row(item.value))
        if not (inside and _is_number(inside[0])):
            for one in inside:
                yield from _texts(one, depth + 1)
