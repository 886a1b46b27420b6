"""What became of a dossier, what is next, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.model import Component, Need, Text
from kiosk_app.identity.parse import appointment_code
from kiosk_app.session.facts.counters import CounterQueues
from kiosk_app.session.facts.filing import PaperLine, Papers, papers_of
from kiosk_app.session.facts.followed import (
    Action,
    DossierStatus,
    DossierTold,
    Followed,
    ListMine,
    LookUpDossier,
    MineTold,
    draft_over,
)
from kiosk_app.session.facts.portal_takes import ALL_TAKEN, PortalTakes
from kiosk_app.session.facts.printing import SlipEnded, SlipFailed, SlipPhase, SlipPrinted, times_printed
from kiosk_app.session.facts.rating import FINISHED, GIVEN
from kiosk_app.session.facts.results import ChosenResult
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Effect, Touch
from kiosk_app.session.kernel.events import Back, Next, TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, begin, done, go, stay

SIGN_IN = "sign_in"
"""Way to the sign-in, for who wants to be told more."""
RESULT = "result"
"""Way to an electronic result."""
SLIP = "state"
"""Name of the slip in `SlipPrinted` and `SlipFailed`."""
SUPPLEMENT_PART = "BO_SUNG"
QUEUE_TICKET = "queue_ticket"
"""The errand that gives a number for an appointment."""
_OPEN = frozenset({"", "1", "2", "4", "5", "6"})
"""States in which a dossier may still be withdrawn."""
_ASKED_FOR = "5"
_MAY_BE_DUE = frozenset({"1", "2", "4", "5", "6", "9"})
"""States in which a fee may be open: until the result is handed over."""
_OPEN_TO_ALL = frozenset({Action.PAYMENT, Action.RATING})
_PAPER = Text("Giấy tờ bổ sung", "Papers asked for")


class DossierSlip(StrEnum):
    """What is printed of a dossier."""

    STATE = "state"
    """What is known of it, or Mẫu 01."""
    REQUEST = "request"
    """Mẫu 02, what the authority asks for."""


@dataclass(frozen=True, slots=True)
class DossierShown(Slice):
    """The question under way, and the slip.

    Problem codes: as in `LookUp`; "look_up.sign_in" when the sign-in holds no longer.
    """

    number: int = 0
    asking: bool = False
    problem: str = ""
    slip: SlipPhase = SlipPhase.NOT_ASKED
    slip_of: str = ""
    """Code of the dossier whose slip it is."""
    slip_kind: DossierSlip = DossierSlip.STATE
    requests_printed: frozenset[str] = frozenset()
    """Codes of those whose request has been printed, or is being: the next one is a reprint."""
    printed: int = 0
    may_print: bool = True
    at: datetime | None = None
    """When this was told: days late and a draft's day count from here."""
    takes: PortalTakes = ALL_TAKEN
    """What can be handed in here."""


@dataclass(frozen=True, slots=True)
class DossierChosen(Touch):
    """One of the list."""

    code: str


@dataclass(frozen=True, slots=True)
class SignInAsked(Touch):
    """ "Đăng nhập để xem nội dung"."""


@dataclass(frozen=True, slots=True)
class ActionAsked(Touch):
    """ "Bổ sung", "Rút hồ sơ" or "Xem bản nháp"."""

    action: Action


@dataclass(frozen=True, slots=True)
class ResultAsked(Touch):
    """ "Xem và in kết quả"."""

    uid: str


@dataclass(frozen=True, slots=True)
class CheckInAsked(Touch):
    """ "Lấy số theo lịch hẹn"."""


@dataclass(frozen=True, slots=True)
class StateSlipAsked(Touch):
    """ "In lại phiếu", or "In phiếu yêu cầu bổ sung"."""

    kind: DossierSlip = DossierSlip.STATE


@dataclass(frozen=True, slots=True)
class PrintState(Effect):
    """Print what is told of a dossier (→ SlipPrinted | SlipFailed, slip "state").

    Mẫu 01 where an authority has received it meanwhile and what was filed is still kept here.
    """

    visit: int
    found: DossierStatus
    time_by_law: str
    """Of its procedure, in words; "" where this kiosk does not know it."""
    kind: DossierSlip = DossierSlip.STATE
    again: bool = False
    """Whether this request has been printed in this visit. Any other slip of a dossier is a reprint."""


def offered(
    found: DossierStatus, signed_in: bool, verified: bool, now: datetime, takes: PortalTakes = ALL_TAKEN
) -> tuple[Action, ...]:
    """Give what may be done with it by who stands here, where the portal `takes` it.

    Whoever holds the code may pay, and say how it was handled. Papers may be handed in for somebody else too:
    the officer sees who did. A withdrawal and the word on a draft are for those alone whom it concerns.
    """
    if found.ended or found.request:
        return ()
    actions = []
    if found.sent and found.stage in _MAY_BE_DUE:
        actions.append(Action.PAYMENT)
    if found.stage in FINISHED and found.rating != GIVEN and takes.ratings:
        actions.append(Action.RATING)
    if not signed_in:
        return tuple(actions)
    if found.stage == _ASKED_FOR and takes.supplements and (found.own or not verified):
        actions.append(Action.SUPPLEMENT)
    if found.own and found.stage in _OPEN:
        if found.draft_uid and not draft_over(found, now):
            actions.append(Action.CONFIRMATION)
        actions.append(Action.WITHDRAWAL)
    return tuple(actions)


def request_told(found: DossierStatus) -> bool:
    """Whether it is told what the authority asks for: there is something to print, for whom it concerns."""
    asked = found.own and found.stage == _ASKED_FOR and not found.ended and not found.request
    return asked and bool(found.words or found.asked_papers)


class Opens(StrEnum):
    """What a sign-in opens to whom a dossier or a request concerns; each only where it can be done."""

    NOTHING = ""
    ANSWER = "answer"
    """Of a request."""
    CONTENTS = "contents"
    RESULTS = "results"
    """Contents, and electronic results where there are some."""
    WITHDRAWAL = "withdrawal"
    """Contents, and the way out."""
    SUPPLEMENT = "supplement"
    """Contents, what is asked for, and the way out."""


def opened_by_sign_in(found: DossierStatus, takes: PortalTakes = ALL_TAKEN) -> Opens:
    """Give what whoever it concerns is offered by signing in, in the state that it is in now."""
    if found.ended:
        return Opens.NOTHING
    if found.request:
        return Opens.ANSWER if found.answered and not found.own else Opens.NOTHING
    if found.stage == _ASKED_FOR and takes.supplements:
        return Opens.SUPPLEMENT
    if found.stage in _OPEN:
        return Opens.WITHDRAWAL
    return Opens.RESULTS if found.stage in FINISHED else Opens.CONTENTS


def _enter(context: Context, state: VisitState) -> Change:
    followed, identity = state.of(Followed), state.of(Signer).identity
    shown = state.of(DossierShown)
    # What was asked, printed or wrong before may have been of another one.
    slip = shown.slip if shown.slip_of == followed.code else SlipPhase.NOT_ASKED
    state = state.put(
        replace(followed, sign_in=False, action=Action.NONE, answers=()),
        replace(
            shown,
            asking=False,
            problem="",
            slip=slip,
            at=context.wall_clock(),
            takes=context.of(PortalTakes),
        ),
    )
    ticket = identity.ticket if identity else ""
    if followed.code:
        known = followed.found is not None and (followed.found.own or not ticket)
        return stay(state) if known else _look(state, followed.code, ticket)
    if followed.mine:
        return stay(state)
    return _list(state, ticket)


def _look(state: VisitState, code: str, ticket: str) -> Change:
    shown = state.of(DossierShown)
    shown = replace(shown, number=shown.number + 1, asking=True, problem="")
    return stay(state.put(shown), LookUpDossier(state.visit, shown.number, code, ticket))


def _list(state: VisitState, ticket: str) -> Change:
    shown = state.of(DossierShown)
    if not ticket:
        return stay(state.put(replace(shown, asking=False, problem="look_up.sign_in")))
    shown = replace(shown, number=shown.number + 1, asking=True, problem="")
    return stay(state.put(shown), ListMine(state.visit, shown.number, ticket))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    followed, identity = state.of(Followed), state.of(Signer).identity
    ticket = identity.ticket if identity else ""
    if state.of(DossierShown).asking:
        return stay(state)
    return _look(state, followed.code, ticket) if followed.code else _list(state, ticket)


def _told(context: Context, state: VisitState, event: DossierTold) -> Change:
    shown = state.of(DossierShown)
    if not shown.asking or event.number != shown.number:
        return stay(state)
    if event.sign_in_over:
        state = state.put(Signer(over=True))
    if event.found is None:
        return stay(state.put(replace(shown, asking=False, problem=f"look_up.{event.result}")))
    followed = replace(state.of(Followed), found=event.found)
    told = replace(shown, asking=False, problem="", at=context.wall_clock())
    return stay(papers_of(event.found.code, state.put(told, followed)))


def _mine(_context: Context, state: VisitState, event: MineTold) -> Change:
    shown = state.of(DossierShown)
    if not shown.asking or event.number != shown.number:
        return stay(state)
    problem = "" if event.result == "found" else f"look_up.{event.result}"
    if event.result == "sign_in" and state.of(Signer).verified:
        state, problem = state.put(Signer(over=True)), ""
    followed = replace(state.of(Followed), mine=event.mine, more=event.more)
    return stay(state.put(replace(shown, asking=False, problem=problem), followed))


def _choose(_context: Context, state: VisitState, event: DossierChosen) -> Change:
    followed, identity = state.of(Followed), state.of(Signer).identity
    if all(one.code != event.code for one in followed.mine):
        return stay(state)
    chosen = state.put(replace(followed, code=event.code, found=None))
    return _look(chosen, event.code, identity.ticket if identity else "")


def _back(_context: Context, state: VisitState, _event: Back) -> Change:
    """From one of the list to the list."""
    followed = state.of(Followed)
    if followed.all_asked and followed.code and followed.mine:
        shown = replace(state.of(DossierShown), asking=False, problem="", slip=SlipPhase.NOT_ASKED)
        return stay(state.put(replace(followed, code="", found=None), shown))
    return back(state)


def _sign_in(_context: Context, state: VisitState, _event: SignInAsked) -> Change:
    found, signer = state.of(Followed).found, state.of(Signer)
    useless = found is not None and opened_by_sign_in(found) is Opens.NOTHING and not signer.over
    if signer.identity is not None or useless:
        return stay(state)
    return go(SIGN_IN, state.put(replace(state.of(Followed), sign_in=True)))


def _act(context: Context, state: VisitState, event: ActionAsked) -> Change:
    followed, identity = state.of(Followed), state.of(Signer).identity
    if followed.found is None or (identity is None and event.action not in _OPEN_TO_ALL):
        return stay(state)
    verified = identity is not None and identity.verified
    now, takes = context.wall_clock(), context.of(PortalTakes)
    if event.action not in offered(followed.found, identity is not None, verified, now, takes):
        return stay(state)
    acting = state.put(replace(followed, action=event.action))
    if event.action is not Action.SUPPLEMENT:
        return done(acting)
    paper = Component(SUPPLEMENT_PART, _PAPER, _PAPER, Need.REQUIRED, ALWAYS)
    code = followed.found.code
    if papers_of(code, acting).of(Papers).lines:
        return done(acting)
    return done(acting.put(Papers(lines=(PaperLine(paper, Need.REQUIRED),), of_dossier=code)))


def results_of(found: DossierStatus, verified: bool) -> tuple[tuple[str, str], ...]:
    """Give the results (uid, name) that may be looked at: finished ones, by whom they concern."""
    # What an officer signed for a request opens with its slip, or to whom the daemon knows for its author.
    known = verified or found.request
    return found.results if known and found.own and found.stage in FINISHED else ()


def _result(_context: Context, state: VisitState, event: ResultAsked) -> Change:
    found, verified = state.of(Followed).found, state.of(Signer).verified
    names = dict(results_of(found, verified)) if found else {}
    if event.uid not in names:
        return stay(state)
    return go(RESULT, state.put(ChosenResult(event.uid, names[event.uid])))


def appointment_of(found: DossierStatus) -> str:
    """Give the code of the appointment that the counter's answer names; "" for none."""
    if found.kind != "booking" or not found.own or found.stage not in FINISHED:
        return ""
    return next((one for word in found.words.split() if (one := appointment_code(word.strip(".,;:()")))), "")


def _check_in(context: Context, state: VisitState, _event: CheckInAsked) -> Change:
    found = state.of(Followed).found
    code = appointment_of(found) if found else ""
    return begin(QUEUE_TICKET, code, state) if code and context.of(CounterQueues).fields else stay(state)


def _print(context: Context, state: VisitState, event: StateSlipAsked) -> Change:
    shown, followed = state.of(DossierShown), state.of(Followed)
    found, code = followed.found, followed.code
    if found is None or found.request or not shown.may_print or shown.slip is SlipPhase.PRINTING:
        return stay(state)
    printing = replace(shown, slip=SlipPhase.PRINTING, slip_of=code, slip_kind=event.kind)
    if event.kind is DossierSlip.REQUEST:
        if not request_told(found):
            return stay(state)
        again = code in shown.requests_printed
        printing = replace(printing, requests_printed=shown.requests_printed | {code})
        return stay(state.put(printing), PrintState(state.visit, found, "", event.kind, again))
    filed = found.filed
    known = next((one for one in context.procedures() if filed and one.code == filed.service_code), None)
    by_law = known.deadline.text.vi if known else ""
    return stay(state.put(printing), PrintState(state.visit, found, by_law))


def _slip_ended(context: Context, state: VisitState, event: SlipEnded) -> Change:
    if event.slip != SLIP:
        return stay(state)
    shown = state.of(DossierShown)
    printed = times_printed(shown.printed, event.phase)
    may = printed <= context.options.reprints
    # Who looks at another one meanwhile is not told that its slip came out.
    slip = event.phase if shown.slip is SlipPhase.PRINTING else shown.slip
    requests = shown.requests_printed
    if event.phase is SlipPhase.WAITING and shown.slip_kind is DossierSlip.REQUEST:
        requests -= {shown.slip_of}
    kept = replace(shown, slip=slip, printed=printed, may_print=may, requests_printed=requests)
    return stay(state.put(kept))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    """ "Xong": nothing more is wanted of it."""
    return done(state) if not state.of(DossierShown).asking else stay(state)


STEP = Step(
    "dossier",
    {
        DossierTold: _told,
        MineTold: _mine,
        DossierChosen: _choose,
        SignInAsked: _sign_in,
        ActionAsked: _act,
        CheckInAsked: _check_in,
        StateSlipAsked: _print,
        ResultAsked: _result,
        TryAgain: _again,
        Back: _back,
        Next: _next,
    },
    always={SlipPrinted: _slip_ended, SlipFailed: _slip_ended},
    enter=_enter,
    working=lambda state: state.of(DossierShown).asking,
    patience=2.0,
    saved=lambda _state: True,
)
"""There is something to read."""
