"""A clock that goes only when it is told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Wall and monotonic time, moved apart on demand."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)) -> None:
        self.wall = start
        self.ticks = 1_000.0

    def now(self) -> datetime:
        """Wall time."""
        return self.wall

    def monotonic(self) -> float:
        """Monotonic time."""
        return self.ticks

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.ticks += seconds
        self.wall += timedelta(seconds=seconds)

    def set_wall(self, moment: datetime) -> None:
        """Somebody sets the wall clock."""
        self.wall = moment
