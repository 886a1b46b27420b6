"""How moments, days and sums are written on a screen, in its language.

Vietnamese is written as `vietnam.wording` has it for papers. Every screen takes its words from here: then
none says them in Vietnamese to somebody who chose English.
"""

from __future__ import annotations

from datetime import date, datetime

from vietnam.time_zone import in_vietnam
from vietnam.wording import date_words, day_or_moment, due_words, money_words, when_words

ENGLISH = "en"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""Not by `strftime`, which follows the machine's locale."""


def day_in(day: date, language: str) -> str:
    """ "20 November 2026", or as `date_words`."""
    return _day(day) if language == ENGLISH else date_words(day)


def when_in(when: date, language: str) -> str:
    """ "08:30, 20 November 2026" by the clock of Vietnam, a day without its hour; or as `when_words`."""
    return _when(when) if language == ENGLISH else when_words(when)


def told_in(text: str, language: str) -> str:
    """Say what a portal tells of a time, a day or a moment in ISO 8601; "" for what is neither."""
    read = day_or_moment(text)
    return "" if read is None else when_in(read, language)


def due_in(due: date, language: str) -> str:
    """ "17:00, 2 December 2026", or as `due_words`."""
    return _when(due) if language == ENGLISH else due_words(due)


def brief_in(when: date, language: str) -> str:
    """ "08:30 24/11/2026", a day without its hour, where room is short; or in English words.

    English with figures alone would say 05/12 to one reader and the fifth month to another.
    """
    if language == ENGLISH:
        return _when(when)
    return f"{in_vietnam(when):%H:%M %d/%m/%Y}" if isinstance(when, datetime) else f"{when:%d/%m/%Y}"


def told_briefly_in(text: str, language: str) -> str:
    """As `told_in`, but as short as `brief_in`."""
    read = day_or_moment(text)
    return "" if read is None else brief_in(read, language)


def money_in(dong: int, language: str) -> str:
    """ "16,000 VND", or as `money_words`."""
    return f"{dong:,} VND" if language == ENGLISH else money_words(dong)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _when(when: date) -> str:
    if not isinstance(when, datetime):
        return _day(when)
    local = in_vietnam(when)
    return f"{local:%H:%M}, {_day(local.date())}"
