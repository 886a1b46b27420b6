"""Phản ánh, kiến nghị: what it is about, the citizen's words, and whether they give their name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.model import Component, Need, Text
from kiosk_app.session.facts.filing import PaperLine, Papers
from kiosk_app.session.facts.followed import Action, Followed
from kiosk_app.session.facts.petition import CATEGORIES, Petitioner
from kiosk_app.session.facts.voice import Recorded, VoiceTools
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Back
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, ask, back, done, go, stay

LONGEST = 3_000
"""Characters, some two pages; who has more to say writes it down and has it scanned."""
CATEGORY, WORDS, VOICE_SECONDS = "category", "words", "voice_seconds"
"""Names of the answers, as `offline_queue.contract.requests` has them."""
PART_NO = "KEM_THEO"
VOICE = "voice"
"""Way to the microphone."""
SPOKEN = "(Người gửi nói, xem bản ghi âm kèm theo.)"
"""Stands for the words of who typed none."""
_PAPER = Text("Giấy tờ, ảnh kèm theo", "Papers and pictures that go with it")


@dataclass(frozen=True, slots=True)
class Petition(Slice):
    """What was said so far.

    Problem codes: "petition.empty" (nothing typed), "petition.full" (no more fits; what stands there stays).
    """

    category: str = ""
    text: str = ""
    papers: bool = False
    """Something is to be scanned."""
    problem: str = ""
    spoken: bool = False
    """Whether a microphone stands here, and the portal takes what is said."""

    def __repr__(self) -> str:
        return f"Petition({self.category})"


@dataclass(frozen=True, slots=True)
class CategoryChosen(Touch):
    """What it is about."""

    code: str


@dataclass(frozen=True, slots=True)
class PetitionTyped(Touch):
    """The words as they stand in the box."""

    text: str

    def __repr__(self) -> str:
        return "PetitionTyped(…)"


@dataclass(frozen=True, slots=True)
class PapersWanted(Touch):
    """Whether papers or pictures go with it."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class PetitionSent(Touch):
    """ "Gửi, có nêu tên" or "Gửi, không nêu tên"."""

    named: bool


@dataclass(frozen=True, slots=True)
class VoiceWanted(Touch):
    """ "Nói thay cho viết"."""


def left_of(text: str) -> int:
    """How many characters still fit; below 0: that many are too many."""
    return LONGEST - len(unicodedata.normalize("NFC", text))


def _chosen(_context: Context, state: VisitState, event: CategoryChosen) -> Change:
    if all(one.code != event.code for one in CATEGORIES):
        return stay(state)
    return stay(state.put(replace(state.of(Petition), category=event.code, problem="")))


def _typed(_context: Context, state: VisitState, event: PetitionTyped) -> Change:
    """Take the words; more than fit are not taken at all, and what stood there before stays whole."""
    petition = state.of(Petition)
    if left_of(event.text) < 0:
        return stay(state.put(replace(petition, problem="petition.full")))
    return stay(state.put(replace(petition, text=event.text, problem="")))


def _papers(_context: Context, state: VisitState, event: PapersWanted) -> Change:
    return stay(state.put(replace(state.of(Petition), papers=event.wanted)))


def _send(_context: Context, state: VisitState, event: PetitionSent) -> Change:
    petition = state.of(Petition)
    category = next((one for one in CATEGORIES if one.code == petition.category), None)
    if category is None:
        return stay(state)
    voice = state.of(Recorded).voice
    if not petition.text.strip() and voice is None:
        return stay(state.put(replace(petition, problem="petition.empty")))
    words = unicodedata.normalize("NFC", petition.text.strip()) or SPOKEN
    answers: tuple[tuple[str, str], ...] = ((CATEGORY, category.name.vi), (WORDS, words))
    if voice is not None:
        answers = (*answers, (VOICE_SECONDS, str(round(voice.seconds))))
    said = state.put(
        replace(petition, problem=""),
        Followed(action=Action.PETITION, answers=answers),
        replace(state.of(Petitioner), named=event.named),
    )
    return done(said.put(_lines(said.of(Papers), wanted=petition.papers)))


def _lines(papers: Papers, *, wanted: bool) -> Papers:
    """The one paper that is scanned; what was scanned before stays while it is wanted."""
    if not wanted:
        return Papers()
    if papers.lines:
        return papers
    component = Component(PART_NO, _PAPER, _PAPER, Need.OPTIONAL, ALWAYS)
    return Papers(lines=(PaperLine(component, Need.OPTIONAL, brought=True),))


def _spoken(context: Context, state: VisitState) -> bool:
    """Whether the microphone's screen is offered: what was recorded can be deleted there, always."""
    usable = context.of(VoiceTools).usable(state.health.largest_file)
    return usable or state.of(Recorded).voice is not None


def _voice(context: Context, state: VisitState, _event: VoiceWanted) -> Change:
    return go(VOICE, state) if _spoken(context, state) else stay(state)


def _enter(context: Context, state: VisitState) -> Change:
    return stay(state.put(replace(state.of(Petition), spoken=_spoken(context, state))))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """From the words to what it is about; the words stay, and are not lost unasked by going further back."""
    petition = state.of(Petition)
    if petition.category:
        return stay(state.put(replace(petition, category="", problem="")))
    return back(state) if _nothing_said(state) else ask(state)


def _nothing_said(state: VisitState) -> bool:
    return not state.of(Petition).text and state.of(Recorded).voice is None


STEP = Step(
    "petition",
    {
        CategoryChosen: _chosen,
        PetitionTyped: _typed,
        PapersWanted: _papers,
        PetitionSent: _send,
        VoiceWanted: _voice,
        Back: _back,
    },
    enter=_enter,
    patience=3.0,
    saved=_nothing_said,
)
"""Somebody writes who may never have written on glass."""
