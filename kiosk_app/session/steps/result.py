"""In kết quả điện tử: the finished result is fetched, looked at, and printed in counted copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.facts.results import ChosenResult, ResultPage, ResultPrinter
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

_MAY_BE_OUT = frozenset({"document_printer.unconfirmed"})


class ResultPhase(StrEnum):
    """How far it is."""

    FETCHING = "fetching"
    FAILED = "failed"
    """It was not fetched; `problem` says why."""
    SHOWN = "shown"
    PRINTING = "printing"


@dataclass(frozen=True, slots=True)
class ResultShown(Slice):
    """What is shown of the result that was chosen, and its copies.

    Problem codes: "result.…" of the fetching, "document_printer.…" of the printer.
    """

    number: int = 0
    phase: ResultPhase = ResultPhase.FETCHING
    problem: str = ""
    amount_vnd: int | None = None
    """What is still to be paid, with "result.unpaid"."""
    pages: tuple[ResultPage, ...] = ()
    signature: str = ""
    """"none", "intact", "extended" or "unread"; "" while it is not here."""
    signer: str = ""
    wanted: int = 1
    """Copies in all."""
    printed: int = 0
    """Copies that came out, or may have."""
    installed: bool = False
    """Whether this kiosk has an A4 printer."""
    most_copies: int = 1
    partly: bool = False
    """Whether sheets of the copy that failed may lie in the printer's tray."""
    elsewhere: str = ""
    """Where results are printed when not here; "" for the counter."""

    def __repr__(self) -> str:
        return f"ResultShown({self.phase.value}, {self.printed} of {self.wanted})"


@dataclass(frozen=True, slots=True)
class CopiesChosen(Touch):
    """How many copies are wanted in all."""

    copies: int


@dataclass(frozen=True, slots=True)
class ResultCame(Result):
    """It is here, checked and drawn."""

    number: int
    pages: tuple[ResultPage, ...]
    signature: str = ""
    """As `ResultPiece` has it."""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class ResultFailed(Result):
    """It did not come."""

    number: int
    problem: str
    amount_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class CopyPrinted(Result):
    """One copy came out."""

    number: int


@dataclass(frozen=True, slots=True)
class CopyFailed(Result):
    """One copy did not come out, or is not known to have."""

    number: int
    problem: str
    partly: bool = False
    """Whether anything of it may have reached the printer."""


@dataclass(frozen=True, slots=True)
class FetchResult(Effect):
    """Fetch a result and draw its pages (→ ResultCame | ResultFailed)."""

    visit: int
    number: int
    code: str
    result_uid: str
    ticket: str

    def __repr__(self) -> str:
        # The code of a request comes with the key that opens its answer.
        return f"FetchResult({self.number})"


@dataclass(frozen=True, slots=True)
class PrintCopy(Effect):
    """Print one copy of what was fetched (→ CopyPrinted | CopyFailed)."""

    visit: int
    number: int


@dataclass(frozen=True, slots=True)
class ForgetResult(Effect):
    """Nobody looks at it any more: nothing of it is kept."""


def _enter(context: Context, state: VisitState) -> Change:
    printer = context.of(ResultPrinter)
    shown = ResultShown(
        # Numbers go on: what came too late for an earlier one is not taken for this.
        number=state.of(ResultShown).number,
        installed=printer.installed,
        most_copies=printer.most_copies,
        elsewhere=printer.elsewhere,
    )
    return _fetch(state.put(shown))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ResultShown(number=state.of(ResultShown).number)), ForgetResult())


def _fetch(state: VisitState) -> Change:
    shown, followed, identity = state.of(ResultShown), state.of(Followed), state.of(Signer).identity
    number = shown.number + 1
    shown = replace(
        shown, number=number, phase=ResultPhase.FETCHING, problem="", amount_vnd=None, pages=(), printed=0
    )
    found = followed.found
    # What opens the answer to a request stands behind its code, as the slip has it.
    code = found.code if found and not found.request else followed.code
    ticket = identity.ticket if identity else ""
    return stay(state.put(shown), FetchResult(state.visit, number, code, state.of(ChosenResult).uid, ticket))


def _came(_context: Context, state: VisitState, event: ResultCame) -> Change:
    shown = state.of(ResultShown)
    if event.number != shown.number or shown.phase is not ResultPhase.FETCHING:
        return stay(state)
    came = replace(
        shown, phase=ResultPhase.SHOWN, pages=event.pages, signature=event.signature, signer=event.signer
    )
    return stay(state.put(came))


def _failed(_context: Context, state: VisitState, event: ResultFailed) -> Change:
    shown = state.of(ResultShown)
    if event.number != shown.number or shown.phase is not ResultPhase.FETCHING:
        return stay(state)
    if event.problem == "sign_in":
        # Nothing that only its citizen may see is still shown behind "Quay lại"; there it is signed in anew.
        state = state.put(Signer(over=True), replace(state.of(Followed), found=None))
    failed = replace(
        shown, phase=ResultPhase.FAILED, problem=f"result.{event.problem}", amount_vnd=event.amount_vnd
    )
    return stay(state.put(failed))


def _copies(_context: Context, state: VisitState, event: CopiesChosen) -> Change:
    shown = state.of(ResultShown)
    if shown.phase is not ResultPhase.SHOWN:
        return stay(state)
    if not max(1, shown.printed) <= event.copies <= shown.most_copies:
        return stay(state)
    return stay(state.put(replace(shown, wanted=event.copies)))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    """Fetch again, or print the copies that are still wanted."""
    shown = state.of(ResultShown)
    if shown.phase is ResultPhase.FAILED:
        return _fetch(state)
    return _print(state) if shown.phase is ResultPhase.SHOWN else stay(state)


def _print(state: VisitState) -> Change:
    shown = state.of(ResultShown)
    if not shown.installed or shown.printed >= shown.wanted:
        return stay(state)
    printing = replace(shown, phase=ResultPhase.PRINTING, problem="", partly=False)
    return stay(state.put(printing), PrintCopy(state.visit, shown.number))


def _printed(_context: Context, state: VisitState, event: CopyPrinted) -> Change:
    shown = state.of(ResultShown)
    if event.number != shown.number or shown.phase is not ResultPhase.PRINTING:
        return stay(state)
    state = state.put(replace(shown, phase=ResultPhase.SHOWN, printed=shown.printed + 1))
    return _print(state)


def _not_printed(_context: Context, state: VisitState, event: CopyFailed) -> Change:
    """Stop there: what is still wanted is asked for again by a touch.

    A copy that may have come out counts as one: printed again it would be one too many, on somebody's paper.
    """
    shown = state.of(ResultShown)
    if event.number != shown.number or shown.phase is not ResultPhase.PRINTING:
        return stay(state)
    out = shown.printed + int(event.problem in _MAY_BE_OUT)
    failed = replace(shown, phase=ResultPhase.SHOWN, problem=event.problem, partly=event.partly, printed=out)
    return stay(state.put(failed))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """ "In", and "Xong" once every copy is out."""
    shown = state.of(ResultShown)
    if shown.phase is ResultPhase.SHOWN:
        wants = shown.installed and shown.printed < shown.wanted
        return _print(state) if wants else done(state)
    return done(state) if shown.phase is ResultPhase.FAILED else stay(state)


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    return stay(state) if state.of(ResultShown).phase is ResultPhase.PRINTING else back(state)


STEP = Step(
    "result",
    {
        ResultCame: _came,
        ResultFailed: _failed,
        CopiesChosen: _copies,
        CopyPrinted: _printed,
        CopyFailed: _not_printed,
        TryAgain: _again,
        Next: _next,
        Back: _back,
    },
    enter=_enter,
    left=_left,
    working=lambda state: state.of(ResultShown).phase in (ResultPhase.FETCHING, ResultPhase.PRINTING),
    saved=lambda _state: True,
    holds=lambda state: state.of(ResultShown).phase is ResultPhase.PRINTING,
)
