"""Người khác giúp: who fills in for a citizen who cannot read. A badge or card is shown, or a name typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.model import Field, FieldType, Text
from kiosk_app.forms.fields import kind_of
from kiosk_app.forms.issue import Severity
from kiosk_app.identity.payload import CardQr, StaffBadge
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.helped import RELATIONS, RELATIVE, STAFF, Helped
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.witness import HELPED, BadgeVerdict, check, is_about_the_last
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, done, stay
from vietnam.names import without_hidden

NAME = Field(
    "helper", Text("Họ và tên người giúp", "Full name of who helps"), FieldType.PERSON_NAME, ALWAYS, ALWAYS
)


@dataclass(frozen=True, slots=True)
class HelperForm(Slice):
    """What was said so far.

    Problem codes: "helper.name", "helper.relation", "helper.not_a_badge", and those of `BadgeVerdict`
    behind "badge.".
    """

    name: str = ""
    relation: str = ""
    problem: str = ""
    checking: bool = False

    def __repr__(self) -> str:
        return f"HelperForm({self.problem})"


@dataclass(frozen=True, slots=True)
class HelperNamed(Touch):
    """A letter of the name."""

    text: str

    def __repr__(self) -> str:
        return "HelperNamed(…)"


@dataclass(frozen=True, slots=True)
class RelationChosen(Touch):
    """What the helper is to the citizen, in Vietnamese."""

    relation: str


@dataclass(frozen=True, slots=True)
class NobodyHelps(Touch):
    """ "Không có ai giúp"."""


def _enter(_context: Context, state: VisitState) -> Change:
    helped = state.of(Helped)
    known = helped if helped.kind == RELATIVE else Helped()
    return stay(state.put(HelperForm(known.name, known.relation)), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(HelperForm()), StopReader())


def _named(_context: Context, state: VisitState, event: HelperNamed) -> Change:
    return stay(state.put(replace(state.of(HelperForm), name=event.text, problem="")))


def _related(_context: Context, state: VisitState, event: RelationChosen) -> Change:
    if all(one.vi != event.relation for one in RELATIONS):
        return stay(state)
    return stay(state.put(replace(state.of(HelperForm), relation=event.relation, problem="")))


def _next(context: Context, state: VisitState, _event: Next) -> Change:
    form = state.of(HelperForm)
    if form.checking:
        return stay(state)
    answers = {NAME.key: form.name}
    faults = kind_of(NAME).faults(NAME, answers, context.today())
    fits = len(form.name.strip()) <= NAME.max_length
    if not fits or any(one.severity is Severity.ERROR for one in faults):
        return stay(state.put(replace(form, problem="helper.name")))
    if not form.relation:
        return stay(state.put(replace(form, problem="helper.relation")))
    return done(state.put(Helped(RELATIVE, without_hidden(form.name), form.relation)))


def _seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    """A badge is checked; a card gives the name, which nobody has compared."""
    form = state.of(HelperForm)
    if form.checking:
        return stay(state)
    match event.payload:
        case StaffBadge(text):
            waiting, asked = check(state, state.of(Filing).reference_uid, text, HELPED)
            return stay(waiting.put(replace(form, checking=True, problem="")), asked)
        case CardQr(claims, _):
            named = replace(form, name=claims.get("full_name"), problem="")
            return stay(state.put(named), PlaySound(Sound.ACCEPTED))
    return stay(state.put(replace(form, problem="helper.not_a_badge")), PlaySound(Sound.REFUSED))


def _verdict(_context: Context, state: VisitState, event: BadgeVerdict) -> Change:
    form = state.of(HelperForm)
    if not form.checking or not is_about_the_last(state, event):
        return stay(state)
    if event.result != "accepted":
        refused = state.put(replace(form, checking=False, problem=f"badge.{event.result}"))
        return stay(refused, PlaySound(Sound.REFUSED))
    helped = Helped(STAFF, event.officer_name, confirmation=event.confirmation)
    return done(state.put(helped), PlaySound(Sound.ACCEPTED))


def _nobody(_context: Context, state: VisitState, _event: NobodyHelps) -> Change:
    return done(state.put(Helped()))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """Back to where the question was asked; what was said before stays."""
    return done(state)


STEP = Step(
    "who_helps",
    {
        HelperNamed: _named,
        RelationChosen: _related,
        NobodyHelps: _nobody,
        QrSeen: _seen,
        BadgeVerdict: _verdict,
        Next: _next,
        Back: _back,
    },
    enter=_enter,
    reads=True,
    left=_left,
    working=lambda state: state.of(HelperForm).checking,
    patience=2.0,
)
"""A badge is looked for, or a name typed."""
