"""Which dossier it is about: its slip is shown, its code typed, or all of one's own are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.identity.payload import SlipCode
from kiosk_app.session.facts.filing import papers_of
from kiosk_app.session.facts.followed import DossierTold, Followed, LookUpDossier
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay

LONGEST = 60
"""Letters of a code; the longest has fewer than half of them."""


@dataclass(frozen=True, slots=True)
class LookUp(Slice):
    """The question under way.

    Problem codes: "look_up.unknown", "look_up.wrong_code", "look_up.other_kiosk", "look_up.other_province",
    "look_up.not_now", "look_up.too_often", "look_up.empty", "look_up.not_a_slip".
    """

    text: str = ""
    number: int = 0
    """Of the last question; an answer to an earlier one is not taken."""
    asking: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CodeEntered(Touch):
    """A letter of the code was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class MineAsked(Touch):
    """ "Xem tất cả hồ sơ của tôi"."""


def _enter(_context: Context, state: VisitState) -> Change:
    fresh = state.put(replace(state.of(LookUp), asking=False, problem=""), Followed())
    return stay(fresh, StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state, StopReader())


def _typed(_context: Context, state: VisitState, event: CodeEntered) -> Change:
    # The box takes no further key; a text that is too long came another way, and none of it is taken.
    if len(event.text) > LONGEST:
        return stay(state)
    return stay(state.put(replace(state.of(LookUp), text=event.text, problem="")))


def _ask(state: VisitState, code: str) -> Change:
    asked = state.of(LookUp)
    if asked.asking:
        return stay(state)
    if not code.strip():
        return stay(state.put(replace(asked, problem="look_up.empty")))
    asked = replace(asked, text=code, number=asked.number + 1, asking=True, problem="")
    identity = state.of(Signer).identity
    ticket = identity.ticket if identity else ""
    return stay(state.put(asked), LookUpDossier(state.visit, asked.number, code, ticket))


def _next(_context: Context, state: VisitState, _event: Next | TryAgain) -> Change:
    return _ask(state, state.of(LookUp).text)


def _seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    if state.of(LookUp).asking:
        return stay(state)
    if not isinstance(event.payload, SlipCode):
        refused = replace(state.of(LookUp), problem="look_up.not_a_slip")
        return stay(state.put(refused), PlaySound(Sound.REFUSED))
    asked = _ask(state, event.payload.code)
    return Change(asked.state, (PlaySound(Sound.ACCEPTED), *asked.effects))


def _told(_context: Context, state: VisitState, event: DossierTold) -> Change:
    asked = state.of(LookUp)
    if not asked.asking or event.number != asked.number:
        return stay(state)
    state = state.put(replace(asked, asking=False, problem=""))
    if event.sign_in_over:
        state = state.put(Signer(over=True))
    if event.found is None:
        return stay(state.put(replace(asked, asking=False, problem=f"look_up.{event.result}")))
    followed = Followed(code=asked.text, found=event.found)
    return done(papers_of(event.found.code, state.put(followed)))


def _mine(_context: Context, state: VisitState, _event: MineAsked) -> Change:
    return done(state.put(Followed(all_asked=True, sign_in=True)))


STEP = Step(
    "look_up",
    {
        CodeEntered: _typed,
        Next: _next,
        TryAgain: _next,
        QrSeen: _seen,
        DossierTold: _told,
        MineAsked: _mine,
    },
    enter=_enter,
    reads=True,
    takes=lambda _state, event: isinstance(event, QrSeen) and isinstance(event.payload, SlipCode),
    left=_left,
    working=lambda state: state.of(LookUp).asking,
    patience=2.0,
    saved=lambda _state: True,
)
"""A slip has to be found first."""
