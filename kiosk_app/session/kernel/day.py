"""The counter's day: whether it is open and when again; signed messages. Nothing of a citizen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk_app.catalogue.model import Text
from vietnam.working_days import is_working_day

_DAYS_AHEAD = 30
"""So far a day on which the counter is open is looked for; Tết with its bridge days is shorter."""
_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class DayState:
    """What the welcome screen says of today."""

    open: bool = True
    """Whether somebody is at the counter."""
    shut: bool = False
    """Whether the kiosk takes nothing meanwhile."""
    hours: str = ""
    """E.g. "07:30–11:30, 13:30–17:00"; "" where none are configured."""
    opens_at: datetime | None = None
    """When the counter opens again; None while it is open, and where nobody can say."""
    opens_today: bool = False


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A morning or an afternoon on which the counter is open."""

    day: date
    morning: bool
    hours: str
    """E.g. "07:30–11:30"."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the counter is open; without hours nothing is said of it."""

    hours: tuple[tuple[int, int], ...] = ()
    """Spans in minutes of the day."""
    every_day: bool = False
    """Also on days off."""
    closed_days: frozenset[date] = field(default_factory=frozenset)
    """Further days on which the counter is closed."""
    kiosk_rests: bool = False
    """Whether the kiosk takes nothing while the counter is closed."""

    def on(self, now: datetime) -> DayState:
        """Give the state of the day; `now` in the commune's own time."""
        if not self.hours:
            return DayState()
        is_open = self._works(now.date()) and within(self.hours, now)
        opens_at = None if is_open else self._next(now)
        return DayState(
            open=is_open,
            shut=self.kiosk_rests and not is_open,
            hours=hours_words(self.hours),
            opens_at=opens_at,
            opens_today=opens_at is not None and opens_at.date() == now.date(),
        )

    def halves(self, now: datetime, days: int) -> tuple[HalfDay, ...]:
        """Give the half days of the next `days` working days, from the day after `now` on."""
        found: list[HalfDay] = []
        worked = [
            day for ahead in range(1, _DAYS_AHEAD) if self._works(day := (now + timedelta(days=ahead)).date())
        ]
        for day in worked[:days]:
            for morning, begins, ends in ((True, 0, _NOON), (False, _NOON, 24 * 60)):
                inside = [(max(begin, begins), min(end, ends)) for begin, end in sorted(self.hours)]
                spans = tuple(span for span in inside if span[0] < span[1])
                if spans:
                    found.append(HalfDay(day, morning, hours_words(spans)))
        return tuple(found)

    def _works(self, day: date) -> bool:
        return day not in self.closed_days and (self.every_day or is_working_day(day))

    def _next(self, now: datetime) -> datetime | None:
        minute = now.hour * 60 + now.minute
        for ahead in range(_DAYS_AHEAD):
            day = now + timedelta(days=ahead)
            if not self._works(day.date()):
                continue
            for begin, _end in sorted(self.hours):
                if ahead or begin > minute:
                    return day.replace(hour=begin // 60, minute=begin % 60, second=0, microsecond=0)
        return None


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """A signed message of the province or the commune."""

    title: Text
    text: Text
    for_staff: bool = False
    """Shown in service mode alone."""


def within(hours: tuple[tuple[int, int], ...], now: datetime) -> bool:
    """Whether `now`, in the commune's own time, lies in one of the spans (in minutes of the day)."""
    minute = now.hour * 60 + now.minute
    return any(begin <= minute < end for begin, end in hours)


def hours_words(hours: tuple[tuple[int, int], ...]) -> str:
    """E.g. "07:30–11:30, 13:30–17:00"."""
    return ", ".join(f"{clock_words(begin)}–{clock_words(end)}" for begin, end in hours)


def clock_words(minute: int) -> str:
    """E.g. "07:30"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
