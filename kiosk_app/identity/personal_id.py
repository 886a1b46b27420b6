"""The personal id number (số định danh cá nhân, 12 digits) and the old CMND number (9 digits).

`PPP G YY NNNNNN`: province of birth registration, century and sex, year of birth, six random digits; there is
no check digit (docs/domain/identity.md#personal-id-number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.identity.dates import DateFormatError, parse_iso
from kiosk_app.identity.provinces import PROVINCES_OF_BIRTH_REGISTRATION

# [0-9] and not \d: \d also takes the digits of other scripts.
_PERSONAL_ID = re.compile(r"[0-9]{12}")


class PersonalIdError(ValueError):
    """Not 12 digits (9 of an old CMND). The text never holds the value."""


class Contradiction(StrEnum):
    """What in a personal id does not agree; each is a warning that the citizen may override.

    Sex and birth year may lawfully differ after a correction of the civil status.
    """

    BIRTH_YEAR = "birth_year"
    SEX = "sex"
    PROVINCE = "province"
    """No province had this code; people registered abroad carry a country's code."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One contradiction, and what the id implies instead."""

    kind: Contradiction
    implied: str
    """BIRTH_YEAR: the year, "1990"; SEX: "male" or "female"; PROVINCE: the three digits."""

    def __repr__(self) -> str:
        return f"Disagreement({self.kind.value})"


@dataclass(frozen=True, slots=True)
class PersonalId:
    """A personal id taken apart."""

    digits: str

    @property
    def province_code(self) -> str:
        """Three digits of the province (or country) of birth registration."""
        return self.digits[:3]

    @property
    def province(self) -> str:
        """Name of that province, "" when the code is none of the 63."""
        return PROVINCES_OF_BIRTH_REGISTRATION.get(self.province_code, "")

    @property
    def sex(self) -> str:
        """ "male" for an even century digit, "female" for an odd one."""
        return "female" if int(self.digits[3]) % 2 else "male"

    @property
    def birth_year(self) -> int:
        """1900–2399: the century digit counts centuries in pairs from 1900."""
        return 1900 + int(self.digits[3]) // 2 * 100 + int(self.digits[4:6])

    def __repr__(self) -> str:
        return "PersonalId(…)"


def parse_personal_id(text: str) -> PersonalId:
    """Take a personal id apart. Raises `PersonalIdError` unless it is exactly 12 ASCII digits."""
    if _PERSONAL_ID.fullmatch(text) is None:
        raise PersonalIdError("a personal id has 12 digits")
    return PersonalId(text)


def check(personal_id: str, birth_date: str = "", sex: str = "") -> tuple[Disagreement, ...]:
    """Name what the id contradicts.

    `birth_date`: yyyy-mm-dd, yyyy-mm or yyyy; `sex`: "male" or "female"; "" or anything else leaves the
    comparison out. Raises `PersonalIdError` when the id is not 12 digits.
    """
    parsed = parse_personal_id(personal_id)
    found: list[Disagreement] = []
    try:
        year = parse_iso(birth_date).year
    except DateFormatError:
        year = parsed.birth_year
    if year != parsed.birth_year:
        found.append(Disagreement(Contradiction.BIRTH_YEAR, str(parsed.birth_year)))
    if sex in {"male", "female"} and sex != parsed.sex:
        found.append(Disagreement(Contradiction.SEX, parsed.sex))
    if not parsed.province:
        found.append(Disagreement(Contradiction.PROVINCE, parsed.province_code))
    return tuple(found)
