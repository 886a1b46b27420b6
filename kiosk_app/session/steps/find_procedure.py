"""A procedure is found: by typing, by a life event, or among those that communes handle most."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.guide import Guide
from kiosk_app.catalogue.model import Text
from kiosk_app.catalogue.search.found import Question
from kiosk_app.catalogue.store import LifeEvent
from kiosk_app.session.facts.guidance import Guidance
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import Back, TryAgain
from kiosk_app.session.kernel.state import NO_TEXT, Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

MOST_LETTERS = 100
"""Of a need; what is longer is no need any more."""


@dataclass(frozen=True, slots=True)
class Search(Slice):
    """What was typed or chosen, and what was found."""

    text: str = ""
    narrowed: Text = NO_TEXT
    """Life event, or answer to the clarifying question, that the list was narrowed to."""
    codes: tuple[str, ...] = ()
    """The procedures of `narrowed`."""
    number: int = 0
    """Counts searches: only what the last one gives is shown."""
    failed: bool = False
    answered: bool = False
    """Whether the last search has given something."""
    guides: tuple[Guide, ...] = ()
    """The likeliest first."""
    question: Question | None = None
    events: tuple[LifeEvent, ...] = ()
    letters: frozenset[str] = frozenset()
    """Folded letters that can come next."""
    doubtful: bool = False
    """Nothing fits the words well."""


# Events


@dataclass(frozen=True, slots=True)
class NeedTyped(Touch):
    """A letter was typed or taken away; `text` is the whole of it."""

    text: str


@dataclass(frozen=True, slots=True)
class LifeEventChosen(Touch):
    """A life event was touched."""

    key: str


@dataclass(frozen=True, slots=True)
class NeedClarified(Touch):
    """An answer to the clarifying question: its place."""

    index: int


@dataclass(frozen=True, slots=True)
class GuideChosen(Touch):
    """A result was touched."""

    code: str


@dataclass(frozen=True, slots=True)
class ProceduresFound(Result):
    """What a search gives. Those of a life event stand in its order."""

    number: int
    guides: tuple[Guide, ...]
    question: Question | None
    events: tuple[LifeEvent, ...]
    letters: frozenset[str]
    doubtful: bool = False
    """Nothing fits the words well: the catalogue may not have what is looked for."""


@dataclass(frozen=True, slots=True)
class SearchFailed(Result):
    """The catalogue could not be read."""

    number: int


# Effects


@dataclass(frozen=True, slots=True)
class FindProcedures(Effect):
    """Search (→ ProceduresFound | SearchFailed). Nothing wanted: life events, and what is handled most."""

    visit: int
    number: int
    text: str
    codes: tuple[str, ...]
    """Tell these instead of searching."""


# What happens


def _search(state: VisitState, search: Search) -> Change:
    asked = replace(search, number=search.number + 1, answered=False, failed=False)
    return stay(state.put(asked), FindProcedures(state.visit, asked.number, asked.text, asked.codes))


def _enter(_context: Context, state: VisitState) -> Change:
    search = state.of(Search)
    return stay(state) if search.answered else _search(state, search)


def _typed(_context: Context, state: VisitState, event: NeedTyped) -> Change:
    search = state.of(Search)
    if event.text == search.text and not search.codes:
        return stay(state)
    return _search(state, replace(search, text=event.text[:MOST_LETTERS], narrowed=NO_TEXT, codes=()))


def _life_event(_context: Context, state: VisitState, event: LifeEventChosen) -> Change:
    search = state.of(Search)
    chosen = next((one for one in search.events if one.key == event.key), None)
    if chosen is None:
        return stay(state)
    return _search(state, replace(search, narrowed=Text(chosen.vi, chosen.en), codes=chosen.codes))


def _clarified(_context: Context, state: VisitState, event: NeedClarified) -> Change:
    search = state.of(Search)
    choices = search.question.choices if search.question else ()
    if not 0 <= event.index < len(choices):
        return stay(state)
    choice = choices[event.index]
    return _search(state, replace(search, narrowed=Text(choice.vi, choice.en), codes=choice.codes))


def _found(context: Context, state: VisitState, event: ProceduresFound) -> Change:
    search = state.of(Search)
    if event.number != search.number:
        return stay(state)
    here = {one.code for one in context.procedures() if not one.elsewhere.vi}
    found = replace(
        search,
        answered=True,
        guides=tuple(_placed(guide, here) for guide in event.guides),
        question=event.question,
        events=event.events,
        letters=event.letters,
        doubtful=event.doubtful,
    )
    return stay(state.put(found))


def _placed(guide: Guide, here: set[str]) -> Guide:
    """A catalogue has more forms than a kiosk offers, and a kiosk may take what has no form of its own."""
    if guide.code in here:
        return replace(guide, place=FilingPlace.KIOSK)
    return replace(guide, place=FilingPlace.COUNTER) if guide.place is FilingPlace.KIOSK else guide


def _failed(_context: Context, state: VisitState, event: SearchFailed) -> Change:
    search = state.of(Search)
    if event.number != search.number:
        return stay(state)
    nothing = replace(search, failed=True, guides=(), question=None, events=(), letters=frozenset())
    return stay(state.put(nothing))


def _choose(_context: Context, state: VisitState, event: GuideChosen) -> Change:
    chosen = next((one for one in state.of(Search).guides if one.code == event.code), None)
    return stay(state) if chosen is None else done(state.put(Guidance(chosen)))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """From a narrowed list to the one before; otherwise out."""
    search = state.of(Search)
    return _search(state, replace(search, narrowed=NO_TEXT, codes=())) if search.codes else back(state)


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    search = state.of(Search)
    return _search(state, search) if search.failed else stay(state)


STEP = Step(
    "find_procedure",
    {
        NeedTyped: _typed,
        LifeEventChosen: _life_event,
        NeedClarified: _clarified,
        GuideChosen: _choose,
        Back: _back,
        TryAgain: _again,
    },
    always={ProceduresFound: _found, SearchFailed: _failed},
    enter=_enter,
    saved=lambda _state: True,
)
