"""Take a number for the counter (lấy số thứ tự): one screen, nobody signs in."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.identity.payload import AppointmentCode
from kiosk_app.session.facts.counters import CounterQueues
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Door, Journey, Leg, never
from kiosk_app.session.kernel.state import Errand, VisitState
from kiosk_app.session.steps import queue_ticket

NAME = "queue_ticket"
TITLE = Text("Lấy số thứ tự", "Take a queue number")
SUMMARY = Text("Chờ gọi số ở quầy. Không phải đăng nhập.", "Wait for your number at the counter. No sign-in.")


def _errands(context: Context) -> tuple[Errand, ...]:
    # After hours the tile stays: whoever comes then is told when numbers are given out.
    return (Errand(NAME, "", TITLE, SUMMARY, "ticket"),) if context.of(CounterQueues).fields else ()


def _begin(_context: Context, state: VisitState, subject: str) -> VisitState:
    """`subject`: code of an appointment, where another errand leads here with one."""
    return state.put(queue_ticket.QueueTicketTaken(booked=subject))


JOURNEY = Journey(
    name=NAME,
    legs=(Leg(queue_ticket.STEP, counted=False),),
    errands=_errands,
    begin=_begin,
    loses=never,
    doors=(
        # An appointment is checked in wherever it is shown.
        Door(
            QrSeen,
            lambda event: isinstance(event.payload, AppointmentCode),
            between_errands=True,
            watch=StartReader,
            unwatch=StopReader(),
            anywhere=True,
            question=Text("Lấy số theo lịch hẹn này?", "Take the number of this appointment?"),
            enter=Text("Lấy số theo lịch hẹn", "Take the number"),
        ),
    ),
)
