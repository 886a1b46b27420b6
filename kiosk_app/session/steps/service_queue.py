"""The dossiers as codes and states; what was set aside is sent again, a lost code printed again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.service import DoService, PrintCodeSlip, QueueEntry, ServiceAct, ServiceDone
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import TryAgain
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay

SLIP = "code"
"""Name of this slip in `SlipPrinted` and `SlipFailed`."""


@dataclass(frozen=True, slots=True)
class ServiceQueue(Slice):
    """What is listed, and what was touched."""

    entries: tuple[QueueEntry, ...] = ()
    more: int = 0
    asking: bool = False
    chosen: str = ""
    """Code of the dossier whose acts are shown."""
    sent_again: bool = False
    slip: SlipPhase = SlipPhase.NOT_ASKED
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EntryChosen(Touch):
    """A line; the same once more closes it."""

    code: str


@dataclass(frozen=True, slots=True)
class SendAgainAsked(Touch):
    """ "Gửi lại": one dossier, or "" for all that were set aside."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class CodeSlipAsked(Touch):
    """ "In lại mã" of the chosen dossier."""


def _enter(_context: Context, state: VisitState) -> Change:
    return _ask(state.put(ServiceQueue()))


def _ask(state: VisitState) -> Change:
    asking = replace(state.of(ServiceQueue), asking=True, problem="")
    return stay(state.put(asking), DoService(state.visit, ServiceAct.QUEUE))


def _again(_context: Context, state: VisitState, _event: TryAgain) -> Change:
    return stay(state) if state.of(ServiceQueue).asking else _ask(state)


def _chosen(_context: Context, state: VisitState, event: EntryChosen) -> Change:
    queue = state.of(ServiceQueue)
    code = "" if event.code == queue.chosen else event.code
    known = any(one.code == code for one in queue.entries)
    fresh = replace(queue, chosen=code if known else "", slip=SlipPhase.NOT_ASKED, problem="")
    return stay(state.put(fresh))


def _send(_context: Context, state: VisitState, event: SendAgainAsked) -> Change:
    queue = state.of(ServiceQueue)
    if queue.asking:
        return stay(state)
    entry = next((one for one in queue.entries if one.code == event.code), None)
    if event.code and entry is None:
        # It left the list meanwhile; without a subject all would be sent.
        return stay(state)
    subject = entry.provisional_code or entry.code if entry else ""
    asking = replace(queue, asking=True, sent_again=False, problem="")
    return stay(state.put(asking), DoService(state.visit, ServiceAct.RETRY, subject))


def _print(_context: Context, state: VisitState, _event: CodeSlipAsked) -> Change:
    queue = state.of(ServiceQueue)
    entry = next((one for one in queue.entries if one.code == queue.chosen), None)
    if entry is None or queue.asking or queue.slip is SlipPhase.PRINTING:
        return stay(state)
    asking = replace(queue, asking=True, slip=SlipPhase.PRINTING, problem="")
    return stay(state.put(asking), DoService(state.visit, ServiceAct.REPRINT, entry.code))


def _done(_context: Context, state: VisitState, event: ServiceDone) -> Change:
    queue = replace(state.of(ServiceQueue), asking=False)
    if event.result != "done":
        failed = replace(queue, slip=SlipPhase.NOT_ASKED, problem=f"service.{event.result}")
        return stay(state.put(failed))
    match event.act:
        case ServiceAct.QUEUE:
            return stay(state.put(replace(queue, entries=event.entries, more=event.more)))
        case ServiceAct.RETRY:
            return _ask(state.put(replace(queue, sent_again=True)))
        case ServiceAct.REPRINT:
            # Printed only once it is written down who printed it.
            entry = next((one for one in queue.entries if one.code == queue.chosen), None)
            if entry is not None and queue.slip is SlipPhase.PRINTING:
                return stay(state.put(queue), PrintCodeSlip(state.visit, entry))
    return stay(state.put(queue))


def _printed(_context: Context, state: VisitState, event: SlipPrinted) -> Change:
    if event.slip != SLIP:
        return stay(state)
    return stay(state.put(replace(state.of(ServiceQueue), slip=SlipPhase.PRINTED)))


def _failed(_context: Context, state: VisitState, event: SlipFailed) -> Change:
    if event.slip != SLIP:
        return stay(state)
    return stay(state.put(replace(state.of(ServiceQueue), slip=SlipPhase.WAITING, problem=event.problem)))


STEP = Step(
    "service_queue",
    {
        EntryChosen: _chosen,
        SendAgainAsked: _send,
        CodeSlipAsked: _print,
        ServiceDone: _done,
        SlipPrinted: _printed,
        SlipFailed: _failed,
        TryAgain: _again,
    },
    enter=_enter,
    patience=2.0,
    saved=lambda _state: True,
)
