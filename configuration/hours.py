"""Hours of the day as they are written in the configuration."""

from __future__ import annotations

import re

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
DAY_MIN = 24 * 60


def read_hours(text: str) -> tuple[int, int]:
    """Give a span such as "18:00-06:00" as minutes of the day. Raises `ValueError`."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r}: hours are written HH:MM-HH:MM")
    begin_hour, begin_minute, end_hour, end_minute = (int(group) for group in found.groups())
    begin, end = begin_hour * 60 + begin_minute, end_hour * 60 + end_minute
    if end > DAY_MIN or begin == end:
        raise ValueError(f"{text!r}: not a span of a day")
    return begin, end
