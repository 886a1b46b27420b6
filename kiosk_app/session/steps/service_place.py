"""Which kiosk this is: commune, counter and portal, where the province gave no file for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk_app.session.facts.service import AskHelper, HelperEnded, HelperSaid, ServiceAct
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay
from vietnam import places

TYPED = (
    "kiosk_id",
    "authority_name",
    "authority_code",
    "phone",
    "portal_address",
    "identity_address",
    "recovery_key",
    "portal_user",
    "portal_password",
)
"""What is typed, in the order of the screen; the two places before it are chosen."""
NAMES = ("province_code", "commune_code", *TYPED)
NEEDED = frozenset(NAMES) - {"phone", "portal_user", "portal_password"}
LONGEST = 300
_ASK, _SAY = "place", "place_said"
TRUST = "service.trust_recovery"


@dataclass(frozen=True, slots=True)
class ServicePlace(Slice):
    """The answers so far; those that the configuration has stand there when the screen comes."""

    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    running: str = ""
    missing: frozenset[str] = frozenset()
    """Answers that were still wanted when "Ghi" was touched."""
    said: str = ""
    problem: str = ""
    pending: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What was asked for, password and all, until the fingerprint of its key was compared."""

    def of(self, name: str) -> str:
        """Give an answer, "" for none."""
        return dict(self.answers).get(name, "")

    def with_answer(self, name: str, text: str) -> ServicePlace:
        """Give it with an answer."""
        answers = {**dict(self.answers), name: text}
        return replace(
            self,
            answers=tuple(answers.items()),
            missing=self.missing - {name},
            problem="",
            said="",
            pending=(),
        )


@dataclass(frozen=True, slots=True)
class PlaceTyped(Touch):
    """An answer, letter by letter or chosen from a list."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"PlaceTyped({self.name}, …)"


@dataclass(frozen=True, slots=True)
class RecoveryKeyIsRight(Touch):
    """The fingerprint on the screen is the one on the province's paper."""


def _enter(_context: Context, state: VisitState) -> Change:
    asked = AskHelper(state.visit, ServiceAct.SETUP, (("what", _SAY),))
    return stay(state.put(ServicePlace(running=_SAY)), asked)


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServicePlace()))


def _typed(_context: Context, state: VisitState, event: PlaceTyped) -> Change:
    place = state.of(ServicePlace)
    if place.running == _ASK or event.name not in NAMES or len(event.text) > LONGEST:
        return stay(state)
    if event.name == "province_code" and event.text != place.of("province_code"):
        place = place.with_answer("commune_code", "")
    named = _committee(place)
    place = place.with_answer(event.name, event.text)
    # The authority is called after its commune until somebody writes another name.
    if event.name == "commune_code" and place.of("authority_name") in ("", named):
        place = place.with_answer("authority_name", _committee(place))
    return stay(state.put(place))


def _committee(place: ServicePlace) -> str:
    return places.committee_name(place.of("province_code"), place.of("commune_code"))


def _write(_context: Context, state: VisitState, _event: Next) -> Change:
    place = state.of(ServicePlace)
    if place.running:
        return stay(state)
    missing = frozenset(name for name in NEEDED if not place.of(name).strip())
    if bool(place.of("portal_user")) != bool(place.of("portal_password")):
        missing |= {"portal_password"} if place.of("portal_user") else {"portal_user"}
    if missing:
        return stay(state.put(replace(place, missing=missing, problem="service.place_missing", said="")))
    said = tuple((name, text.strip()) for name, text in place.answers if name in NAMES)
    # A password that was written is not kept for another try.
    kept = tuple((name, text) for name, text in place.answers if name != "portal_password")
    words = (("what", _ASK), *said)
    writing = replace(place, answers=kept, running=_ASK, problem="", said="", pending=words)
    return stay(state.put(writing), AskHelper(state.visit, ServiceAct.SETUP, words))


def _right(_context: Context, state: VisitState, _event: RecoveryKeyIsRight) -> Change:
    place = state.of(ServicePlace)
    if place.problem != TRUST or place.running or not place.pending:
        return stay(state)
    words = (*place.pending, ("trust", place.said))
    writing = replace(place, running=_ASK, problem="", said="", pending=())
    return stay(state.put(writing), AskHelper(state.visit, ServiceAct.SETUP, words))


def _said(_context: Context, state: VisitState, event: HelperSaid) -> Change:
    place = state.of(ServicePlace)
    if event.act is not ServiceAct.SETUP or place.running != _SAY:
        return stay(state)
    name, _, text = event.line.partition("\t")
    # What was typed meanwhile stays.
    taken = name in NAMES and not place.of(name) and len(text) <= LONGEST
    return stay(state.put(place.with_answer(name, text)) if taken else state)


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    place = state.of(ServicePlace)
    if event.act is not ServiceAct.SETUP or not place.running:
        return stay(state)
    problem = event.problem_code
    pending = place.pending if problem == TRUST else ()
    after = replace(place, running="", said=event.said, problem=problem, pending=pending)
    return stay(state.put(after))


STEP = Step(
    "service_place",
    {PlaceTyped: _typed, Next: _write, RecoveryKeyIsRight: _right, HelperSaid: _said, HelperEnded: _ended},
    enter=_enter,
    left=_left,
    working=lambda state: bool(state.of(ServicePlace).running),
    patience=3.0,
    saved=lambda _state: True,
    holds=lambda state: state.of(ServicePlace).running == _ASK,
)
