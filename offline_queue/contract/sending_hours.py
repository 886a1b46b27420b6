"""Hours in which uploads are allowed, in Vietnam's time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from configuration.hours import read_hours
from vietnam.time_zone import VIETNAM


def within(hours: Sequence[str], now: datetime) -> bool:
    """Whether `now` lies in one of the spans; always, when there are none. A span may pass midnight."""
    if not hours:
        return True
    local = now.astimezone(UTC).astimezone(VIETNAM)
    minute = local.hour * 60 + local.minute
    return any(_covers(begin, end, minute) for begin, end in map(read_hours, hours))


def _covers(begin: int, end: int, minute: int) -> bool:
    return begin <= minute < end if begin < end else minute >= begin or minute < end
