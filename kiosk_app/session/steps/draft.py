"""The officer's draft of a certificate: right, or wrong in one place and how."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.followed import Followed, draft_over
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

DRAFT, VERDICT, WRONG = "draft", "verdict", "wrong"
"""Names of the answers, as `offline_queue.contract.requests` has them."""
LONGEST = 500
"""Characters of a correction; the officer reads it beside the line that is wrong."""


@dataclass(frozen=True, slots=True)
class DraftReading(Slice):
    """What the citizen said of it."""

    wrong: str = ""
    """Name of the line that is wrong; "" while none was touched."""
    instead: str = ""
    """What should stand there, in the citizen's words."""
    problem: str = ""
    """ "draft.empty": nothing was typed; "draft.too_long": more than is kept, and none of it was;
    "draft.over": its day ended while it was read."""


@dataclass(frozen=True, slots=True)
class LineWrong(Touch):
    """ "Sai ở đây"."""

    name: str


@dataclass(frozen=True, slots=True)
class CorrectionTyped(Touch):
    """What should stand there."""

    text: str


def _enter(_context: Context, state: VisitState) -> Change:
    """Nothing of a draft that was read before: what is wrong there says nothing of this one."""
    return stay(state.put(DraftReading()))


def _wrong(_context: Context, state: VisitState, event: LineWrong) -> Change:
    found = state.of(Followed).found
    names = [name for name, _ in found.draft] if found else []
    return stay(state.put(DraftReading(wrong=event.name)) if event.name in names else state)


def _typed(_context: Context, state: VisitState, event: CorrectionTyped) -> Change:
    reading = state.of(DraftReading)
    if len(event.text) > LONGEST:
        return stay(state.put(replace(reading, problem="draft.too_long")))
    return stay(state.put(replace(reading, instead=event.text, problem="")))


def _next(context: Context, state: VisitState, _event: Next) -> Change:
    """ "Đúng cả", or the correction is sent."""
    followed, reading = state.of(Followed), state.of(DraftReading)
    if followed.found is None:
        return stay(state)
    if draft_over(followed.found, context.wall_clock()):
        # Silence was consent: a word that comes later settles nothing, and whoever gives it must know.
        return stay(state.put(replace(reading, problem="draft.over")))
    if reading.wrong and not reading.instead.strip():
        return stay(state.put(replace(reading, problem="draft.empty")))
    answers = [(DRAFT, followed.found.draft_uid), (VERDICT, "wrong" if reading.wrong else "right")]
    if reading.wrong:
        answers.append((WRONG, f"{reading.wrong}: {reading.instead.strip()}"))
    return done(state.put(replace(followed, answers=tuple(answers))))


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """From the correction to the draft."""
    return stay(state.put(DraftReading())) if state.of(DraftReading).wrong else back(state)


STEP = Step(
    "draft",
    {LineWrong: _wrong, CorrectionTyped: _typed, Next: _next, Back: _back},
    enter=_enter,
    patience=2.0,
    saved=lambda state: not state.of(DraftReading).wrong,
)
"""A draft is read word by word."""
