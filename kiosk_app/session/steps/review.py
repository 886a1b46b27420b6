"""The review: the files are made here, so that what is shown is what is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.derive import relevant
from kiosk_app.session.facts.delivery import SubmissionState
from kiosk_app.session.facts.filing import DossierContent, Filing, Form, Papers, PreparedPart
from kiosk_app.session.facts.papers import listed, said
from kiosk_app.session.facts.questions import card, locked_keys
from kiosk_app.session.facts.signer import Consent, Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, go, stay

ANSWERS, PAGES, HELPED = "answers", "pages", "helped"
"""Ways from here to what is to be changed."""


@dataclass(frozen=True, slots=True)
class Review(Slice):
    """The review step."""

    attempt: int = 0
    """Counts how often the files were made."""


# Events


@dataclass(frozen=True, slots=True)
class EditAnswers(Touch):
    """ "Sửa" at a card of answers: one of those of `facts.questions`."""

    card: str


@dataclass(frozen=True, slots=True)
class EditPages(Touch):
    """ "Sửa" at the pages of one paper, or an optional one is added."""

    part_no: str


@dataclass(frozen=True, slots=True)
class PartsPrepared(Result):
    """The files are made."""

    attempt: int
    parts: tuple[PreparedPart, ...]
    provisional_code: str


@dataclass(frozen=True, slots=True)
class PreparationFailed(Result):
    """The files could not be made."""

    attempt: int
    problem: str
    part_no: str = ""
    """The paper that it is about; "" for none."""


@dataclass(frozen=True, slots=True)
class EditHelper(Touch):
    """Somebody helped, or it was somebody else."""


# Effects


@dataclass(frozen=True, slots=True)
class PrepareParts(Effect):
    """Make the files that will be sent (→ PartsPrepared | PreparationFailed)."""

    visit: int
    attempt: int
    """Comes back with the result: an earlier attempt is not what will be sent."""
    given: DossierContent


# What happens


def _enter(_context: Context, state: VisitState) -> Change:
    """Have the files made from what the citizen gave, unless they are made already."""
    return stay(state) if state.of(SubmissionState).parts else _prepare(listed(state))


def _prepare(state: VisitState) -> Change:
    filing, identity, given_at = state.of(Filing), state.of(Signer).identity, state.of(Consent).given_at
    if filing.procedure is None or identity is None or given_at is None:
        return stay(state)
    given = DossierContent(
        reference_uid=filing.reference_uid,
        procedure=filing.procedure,
        identity=identity,
        answers=relevant(filing.procedure, state.of(Form).answers),
        pages=tuple((line.component.part_no, line.pages) for line in state.of(Papers).lines if line.pages),
        consent_given_at=given_at,
    )
    attempt = state.of(Review).attempt + 1
    making = state.put(Review(attempt), SubmissionState(preparing=True, given=given))
    return stay(making, PrepareParts(state.visit, attempt, given))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return done(state) if state.of(SubmissionState).parts else stay(state)


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    return back(_forget_parts(state))


def _try_again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    return _prepare(state) if state.of(SubmissionState).problem else stay(state)


def _forget_parts(state: VisitState) -> VisitState:
    """Something may change: the files made so far are no longer what is sent."""
    return state.put(SubmissionState())


def _edit_answers(_context: Context, state: VisitState, event: EditAnswers) -> Change:
    locked = locked_keys(state)
    keys = tuple(field.key for field in card(state, event.card) if field.key not in locked)
    if not keys:
        return stay(state)
    return go(ANSWERS, _forget_parts(state).put(replace(state.of(Form), editing=keys)))


def _edit_pages(_context: Context, state: VisitState, event: EditPages) -> Change:
    lines = state.of(Papers).lines
    line = next((one for one in lines if one.component.part_no == event.part_no), None)
    if line is None or line.need not in (Need.REQUIRED, Need.OPTIONAL):
        return stay(state)
    state = said(_forget_parts(state), event.part_no, brought=True)
    return go(PAGES, state.put(replace(state.of(Papers), open_part=event.part_no)))


def _prepared(_context: Context, state: VisitState, event: PartsPrepared) -> Change:
    submission = state.of(SubmissionState)
    if not submission.preparing or event.attempt != state.of(Review).attempt:
        return stay(state)
    made = SubmissionState(given=submission.given, parts=event.parts, provisional_code=event.provisional_code)
    return stay(state.put(made))


def _not_prepared(_context: Context, state: VisitState, event: PreparationFailed) -> Change:
    if not state.of(SubmissionState).preparing or event.attempt != state.of(Review).attempt:
        return stay(state)
    return stay(state.put(SubmissionState(problem=event.problem, problem_part=event.part_no)))


STEP = Step(
    "review",
    {
        PartsPrepared: _prepared,
        PreparationFailed: _not_prepared,
        EditAnswers: _edit_answers,
        EditPages: _edit_pages,
        # Who helps stands in none of the files, so that they need not be made again.
        EditHelper: lambda _context, state, _event: go(HELPED, state),
        TryAgain: _try_again,
        Next: _next,
        Back: _back,
    },
    enter=_enter,
    working=lambda state: state.of(SubmissionState).preparing,
    patience=1.6,
)
