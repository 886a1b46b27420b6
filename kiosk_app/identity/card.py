"""The printed QR of a CCCD or căn cước card: plain text, unsigned; it pre-fills and proves nothing.

CCCD (2021): `id|old id|name|birth ddMMyyyy|Nam/Nữ|residence|issued ddMMyyyy`; some readers leave the old id
out. Thẻ căn cước (July 2024): the same, and up to four more that the kiosk does not need.
Source: docs/domain/identity.md#qr-code-of-the-card.
"""

from __future__ import annotations

import re
import unicodedata

from kiosk_app.identity.dates import DateFormatError, parse_card
from kiosk_app.identity.model import Claims
from kiosk_app.identity.payload import CardQr
from kiosk_app.identity.personal_id import PersonalIdError, parse_personal_id

_BEGINS_LIKE_CARD = re.compile(r"[0-9]{12}\|")
_OLD_ID = re.compile(r"(?:[0-9]{9}|[0-9]{12})?")
_FEWEST, _CCCD, _MOST = 6, 7, 11
_NAME_LENGTH = 100
_RESIDENCE_LENGTH = 300
_NAME_MARKS = frozenset(" '’-.")
_SEXES = {"nam": "male", "nữ": "female"}
ID_TYPE_CCCD = "Thẻ căn cước công dân"
ID_TYPE_CAN_CUOC = "Thẻ Căn cước"


class CardFormatError(ValueError):
    """It begins like a card's QR and breaks its form. The text never holds a value."""


def looks_like_card(text: str) -> bool:
    """Tell whether the text begins as a card's QR does."""
    return _BEGINS_LIKE_CARD.match(text) is not None


def parse_card_fields(text: str) -> CardQr:
    """Read a card's QR. `text`: NFC, without hidden characters. Raises `CardFormatError`."""
    fields = [" ".join(part.split()) for part in text.split("|")]
    if not _FEWEST <= len(fields) <= _MOST:
        raise CardFormatError("a card has 6 to 11 fields")
    # The old id is the field that some readers drop; a name can never look like one.
    rest = fields[2:] if _OLD_ID.fullmatch(fields[1]) else fields[1:]
    if len(rest) < 4:
        raise CardFormatError("name, birth date, sex and residence are needed")
    name, birth_date, sex, residence = rest[:4]
    issued = rest[4] if len(rest) > 4 else ""
    try:
        personal_id = parse_personal_id(fields[0]).digits
        values = {
            "full_name": _name(name),
            "personal_id": personal_id,
            "birth_date": parse_card(birth_date).iso(),
            "sex": _sex(sex),
            "id_type": ID_TYPE_CCCD if len(fields) <= _CCCD else ID_TYPE_CAN_CUOC,
            "id_number": personal_id,
        }
        if residence:
            values["residence_text"] = _residence(residence)
        if issued:
            values["id_issued_on"] = _whole_date(issued)
    except (PersonalIdError, DateFormatError) as error:
        raise CardFormatError(str(error)) from error
    return CardQr(Claims(values), len(fields))


def _name(text: str) -> str:
    letters = sum(character.isalpha() for character in text)
    marks = sum(character in _NAME_MARKS or unicodedata.combining(character) != 0 for character in text)
    if letters == 0 or letters + marks != len(text) or len(text) > _NAME_LENGTH:
        raise CardFormatError("the name is not a name")
    return text


def _sex(text: str) -> str:
    try:
        return _SEXES[text.lower()]
    except KeyError:
        raise CardFormatError("the sex is neither Nam nor Nữ") from None


def _residence(text: str) -> str:
    if len(text) > _RESIDENCE_LENGTH:
        raise CardFormatError("the residence is too long")
    return text


def _whole_date(text: str) -> str:
    issued = parse_card(text)
    if not issued.whole:
        raise CardFormatError("the date of issue is not whole")
    return issued.iso()
