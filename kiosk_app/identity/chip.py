"""What a card's chip says, as claims; and the keys that open it, from what the card's QR says.

The QR has no date of expiry, which is part of the key. A card ends on a birthday, so few days come into
question; the chip tells which is right (docs/domain/identity.md#the-chip).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk_app.identity.card import CAN_CUOC_SINCE, ID_TYPE_CAN_CUOC, ID_TYPE_CCCD, SEXES, issuer_of
from kiosk_app.identity.dates import DateFormatError, PartialDate, parse_iso
from kiosk_app.identity.letters import is_name
from kiosk_app.identity.model import Claims
from kiosk_app.identity.personal_id import PersonalIdError, parse_personal_id
from vietnam.names import with_one_apostrophe, written_name

_NUMBER_DIGITS = 9
"""The last ones of the personal id are the document's number (docs/domain/identity.md#the-chip)."""
_ENDS_AT_AGE = (14, 25, 40, 60)
_HELD_ON_YEARS = 2
"""A card issued so shortly before such an age holds until the next one."""
_WITHOUT_END = "991231"
"""What the chip of a card without an end has for its last day."""


class ChipClaimsError(ValueError):
    """What the chip says is signed and cannot be a citizen's card. The text never holds a value."""


@dataclass(frozen=True, slots=True)
class ChipKey:
    """One key that may open the chip; dates yymmdd."""

    number: str
    birth_date: str
    expiry_date: str

    def __repr__(self) -> str:
        return "ChipKey(…)"


def chip_keys(card: Claims) -> tuple[ChipKey, ...]:
    """Give the keys that may open the chip of the card whose QR said this, likeliest first.

    None where the card does not say day and month of birth.
    """
    try:
        number = parse_personal_id(card.get("personal_id")).digits[-_NUMBER_DIGITS:]
        born, issued = parse_iso(card.get("birth_date")), parse_iso(card.get("id_issued_on"))
        birth, issue = _day(born), _day(issued)
    except (PersonalIdError, DateFormatError):
        return ()
    birth_text = birth.strftime("%y%m%d")
    return tuple(ChipKey(number, birth_text, expiry) for expiry in _expiries(birth, issue))


def _expiries(birth: date, issue: date) -> list[str]:
    later = [age for age in _ENDS_AT_AGE if _birthday(birth, age) > issue]
    likely = [age for age in later if _birthday(birth, age - _HELD_ON_YEARS) >= issue]
    days = {age: _birthday(birth, age).strftime("%y%m%d") for age in later}
    # Past the last of these ages a card has no end.
    first = [days[likely[0]]] if likely else [_WITHOUT_END]
    return list(dict.fromkeys([*first, *days.values(), _WITHOUT_END]))


def _birthday(birth: date, age: int) -> date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        # Born on 29 February.
        return birth.replace(year=birth.year + age, day=28)


def _day(known: PartialDate) -> date:
    if known.month is None or known.day is None:
        raise DateFormatError("day and month are not known")
    return date(known.year, known.month, known.day)


def claims_of_chip(fields: Mapping[str, str]) -> Claims:
    """Give what a form may ask for. `fields`: the driver's names → the card's words.

    Religion, features, origin and parents stay on the card: no form is filled with them. Raises
    `ChipClaimsError`.
    """
    try:
        personal_id = parse_personal_id(fields.get("personal_id", "")).digits
        born = _written(fields.get("birth_date", ""))
    except (PersonalIdError, DateFormatError) as error:
        raise ChipClaimsError(str(error)) from error
    name, sex = with_one_apostrophe(written_name(fields.get("full_name", ""))), fields.get("sex", "").lower()
    if not is_name(name, fields.get("residence", "")) or sex not in SEXES:
        raise ChipClaimsError("name or sex is none")
    values = {
        "full_name": name,
        "personal_id": personal_id,
        "birth_date": born.iso(),
        "sex": SEXES[sex],
        "nationality": fields.get("nationality", ""),
        "ethnicity": fields.get("ethnicity", ""),
        "id_number": personal_id,
        "residence_text": with_one_apostrophe(written_name(fields.get("residence", ""))),
    }
    try:
        values["id_issued_on"] = _written(fields.get("issued_on", "")).iso()
        newer = values["id_issued_on"] >= CAN_CUOC_SINCE.isoformat()
        values["id_type"] = ID_TYPE_CAN_CUOC if newer else ID_TYPE_CCCD
        values["id_issued_by"] = issuer_of(values["id_type"], values["id_issued_on"])
    except DateFormatError:
        pass
    return Claims({key: value for key, value in values.items() if value})


def ended_before(fields: Mapping[str, str], today: date) -> bool:
    """Tell whether the card's last day has passed; False for a card without an end."""
    try:
        end = _written(fields.get("expires_on", ""))
    except DateFormatError:
        return False
    return end.whole and end.iso() < today.isoformat()


def _written(text: str) -> PartialDate:
    """Read 07/09/1991, 09/1991 or 1991, as the chip writes it."""
    return parse_iso("-".join(reversed(text.strip().split("/"))))
