"""A whole date, kept as yyyy-mm-dd and shown as dd/mm/yyyy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.forms.fields.kind import FieldKind
from kiosk_app.forms.issue import Issue, error
from kiosk_app.identity.dates import EARLIEST_YEAR, DateFormatError, PartialDate, parse_iso

OLDEST_YEAR = 1900
"""Of a whole date: no paper, and no event that is filed now, is older."""


class DateKind(FieldKind):
    """A date; unless it may be partial, day and month have to be known."""

    def __init__(self, type_: FieldType, *, partial: bool) -> None:
        """Say whether the year alone is enough."""
        super().__init__(type_)
        self._partial = partial
        # Parents of the old, and those who died long ago, were born earlier than any paper was issued.
        self._oldest = EARLIEST_YEAR if partial else OLDEST_YEAR

    def faults(self, field: Field, answers: Mapping[str, str], today: datetime.date) -> Iterator[Issue]:
        """No calendar has it, it is too old, or it lies in the future where that cannot be."""
        try:
            parsed = parse_iso(answers.get(field.key, "").strip())
        except DateFormatError:
            yield error(field, "date_impossible")
            return
        if not self._partial and not parsed.whole:
            yield error(field, "date_incomplete")
        elif parsed.year < self._oldest:
            yield error(field, "date_too_old", str(self._oldest))
        elif field.not_future and _earliest(parsed) > today:
            yield error(field, "date_future")

    def text(self, field: Field, answers: Mapping[str, str], language: str) -> str:
        """dd/mm/yyyy, mm/yyyy or yyyy."""
        return date_text(super().text(field, answers, language))


def date_text(value: str) -> str:
    """From yyyy-mm-dd, yyyy-mm or yyyy to dd/mm/yyyy, mm/yyyy or yyyy; other text stays as it is."""
    try:
        parse_iso(value)
    except DateFormatError:
        return value
    return "/".join(reversed(value.split("-")))


def _earliest(value: PartialDate) -> datetime.date:
    return datetime.date(value.year, value.month or 1, value.day or 1)


KIND = DateKind(FieldType.DATE, partial=False)
