"""Hours in which uploads are allowed, in Vietnam's time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_VIETNAM = timezone(timedelta(hours=7))
_DAY_MIN = 24 * 60


def read_hours(text: str) -> tuple[int, int]:
    """Give a span such as "18:00-06:00" as minutes of the day. Raises `ValueError`."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r}: hours are written HH:MM-HH:MM")
    begin_hour, begin_minute, end_hour, end_minute = (int(group) for group in found.groups())
    begin, end = begin_hour * 60 + begin_minute, end_hour * 60 + end_minute
    if end > _DAY_MIN or begin == end:
        raise ValueError(f"{text!r}: not a span of a day")
    return begin, end


def within(hours: Sequence[str], now: datetime) -> bool:
    """Whether `now` lies in one of the spans; always, when there are none. A span may pass midnight."""
    if not hours:
        return True
    local = now.astimezone(UTC).astimezone(_VIETNAM)
    minute = local.hour * 60 + local.minute
    return any(_covers(begin, end, minute) for begin, end in map(read_hours, hours))


def _covers(begin: int, end: int, minute: int) -> bool:
    return begin <= minute < end if begin < end else minute >= begin or minute < end
