"""The printed QR of a CCCD or căn cước card: plain text, unsigned; it pre-fills and proves nothing.

CCCD (2021): `id|old id|name|birth ddMMyyyy|Nam/Nữ|residence|issued ddMMyyyy`, 7 fields. Thẻ căn cước (July
2024): the same and four more that the kiosk does not need, 11 fields. Some readers leave the old id out: 6
fields. A text with another number of fields is a piece of a card, or two cards, and is never taken for one.
Source: docs/domain/identity.md#qr-code-of-the-card.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from kiosk_app.identity.dates import DateFormatError, PartialDate, parse_card, parse_iso
from kiosk_app.identity.letters import (
    has_odd_sign,
    holds_only_letters_of_vietnam,
    is_name,
    may_lack_letters,
    was_in_an_old_encoding,
    was_taken_for_western,
)
from kiosk_app.identity.model import Claims
from kiosk_app.identity.payload import CardQr
from kiosk_app.identity.personal_id import Contradiction, PersonalIdError, check, parse_personal_id
from vietnam.names import TONES, with_crossed_d, with_one_apostrophe, written_name

# What scanners may send in front: the symbology identifier of AIM, "]Q1" for a QR code, the number of the
# encoding ("\000026" for UTF-8), a maker's letters for the kind of code ("QR", "s", "P01"), a start sign;
# and what they are often set to send behind.
_PREFIX = re.compile(
    r"(?:\][A-Za-z][0-9])?(?:\\[0-9]{6})?(?:[A-Za-z]{1,8}[0-9]{0,2})?[*#;:,$~!/\"'<(\[{ ]{0,2}"
    r"(?=[0-9]{12}\s?\|)"
)
_SUFFIX = "*#;:,$~!/.\"'>)]}"
_BEGINS_LIKE_CARD = re.compile(r"[0-9]{12}\s?\|")
_PERSONAL_ID_ALONE = re.compile(r"[0-9]{12}")
_BEGINS_LIKE_PIECE = re.compile(r"[0-9]{0,20}\|(?:[^|]*\|){3}")
_ODD_SIGN = re.compile(r"[?¿_@=%<>{}\\^~$!]|(?:\A|\s)[:;*#](?=[^\W\d])")
"""What no address on a card holds, and what devices put for letters that they cannot give: "Th?n M?t", also
in place of a word's first letter."""
_LONE_MARK = re.compile(r"(?:\A|[\s\d])[\u0300-\u036f]")
_ODD_CASE = re.compile(r"aA(?:A|\b)|AAAa")
"""Capitals where a keyboard's shift key came too late or was let go of too early, "aA" for a small letter
and a capital."""
_HIGHLAND_HEAD = re.compile(r"(?<![^\W\d_])[HKR](?=[BCDĐGHJKLMNPQRSTVXZƀČÑ]{2})")
"""What stands before a name of the highlands with capitals of its own: "HBLao", "KBRia"."""
_OF_ANOTHER_CARD = re.compile(r"[0-9]{6}|(?:nam|nữ)\Z", re.IGNORECASE)
"""The fields behind the seventh name parents and spouse; this stands in a second card's."""
_OLD_ID = re.compile(r"(?:[0-9]{9}|[0-9]{12})?")
_WITHOUT_OLD_ID, _CCCD, _CAN_CUOC = 6, 7, 11
"""Fields of a card, by its kind and reader."""
_NAME_LENGTH = 100
_RESIDENCE_LENGTH = 300
"""Characters; more stands on no card."""
_SHOWN_DIGITS = 4
SEXES = {"nam": "male", "nữ": "female"}
"""The card's and its chip's word, in small letters → the fact."""
_CCCD_SINCE = date(2016, 1, 1)
"""The law on citizens' identification (59/2014/QH13) is in force: no card with this number is older."""
CAN_CUOC_SINCE = date(2024, 7, 1)
"""The law on identification (Luật Căn cước) is in force, and such cards exist, from this day on."""
ID_TYPE_CCCD = "Thẻ căn cước công dân"
ID_TYPE_CAN_CUOC = "Thẻ Căn cước"
_CHIP_SINCE = date(2021, 1, 1)
"""From here on cards have the QR code and the chip; who issued earlier ones, their date does not tell."""
_ISSUER_CCCD = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
_ISSUER_CAN_CUOC = "Bộ Công an"


class CardFault(StrEnum):
    """What is wrong with a card's text."""

    INCOMPLETE = "incomplete"
    """A piece of a card: too few fields, or no date of issue at the end."""
    FORMAT = "format"
    """More fields than any card has, or one far too long."""
    GARBLED = "garbled"
    """Letters that no card holds: another script, or a wrong encoding."""
    PERSONAL_ID = "personal_id"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ISSUE_DATE = "issue_date"


class CardFormatError(ValueError):
    """It begins like a card's QR and breaks its form. The text never holds a value."""

    def __init__(self, fault: CardFault, text: str) -> None:
        self.fault = fault
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class CardSummary:
    """What a citizen confirms before a card is used: that it is theirs, and read right."""

    name: str
    birth_date: str
    """15/03/1990, 03/1990 or 1990."""
    last_digits: str
    """The last four of the personal id: enough to know it by, too few to use it."""
    doubts: tuple[Contradiction, ...] = ()
    """Where the number is another person's than birth date and sex say: see `doubts_of`."""

    def __repr__(self) -> str:
        return "CardSummary(…)"


def summary_of(claims: Claims) -> CardSummary:
    """Give what is shown of a card that was read. `claims` as `parse_card_fields` gives them."""
    born = claims.get("birth_date")
    return CardSummary(
        claims.get("full_name"),
        parse_iso(born).shown() if born else "",
        claims.get("personal_id")[-_SHOWN_DIGITS:],
        doubts_of(claims),
    )


def doubts_of(claims: Claims) -> tuple[Contradiction, ...]:
    """Name what the number of a card contradicts: the year of birth, the sex.

    Two cards that ran together or keys that were lost look so, and so does a card whose holder's year of
    birth or sex was corrected before a new number was given: the holder is asked, nothing is refused. Where
    no such number is known, as with a VNeID code that was shown offline, there is nothing to doubt.
    """
    try:
        found = check(claims.get("personal_id"), claims.get("birth_date"), claims.get("sex"))
    except PersonalIdError:
        return ()
    return tuple(one.kind for one in found if one.kind is not Contradiction.PROVINCE)


def without_frame(text: str) -> str:
    """Give the text without what scanners send around a code."""
    return _PREFIX.sub("", text, count=1).rstrip(_SUFFIX)


def looks_like_card(text: str) -> bool:
    """Tell whether the text begins as a card's QR does."""
    return _BEGINS_LIKE_CARD.match(text) is not None


def looks_like_piece(text: str) -> bool:
    """Tell whether it looks like a card whose personal id is not whole."""
    return not looks_like_card(text) and _BEGINS_LIKE_PIECE.match(text) is not None


def is_begun(text: str) -> bool:
    """Tell whether a text from a scanner is the beginning of a card that has not come to its end.

    For readers, which get a scan piece by piece: such a scan is worth waiting for.
    """
    card = without_frame(text)
    if not looks_like_card(card):
        return _PERSONAL_ID_ALONE.fullmatch(text) is not None
    try:
        parse_card_fields(card)
    except CardFormatError as error:
        return error.fault is CardFault.INCOMPLETE
    return False


def is_in_a_wrong_encoding(text: str) -> bool:
    """Tell whether a card's text came in another encoding than its own, by what `parse_card_fields` lacks.

    `text`: in NFC, with its hidden characters: a soft hyphen is half of an "í" that was taken for Western,
    and the ư of an old encoding of Vietnam.
    """
    words = " ".join(part for part in text.split("|") if part.strip().lower() not in SEXES)
    return was_taken_for_western(text) or was_in_an_old_encoding(with_crossed_d(words))


def parse_card_fields(text: str, today: date | None = None, *, typed: bool = False) -> CardQr:
    """Read a card's QR. `text`: NFC, without hidden characters. Raises `CardFormatError`.

    `today`: Vietnam's day, after which no card can have been issued; None where no clock is sure of it, and a
    clock that is behind refuses nobody's newer card. `typed`: it came as keys, of which the shift key may
    have been late; any other reader gives the capitals that the card has, odd ones as well.
    """
    fields = [" ".join(part.split()) for part in _without_caps_lock(text).split("|")]
    name, birth_date, sex, residence, issued = _without_old_id(fields)[:5]
    if any(_OF_ANOTHER_CARD.match(field) for field in fields[_CCCD:]):
        raise CardFormatError(CardFault.FORMAT, "two cards ran together")
    words = f"{name} {residence}"
    if _ODD_SIGN.search(residence) or has_odd_sign(words) or _LONE_MARK.search(words):
        raise CardFormatError(CardFault.GARBLED, "signs stand where a card has letters")
    if typed and _has_lost_shift(name):
        raise CardFormatError(CardFault.GARBLED, "capitals stand where no name has them")
    if residence and not any(one.isalpha() for one in residence):
        raise CardFormatError(CardFault.FORMAT, "a residence without a word")
    if not holds_only_letters_of_vietnam(words) or may_lack_letters(name, residence):
        raise CardFormatError(CardFault.GARBLED, "a card holds letters of Vietnam only, and all of them")
    try:
        personal_id = parse_personal_id(fields[0]).digits
    except PersonalIdError as error:
        raise CardFormatError(CardFault.PERSONAL_ID, str(error)) from error
    born = _date(birth_date, CardFault.BIRTH_DATE)
    issued_on = _issued(issued)
    if born.iso() > issued_on.iso():
        raise CardFormatError(CardFault.BIRTH_DATE, "nobody has a card from before their birth")
    too_early = issued_on.iso() < _CCCD_SINCE.isoformat()
    if too_early or (today is not None and issued_on.iso() > today.isoformat()):
        raise CardFormatError(CardFault.ISSUE_DATE, "no card was issued on that day")
    values = {
        "full_name": _name(name, residence),
        "personal_id": personal_id,
        "birth_date": born.iso(),
        "sex": _sex(sex),
        "id_type": _id_type(len(fields), issued_on),
        "id_number": personal_id,
    }
    if residence:
        values["residence_text"] = _residence(residence)
    values["id_issued_on"] = issued_on.iso()
    if issuer := issuer_of(values["id_type"], issued_on.iso()):
        values["id_issued_by"] = issuer
    return CardQr(Claims(values), len(fields))


def _without_old_id(fields: list[str]) -> list[str]:
    """Give the fields from the name on. Raises `CardFormatError` unless there are as many as on a card."""
    if len(fields) > _CAN_CUOC:
        raise CardFormatError(CardFault.FORMAT, "a card has 7 or 11 fields")
    if len(fields) in {_CCCD, _CAN_CUOC} and _OLD_ID.fullmatch(fields[1]):
        return fields[2:]
    # The old id is the field that some readers drop; no name looks like one, and an empty one is there.
    if len(fields) == _WITHOUT_OLD_ID and not _OLD_ID.fullmatch(fields[1]):
        return fields[1:]
    raise CardFormatError(CardFault.INCOMPLETE, "a card has 7 or 11 fields, or 6 without the old id")


def _without_caps_lock(text: str) -> str:
    """Undo a Caps Lock that was on while a scanner typed: a card prints "Nam" or "Nữ", never "nAM".

    Most scanners type other letters than the keyboard's by their number, which Caps Lock does not change;
    with some it turns them all.
    """
    sex = next((part for part in text.split("|") if part.lower() in SEXES), "")
    if sex == "nAM" or (sex in {"nữ", "nỮ"} and _odd_capitals(text)):
        keyboard_only = "".join(one.swapcase() if one.isascii() else one for one in text)
        return min(keyboard_only, text.swapcase(), key=_odd_capitals)
    return text


def _odd_capitals(text: str) -> int:
    """Count capitals right behind a small letter, as no card has them."""
    return sum(one.islower() and other.isupper() for one, other in pairwise(text))


def _has_lost_shift(name: str) -> bool:
    """Whether a name's capitals are those of a late shift key, and of no register.

    Old registers had no capitals with a tone: "NGUYễN THị HOA", all through.
    """
    if not _ODD_CASE.search(_case_of(_HIGHLAND_HEAD.sub("", name))):
        return False
    toned = [one for one in name if any(mark in TONES for mark in unicodedata.normalize("NFD", one))]
    plain = [one for one in name if one.isascii() and one.isalpha()]
    return not toned or any(one.isupper() for one in toned) or any(one.islower() for one in plain)


def _case_of(name: str) -> str:
    """Give "A" for each capital and "a" for each small letter; "HHen Niê" is "AAaa Aaa"."""
    letters = (one for one in name if not unicodedata.combining(one))
    return "".join("A" if one.isupper() else "a" if one.islower() else " " for one in letters)


def _date(text: str, fault: CardFault) -> PartialDate:
    try:
        return parse_card(text)
    except DateFormatError as error:
        raise CardFormatError(fault, str(error)) from error


def _issued(text: str) -> PartialDate:
    if len(text) < 8:
        raise CardFormatError(CardFault.INCOMPLETE, "the date of issue is missing or not whole")
    issued = _date(text, CardFault.ISSUE_DATE)
    if not issued.whole:
        raise CardFormatError(CardFault.ISSUE_DATE, "the date of issue is not whole")
    return issued


def _id_type(fields: int, issued: PartialDate) -> str:
    """Cards of both kinds are in use; the date tells them apart where a reader left the last fields out."""
    newer = fields == _CAN_CUOC or issued.iso() >= CAN_CUOC_SINCE.isoformat()
    return ID_TYPE_CAN_CUOC if newer else ID_TYPE_CCCD


def issuer_of(id_type: str, issued_on: str) -> str:
    """Give who issued a card, as its back says (docs/domain/identity.md); "" where its date does not tell.

    Neither the code nor the chip holds it, and nobody has to type what every such card says.
    """
    if id_type == ID_TYPE_CAN_CUOC:
        return _ISSUER_CAN_CUOC
    return _ISSUER_CCCD if id_type == ID_TYPE_CCCD and issued_on >= _CHIP_SINCE.isoformat() else ""


def _name(text: str, residence: str) -> str:
    name = with_one_apostrophe(written_name(text))
    if not is_name(name, residence) or len(name) > _NAME_LENGTH:
        raise CardFormatError(CardFault.NAME, "the name is not a name")
    return name


def _sex(text: str) -> str:
    try:
        return SEXES[text.lower()]
    except KeyError:
        raise CardFormatError(CardFault.SEX, "the sex is neither Nam nor Nữ") from None


def _residence(text: str) -> str:
    if len(text) > _RESIDENCE_LENGTH:
        raise CardFormatError(CardFault.FORMAT, "the residence is too long")
    return with_one_apostrophe(written_name(text))
