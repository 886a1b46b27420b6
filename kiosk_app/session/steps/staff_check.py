"""A member of staff confirms by a badge that they saw who hands the dossier in. Nobody need wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.identity.payload import StaffBadge
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.witness import BadgeVerdict, MustBeSeen, Witness, check, is_about_the_last
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

_GOES_ON = frozenset({"locked", "unavailable"})
"""Answers after which it is gone on without a badge, where that may be."""


class CheckPhase(StrEnum):
    """What the screen shows."""

    WAITING = "waiting"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class StaffCheck(Slice):
    """Problem codes: "badge.none", "badge.unknown", "badge.locked", "badge.unavailable", "badge.needed",
    "badge.needed_locked", "badge.needed_unavailable"."""

    phase: CheckPhase = CheckPhase.WAITING
    problem: str = ""


# Events


@dataclass(frozen=True, slots=True)
class GoOnWithoutStaff(Touch):
    """No member of staff is there: it is handed in all the same, and checked at the counter.

    Not where somebody must have seen who asks (`MustBeSeen`).
    """


# What happens


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(StaffCheck(), Witness()), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(StaffCheck()), StopReader())


def _qr_seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    if state.of(StaffCheck).phase is CheckPhase.CHECKING:
        return stay(state)
    if not isinstance(event.payload, StaffBadge):
        return stay(state.put(StaffCheck(problem="badge.none")), PlaySound(Sound.REFUSED))
    waiting, asked = check(state, state.of(Filing).reference_uid, event.payload.text)
    return stay(waiting.put(StaffCheck(CheckPhase.CHECKING)), asked)


def _verdict(_context: Context, state: VisitState, event: BadgeVerdict) -> Change:
    if state.of(StaffCheck).phase is not CheckPhase.CHECKING or not is_about_the_last(state, event):
        return stay(state)
    if event.result != "accepted":
        instead = state.of(MustBeSeen).required and event.result in _GOES_ON
        refused = state.put(StaffCheck(problem=f"badge.{'needed_' if instead else ''}{event.result}"))
        return stay(refused, PlaySound(Sound.REFUSED))
    witness = Witness(event.officer_name, event.confirmation)
    return done(state.put(witness), PlaySound(Sound.ACCEPTED))


def _without(_context: Context, state: VisitState, _event: GoOnWithoutStaff) -> Change:
    if state.of(MustBeSeen).required:
        return stay(state.put(StaffCheck(problem="badge.needed")))
    return done(state)


STEP = Step(
    "staff_check",
    {QrSeen: _qr_seen, BadgeVerdict: _verdict, GoOnWithoutStaff: _without},
    enter=_enter,
    reads=True,
    left=_left,
    working=lambda state: state.of(StaffCheck).phase is CheckPhase.CHECKING,
    patience=2.0,
)
"""A member of staff has to come from the counter."""
