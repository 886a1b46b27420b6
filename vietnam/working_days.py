"""Working days, and when a result can be expected; the binding date comes from the portal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from vietnam.time_zone import in_vietnam

END_OF_DAY = time(17, 0)


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)


def is_working_day(day: date) -> bool:
    """Whether offices work: Monday to Friday and Saturdays swapped for a day off; no public holiday."""
    return _holidays(day.year).is_working_day(day)


def next_working_day(day: date) -> date:
    """The first working day after that day."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


_OFFICE_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), END_OF_DAY))
"""As most communes keep them; the configuration says what a single one does."""


def office_seconds(begin: datetime, end: datetime) -> float:
    """Give the seconds of usual office hours between two moments; 0 when the end comes first."""
    begin, end = in_vietnam(begin), in_vietnam(end)
    found = 0.0
    day = begin.date()
    while day <= end.date():
        if is_working_day(day):
            for opens, closes in _OFFICE_HOURS:
                first = max(begin, datetime.combine(day, opens, tzinfo=begin.tzinfo))
                last = min(end, datetime.combine(day, closes, tzinfo=begin.tzinfo))
                found += max(0.0, (last - first).total_seconds())
        day += timedelta(days=1)
    return found


def due_date(received_at: datetime, working_days: int, cutoff_hour: int = 15) -> datetime:
    """When the result is due for a dossier received then; deadlines count working days, never hours
    (docs/domain/procedures.md#deadlines).

    `received_at`: with zone, else by the clock of Vietnam. `working_days`: 0 for a result on the same day;
    `cutoff_hour` applies to those.

    A same-day dossier received after the cut-off hour, or on a day off, is due on the next working day.
    """
    received_at = in_vietnam(received_at)
    day = received_at.date()
    if working_days == 0:
        late = received_at.time() >= time(cutoff_hour)
        if late or not is_working_day(day):
            day = next_working_day(day)
    else:
        for _ in range(working_days):
            day = next_working_day(day)
    return datetime.combine(day, END_OF_DAY, tzinfo=received_at.tzinfo)
