"""Time as something handed in: the wall for dates, the monotonic clock for delays."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the queue asks of a clock."""

    def now(self) -> datetime:
        """Wall time with zone; may be wrong, jump or run backwards."""

    def monotonic(self) -> float:
        """Seconds that only grow; of no meaning outside this process."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """Give the wall time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give the monotonic time."""
        return time.monotonic()


def moment_from(text: str) -> datetime | None:
    """Read what `stamp` wrote; None for anything else, whatever a damaged row holds."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def stamp(moment: datetime) -> str:
    """Write a moment as the queue stores it: UTC, ISO 8601, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
