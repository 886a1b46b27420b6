"""All that will be sent is read to a citizen who was helped, and they agree to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.identity.payload import StaffBadge
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.helped import Helped
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.witness import READ_BACK, BadgeVerdict, check, is_about_the_last
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

HEARD, OFFICER = "heard", "officer"
"""As `offline_queue.contract.dossier.Helper` names them."""


@dataclass(frozen=True, slots=True)
class ReadAloud(Slice):
    """Problem codes: "helper.not_a_badge", and those of `BadgeVerdict` behind "badge."."""

    checking: bool = False
    problem: str = ""


def _enter(_context: Context, state: VisitState) -> Change:
    """Whatever was agreed to before may have changed since."""
    anew = replace(state.of(Helped), read_back="", read_back_confirmation="")
    return stay(state.put(anew, ReadAloud()), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ReadAloud()), StopReader())


def _agreed(_context: Context, state: VisitState, _event: Next) -> Change:
    if state.of(ReadAloud).checking:
        return stay(state)
    return done(state.put(replace(state.of(Helped), read_back=HEARD)))


def _seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    if state.of(ReadAloud).checking:
        return stay(state)
    if not isinstance(event.payload, StaffBadge):
        return stay(state.put(ReadAloud(problem="helper.not_a_badge")), PlaySound(Sound.REFUSED))
    waiting, asked = check(state, state.of(Filing).reference_uid, event.payload.text, READ_BACK)
    return stay(waiting.put(ReadAloud(checking=True)), asked)


def _verdict(_context: Context, state: VisitState, event: BadgeVerdict) -> Change:
    if not state.of(ReadAloud).checking or not is_about_the_last(state, event):
        return stay(state)
    if event.result != "accepted":
        refused = state.put(ReadAloud(problem=f"badge.{event.result}"))
        return stay(refused, PlaySound(Sound.REFUSED))
    agreed = replace(state.of(Helped), read_back=OFFICER, read_back_confirmation=event.confirmation)
    return done(state.put(agreed), PlaySound(Sound.ACCEPTED))


STEP = Step(
    "read_aloud",
    {Next: _agreed, QrSeen: _seen, BadgeVerdict: _verdict},
    enter=_enter,
    reads=True,
    left=_left,
    working=lambda state: state.of(ReadAloud).checking,
    patience=4.0,
)
"""A whole dossier is read out."""
