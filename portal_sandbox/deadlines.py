"""When a result is due. The portal computes it by itself, independently of the kiosk."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WORKING_DAYS = {"1.004873": 3, "2.000635": 0}
"""Working days by procedure; other procedures take five."""
_LATEST_HOUR = 15
"""A result of the same day is the next day's from then on (docs/domain/procedures.md#deadlines)."""


@cache
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def due_at(service_code: str, received: datetime) -> datetime:
    """Give the end of the working day on which the result is due."""
    days = WORKING_DAYS.get(service_code, 5)
    day = received.date()
    if days == 0 and (received.hour >= _LATEST_HOUR or not _open(day)):
        days = 1
    while days:
        day += timedelta(days=1)
        days -= _open(day)
    return datetime.combine(day, time(17), tzinfo=VIETNAM)


def _open(day: date) -> bool:
    return day.weekday() < 5 and day not in _closed(day.year)
