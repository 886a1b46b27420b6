"""Dates of which the day, or day and month, may be unknown (yyyy-mm-dd, yyyy-mm or yyyy)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CARD = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
EARLIEST_YEAR = 1850
LATEST_YEAR = 2199
"""Of births, papers and deadlines: a year outside is a slip of the finger or a garbled code."""


class DateFormatError(ValueError):
    """Not a date, or one that no calendar has. The text never holds the value."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date; `month` and `day` are None when unknown, and a day needs a month.

    Raises `DateFormatError` for a date that no calendar has, and for years outside 1850–2199.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise DateFormatError("the year is out of range")
        if self.day is not None and self.month is None:
            raise DateFormatError("a day without a month")
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError as error:
            raise DateFormatError("no calendar has this date") from error

    @property
    def whole(self) -> bool:
        """Whether day and month are known."""
        return self.day is not None

    def iso(self) -> str:
        """Give yyyy-mm-dd, yyyy-mm or yyyy."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def shown(self) -> str:
        """Give 15/03/1990, 03/1990 or 1990."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04d}"])


def parse_iso(text: str) -> PartialDate:
    """Read yyyy-mm-dd, yyyy-mm or yyyy. Raises `DateFormatError`."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise DateFormatError("not written as yyyy-mm-dd, yyyy-mm or yyyy")
    year, month, day = (int(part) if part else None for part in match.groups())
    return PartialDate(year or 0, month, day)


def parse_card(text: str) -> PartialDate:
    """Read ddMMyyyy of a card's QR, where an unknown day or month is 00, or a bare year.

    See docs/domain/identity.md#qr-code-of-the-card. Raises `DateFormatError`.
    """
    if _YEAR.fullmatch(text):
        return PartialDate(int(text))
    match = _CARD.fullmatch(text)
    if match is None:
        raise DateFormatError("not written as ddMMyyyy")
    day, month, year = (int(part) for part in match.groups())
    return PartialDate(year, month or None, day or None)
