"""Xin hẹn đến quầy: on which half day the citizen would like to come. No time is promised here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk_app.session.facts.booking import VisitMatter
from kiosk_app.session.facts.followed import Action, Followed
from kiosk_app.session.facts.witness import MustBeSeen
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.day import HalfDay, OpeningHours
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

DAYS = 5
"""Working days that are offered: whoever wants a later one asks at the counter."""
MATTER, DAY, HALF = "matter", "day", "half"
"""Names of the answers, as `offline_queue.contract.requests` has them."""


@dataclass(frozen=True, slots=True)
class VisitDay(Slice):
    """The half days that the counter is open, and the one that was touched."""

    halves: tuple[HalfDay, ...] = ()
    chosen: HalfDay | None = None


@dataclass(frozen=True, slots=True)
class HalfDayChosen(Touch):
    """One of them."""

    day: date
    morning: bool


def half_words(half: HalfDay) -> str:
    """E.g. "Sáng (07:30–11:30)", as the officer reads it."""
    return f"{'Sáng' if half.morning else 'Chiều'} ({half.hours})"


def _enter(context: Context, state: VisitState) -> Change:
    return stay(state.put(_to_come(context, state)))


def _to_come(context: Context, state: VisitState) -> VisitDay:
    halves = context.of(OpeningHours).halves(context.wall_clock(), DAYS)
    return replace(state.of(VisitDay), halves=halves)


def _chosen(context: Context, state: VisitState, event: HalfDayChosen) -> Change:
    # Midnight may have passed since they were shown.
    days = _to_come(context, state)
    half = next((one for one in days.halves if (one.day, one.morning) == (event.day, event.morning)), None)
    if half is None:
        return stay(state.put(days))
    answers = ((MATTER, state.of(VisitMatter).name), (DAY, half.day.isoformat()), (HALF, half_words(half)))
    asked = Followed(action=Action.BOOKING, answers=answers)
    # Who asks needs no proof here: at the appointment the counter sees who comes.
    return done(state.put(VisitDay(days.halves, half), asked, MustBeSeen(required=False)))


STEP = Step("visit_day", {HalfDayChosen: _chosen}, enter=_enter, saved=lambda _state: True)
