"""A number for the counter (lấy số thứ tự): choose the field, take the ticket."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.identity.payload import AppointmentCode
from kiosk_app.session.facts.counters import CounterQueues, QueueField, QueueTicket
from kiosk_app.session.facts.printing import SlipEnded, SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.day import hours_words
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Effect, Event, Result, Touch
from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.presence import goodbye
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, leave, stay

SLIP = "ticket"
"""Name of this slip in `SlipPrinted` and `SlipFailed`."""


class QueueTicketPhase(StrEnum):
    """How far it is."""

    CHOOSING = "choosing"
    CHECKING = "checking"
    """An appointment was shown; the portal is asked."""
    CLOSED = "closed"
    """Outside the hours in which numbers are given out."""
    ISSUING = "issuing"
    ISSUED = "issued"


_BUSY = (QueueTicketPhase.ISSUING, QueueTicketPhase.CHECKING)


@dataclass(frozen=True, slots=True)
class QueueTicketTaken(Slice):
    """The ticket of this errand."""

    phase: QueueTicketPhase = QueueTicketPhase.CHOOSING
    fields: tuple[QueueField, ...] = ()
    groups: tuple[str, ...] = ()
    """Who is called first."""
    hours: str = ""
    every_day: bool = False
    priority: bool = False
    """The citizen says that they belong to one of the groups; the counter looks."""
    ticket: QueueTicket | None = None
    problem: str = ""
    """Why no number was given out; "" for nothing. "ticket.…", "appointment.…"."""
    detail: str = ""
    """What the problem is about: a time, a day, a number."""
    slip: SlipPhase = SlipPhase.NOT_ASKED
    slip_at: float = 0.0
    """Monotonic seconds when the printing ended."""
    booked: str = ""
    """Code of the appointment that somebody came with from another errand; checked in at once."""


@dataclass(frozen=True, slots=True)
class PriorityChosen(Touch):
    """ "Tôi thuộc diện ưu tiên", or not."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class QueueFieldChosen(Touch):
    """A field of work was touched."""

    letter: str


@dataclass(frozen=True, slots=True)
class QueueTicketPrintAsked(Touch):
    """ "In lại phiếu", where the first did not come out or may not have."""


@dataclass(frozen=True, slots=True)
class QueueTicketIssued(Result):
    """A number is given out: it is durable, and nobody else gets it."""

    ticket: QueueTicket


@dataclass(frozen=True, slots=True)
class QueueTicketRefused(Result):
    """No number was given out."""

    problem: str


@dataclass(frozen=True, slots=True)
class IssueQueueTicket(Effect):
    """Give out the next number of a field (→ QueueTicketIssued | QueueTicketRefused)."""

    visit: int
    field: QueueField
    priority: bool


@dataclass(frozen=True, slots=True)
class CheckInRefused(Result):
    """The appointment is not checked in. `problem`: "appointment.…"."""

    problem: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn(Effect):
    """Check an appointment in and give out a number for it (→ QueueTicketIssued | CheckInRefused)."""

    visit: int
    code: str
    fields: tuple[QueueField, ...]


@dataclass(frozen=True, slots=True)
class PrintQueueTicket(Effect):
    """Print a ticket (→ SlipPrinted | SlipFailed, slip "ticket")."""

    visit: int
    ticket: QueueTicket
    reprint: bool = False
    display: str = ""
    """Where a phone sees the numbers that are called."""


def _enter(context: Context, state: VisitState) -> Change:
    queues = context.of(CounterQueues)
    phase = QueueTicketPhase.CHOOSING if queues.open_at(context.wall_clock()) else QueueTicketPhase.CLOSED
    booked = state.of(QueueTicketTaken).booked
    counter = QueueTicketTaken(
        phase=QueueTicketPhase.CHECKING if booked else phase,
        fields=queues.fields,
        groups=queues.priority,
        hours=hours_words(queues.hours),
        every_day=queues.every_day,
    )
    check = (CheckIn(state.visit, booked, queues.fields),) if booked else ()
    return stay(state.put(counter), StartReader(state.visit), *check)


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state, StopReader())


def _seen(context: Context, state: VisitState, event: QrSeen) -> Change:
    """Check in whoever comes with an appointment; its own time counts, not when numbers are given out."""
    counter = state.of(QueueTicketTaken)
    if counter.phase not in (QueueTicketPhase.CHOOSING, QueueTicketPhase.CLOSED):
        return stay(state)
    if not isinstance(event.payload, AppointmentCode):
        refused = replace(counter, problem="appointment.none", detail="")
        return stay(state.put(refused), PlaySound(Sound.REFUSED))
    checking = replace(counter, phase=QueueTicketPhase.CHECKING, problem="", detail="")
    fields = context.of(CounterQueues).fields
    check = CheckIn(state.visit, event.payload.code, fields)
    return stay(state.put(checking), PlaySound(Sound.ACCEPTED), check)


def _takes(state: VisitState, event: Event) -> bool:
    """An appointment is for here until a number is out; after that it is somebody else's."""
    booked = isinstance(event, QrSeen) and isinstance(event.payload, AppointmentCode)
    return booked and state.of(QueueTicketTaken).phase is not QueueTicketPhase.ISSUED


def _not_checked_in(context: Context, state: VisitState, event: CheckInRefused) -> Change:
    counter = state.of(QueueTicketTaken)
    if counter.phase is not QueueTicketPhase.CHECKING:
        return stay(state)
    open_now = context.of(CounterQueues).open_at(context.wall_clock())
    phase = QueueTicketPhase.CHOOSING if open_now else QueueTicketPhase.CLOSED
    refused = replace(counter, phase=phase, problem=event.problem, detail=event.detail)
    return stay(state.put(refused), PlaySound(Sound.REFUSED))


def _priority(_context: Context, state: VisitState, event: PriorityChosen) -> Change:
    counter = state.of(QueueTicketTaken)
    if counter.phase is not QueueTicketPhase.CHOOSING or not counter.groups:
        return stay(state)
    return stay(state.put(replace(counter, priority=event.wanted)))


def _field(context: Context, state: VisitState, event: QueueFieldChosen) -> Change:
    counter = state.of(QueueTicketTaken)
    queues = context.of(CounterQueues)
    wanted = queues.field(event.letter)
    if counter.phase is not QueueTicketPhase.CHOOSING or wanted is None:
        return stay(state)
    if not queues.open_at(context.wall_clock()):
        # The counter closed while the citizen was choosing.
        return stay(state.put(replace(counter, phase=QueueTicketPhase.CLOSED)))
    issuing = replace(counter, phase=QueueTicketPhase.ISSUING, problem="", detail="")
    return stay(state.put(issuing), IssueQueueTicket(state.visit, wanted, counter.priority))


def _issued(context: Context, state: VisitState, event: QueueTicketIssued) -> Change:
    counter = state.of(QueueTicketTaken)
    if counter.phase not in _BUSY:
        return stay(state)
    counter = replace(counter, phase=QueueTicketPhase.ISSUED, ticket=event.ticket, slip=SlipPhase.PRINTING)
    display = context.of(CounterQueues).display
    return stay(state.put(counter), PrintQueueTicket(state.visit, event.ticket, display=display))


def _refused(_context: Context, state: VisitState, event: QueueTicketRefused) -> Change:
    counter = state.of(QueueTicketTaken)
    return stay(state.put(replace(counter, phase=QueueTicketPhase.CHOOSING, problem=event.problem)))


def _print(context: Context, state: VisitState, _event: QueueTicketPrintAsked) -> Change:
    counter = state.of(QueueTicketTaken)
    if counter.ticket is None or counter.slip not in (SlipPhase.WAITING, SlipPhase.UNCONFIRMED):
        return stay(state)
    again = replace(counter, slip=SlipPhase.PRINTING)
    reprint = counter.slip is SlipPhase.UNCONFIRMED
    display = context.of(CounterQueues).display
    effect = PrintQueueTicket(state.visit, counter.ticket, reprint=reprint, display=display)
    return stay(state.put(again), effect)


def _slip_ended(_context: Context, state: VisitState, event: SlipEnded) -> Change:
    if event.slip != SLIP:
        return stay(state)
    ended = replace(state.of(QueueTicketTaken), slip=event.phase, slip_at=state.now)
    return stay(state.put(ended))


def _next(_context: Context, state: VisitState, _event: Next) -> Change:
    return leave(state)


def _tick(context: Context, state: VisitState) -> Change:
    """Once the ticket is out the screen is free for the next in the queue."""
    counter = state.of(QueueTicketTaken)
    out = counter.slip is SlipPhase.PRINTED
    return goodbye(state, context.options.goodbye_s, counter.slip_at) if out else stay(state)


def _settled(state: VisitState) -> bool:
    return state.of(QueueTicketTaken).phase in (QueueTicketPhase.ISSUED, QueueTicketPhase.CLOSED)


STEP = Step(
    "queue_ticket",
    {
        PriorityChosen: _priority,
        QueueFieldChosen: _field,
        QueueTicketPrintAsked: _print,
        Next: _next,
        QueueTicketIssued: _issued,
        QueueTicketRefused: _refused,
        QrSeen: _seen,
        CheckInRefused: _not_checked_in,
    },
    always={SlipPrinted: _slip_ended, SlipFailed: _slip_ended},
    enter=_enter,
    left=_left,
    reads=True,
    takes=_takes,
    tick=_tick,
    working=lambda state: state.of(QueueTicketTaken).phase in _BUSY,
    saved=_settled,
    holds=lambda state: state.of(QueueTicketTaken).phase in _BUSY,
)
