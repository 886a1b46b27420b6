"""Đánh giá: the finished dossier and who handled it, without a name, once (docs/decisions/029)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.facts.rating import FINISHED, GIVEN, RatingScale
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.presence import goodbye
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

LONGEST = 500
"""Letters of the citizen's words, as `offline_queue.contract.requests` has it."""


class RatingPhase(StrEnum):
    """How far it is."""

    DOSSIER = "dossier"
    OFFICIALS = "officials"
    WORDS = "words"
    SAVING = "saving"
    SAVED = "saved"
    NOT_NOW = "not_now"
    """It cannot be rated; `problem` says why."""


@dataclass(frozen=True, slots=True)
class DossierRating(Slice):
    """What the citizen says. Problem codes: "rating.not_finished", "rating.given", "queue.…"."""

    phase: RatingPhase = RatingPhase.DOSSIER
    levels: int = 5
    dossier: int = 0
    officials: int = 0
    words: str = ""
    problem: str = ""

    def __repr__(self) -> str:
        return f"DossierRating({self.phase.value})"


@dataclass(frozen=True, slots=True)
class LevelChosen(Touch):
    """A face was touched: 1 to the number of levels, the highest is best."""

    level: int


@dataclass(frozen=True, slots=True)
class RatingWordsTyped(Touch):
    """Words besides; nobody has to."""

    text: str

    def __repr__(self) -> str:
        return "RatingWordsTyped(…)"


@dataclass(frozen=True, slots=True)
class StoreDossierRating(Effect):
    """Make it durable, sealed, with nothing of who says it (→ RatingStored | RatingNotStored)."""

    visit: int
    code: str
    reference_uid: str
    levels: int
    dossier: int
    officials: int
    words: str

    def __repr__(self) -> str:
        return "StoreDossierRating(…)"


@dataclass(frozen=True, slots=True)
class RatingStored(Result):
    """It is durable; `repeated`: this dossier was rated here before, and the first rating stands."""

    repeated: bool


@dataclass(frozen=True, slots=True)
class RatingNotStored(Result):
    """It is not durable; what was said is still there."""

    problem: str


def _enter(context: Context, state: VisitState) -> Change:
    fresh = DossierRating(levels=context.of(RatingScale).levels)
    found = state.of(Followed).found
    if found is None or found.ended or found.stage not in FINISHED:
        return stay(state.put(replace(fresh, phase=RatingPhase.NOT_NOW, problem="rating.not_finished")))
    if found.rating == GIVEN:
        return stay(state.put(replace(fresh, phase=RatingPhase.NOT_NOW, problem="rating.given")))
    return stay(state.put(fresh))


def _level(_context: Context, state: VisitState, event: LevelChosen) -> Change:
    rating = state.of(DossierRating)
    if not 1 <= event.level <= rating.levels:
        return stay(state)
    match rating.phase:
        case RatingPhase.DOSSIER:
            return stay(state.put(replace(rating, dossier=event.level, phase=RatingPhase.OFFICIALS)))
        case RatingPhase.OFFICIALS:
            return stay(state.put(replace(rating, officials=event.level, phase=RatingPhase.WORDS)))
    return stay(state)


def _typed(_context: Context, state: VisitState, event: RatingWordsTyped) -> Change:
    rating = state.of(DossierRating)
    if rating.phase is not RatingPhase.WORDS:
        return stay(state)
    if len(event.text) > LONGEST:
        return stay(state.put(replace(rating, problem="rating.too_long")))
    return stay(state.put(replace(rating, words=event.text, problem="")))


def _next(_context: Context, state: VisitState, _event: Next | TryAgain) -> Change:
    rating, found = state.of(DossierRating), state.of(Followed).found
    if rating.phase in (RatingPhase.SAVED, RatingPhase.NOT_NOW):
        return done(state)
    if rating.phase is not RatingPhase.WORDS or found is None:
        return stay(state)
    effect = StoreDossierRating(
        state.visit,
        found.code,
        found.reference_uid,
        rating.levels,
        rating.dossier,
        rating.officials,
        rating.words.strip(),
    )
    return stay(state.put(replace(rating, phase=RatingPhase.SAVING, problem="")), effect)


def _stored(_context: Context, state: VisitState, event: RatingStored) -> Change:
    rating = state.of(DossierRating)
    if rating.phase is not RatingPhase.SAVING:
        return stay(state)
    if event.repeated:
        return stay(state.put(DossierRating(phase=RatingPhase.NOT_NOW, problem="rating.given")))
    # What was said is in the queue; nothing of it is needed here any more.
    return stay(state.put(DossierRating(phase=RatingPhase.SAVED)))


def _not_stored(_context: Context, state: VisitState, event: RatingNotStored) -> Change:
    rating = state.of(DossierRating)
    if rating.phase is not RatingPhase.SAVING:
        return stay(state)
    return stay(state.put(replace(rating, phase=RatingPhase.WORDS, problem=event.problem)))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    rating = state.of(DossierRating)
    match rating.phase:
        case RatingPhase.OFFICIALS:
            return stay(state.put(replace(rating, phase=RatingPhase.DOSSIER)))
        case RatingPhase.WORDS:
            return stay(state.put(replace(rating, phase=RatingPhase.OFFICIALS, problem="")))
        case RatingPhase.SAVING | RatingPhase.SAVED:
            return stay(state)
    return back(state)


def _tick(context: Context, state: VisitState) -> Change:
    """Once it is given the screen closes by itself."""
    over = state.of(DossierRating).phase is RatingPhase.SAVED
    return goodbye(state, context.options.goodbye_s) if over else stay(state)


STEP = Step(
    "dossier_rating",
    {LevelChosen: _level, RatingWordsTyped: _typed, Next: _next, TryAgain: _next, Back: _back},
    always={RatingStored: _stored, RatingNotStored: _not_stored},
    enter=_enter,
    tick=_tick,
    working=lambda state: state.of(DossierRating).phase is RatingPhase.SAVING,
    patience=2.0,
    saved=lambda state: not state.of(DossierRating).words,
    holds=lambda state: state.of(DossierRating).phase is RatingPhase.SAVING,
)
