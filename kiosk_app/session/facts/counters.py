"""The counters behind the kiosk: what one queues for, and when. Nothing of a citizen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.day import within
from vietnam.working_days import is_working_day


@dataclass(frozen=True, slots=True)
class QueueField:
    """One field of work that citizens queue for."""

    letter: str
    """What its numbers begin with."""
    name: Text
    counters: tuple[str, ...] = ()
    bring: str = ""
    minutes: float = 0.0
    """What one person takes; 0: not known."""


@dataclass(frozen=True, slots=True)
class CounterQueues:
    """Everything that numbers are given out for."""

    fields: tuple[QueueField, ...] = ()
    priority: tuple[str, ...] = ()
    """Who is called first, in the commune's words."""
    hours: tuple[tuple[int, int], ...] = ()
    """Spans in minutes of the day."""
    every_day: bool = False
    """Also on days off."""
    display: str = ""
    """Where a phone sees the numbers that are called; "" for nowhere."""
    closed_days: frozenset[date] = frozenset()
    """Further days on which the counter is closed."""

    def open_at(self, now: datetime) -> bool:
        """Whether numbers are given out then; `now` in the commune's own time."""
        today = now.date()
        works = today not in self.closed_days and (self.every_day or is_working_day(today))
        return works and within(self.hours, now)

    def field(self, letter: str) -> QueueField | None:
        """Give the field of that letter."""
        return next((one for one in self.fields if one.letter == letter), None)


@dataclass(frozen=True, slots=True)
class QueueTicket:
    """A number that was given out, durably."""

    number: str
    """E.g. "A012"."""
    field: QueueField
    priority: bool
    issued_at: datetime
    waiting: int | None = None
    """People before it, as the counters told within the last minute; None when they did not."""
    minutes: int | None = None
    """About how long until it is called; None when nobody can say."""
    appointment: str = ""
    """Time of the appointment that it was given for, e.g. "09:00–09:30"; "" for none."""
