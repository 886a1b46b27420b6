"""The receipt printer: slips out, and whether it could print, told before a citizen needs it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from configuration.delivery_tables import KioskIdentity
from drivers.printer.port import (
    PaperLevel,
    PaperOutError,
    Printer,
    PrinterCoverOpenError,
    PrinterError,
    PrinterFaultError,
    PrinterStatus,
    PrinterUnreachableError,
)
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.payment_slips import payment_slip_of
from kiosk_app.runtime.request_slips import code_slip_of, request_slip_of, slip_again_of
from kiosk_app.runtime.slip_contents import appointment_of, guide_slip_of, queue_ticket_slip_of, receipt_of
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.printing import SlipFailed, SlipPrinted
from kiosk_app.session.facts.service import PrintCodeSlip, PrintTestSlip
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.kernel.events import HealthChanged
from kiosk_app.session.steps.confirmation import PrintAppointment, PrintReceipt
from kiosk_app.session.steps.dossier import PrintState
from kiosk_app.session.steps.payment import PrintPayment
from kiosk_app.session.steps.queue_ticket import PrintQueueTicket
from kiosk_app.session.steps.request_sent import PrintRequest
from kiosk_app.session.steps.requirements import PrintGuide
from kiosk_app.slips.model import Content, TestSlip
from kiosk_app.slips.render import render
from kiosk_app.typesetting.faces import UnprintableError

log = logging.getLogger(__name__)


class PrintWorker:
    """One thread talks to the printer. Printing never waits for delivery, nor delivery for printing."""

    def __init__(
        self,
        printer: Printer,
        kiosk: KioskIdentity,
        lookup_address: str,
        wall_clock: Callable[[], datetime],
        poll_s: float,
        post: Post,
    ) -> None:
        """`poll_s`: seconds between two looks at the printer."""
        self._printer = printer
        self._kiosk = kiosk
        self._lookup_address = lookup_address
        self._wall_clock = wall_clock
        self._post = post
        self._worker = JobThread("printer")
        self._stop = threading.Event()
        self._poll_s = poll_s
        self._poller = threading.Thread(target=self._poll, name="printer-status", daemon=True)
        self._poller.start()

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            PrintReceipt: self._receipt,
            PrintAppointment: self._appointment,
            PrintGuide: self._guide,
            PrintRequest: self._request,
            PrintState: self._state,
            PrintQueueTicket: self._ticket,
            PrintTestSlip: self._test,
            PrintCodeSlip: self._code,
            PrintPayment: self._payment,
        }

    def wipe(self, visit: int) -> None:
        """What is being printed comes out; nothing else of a visit is kept here."""

    def _receipt(self, effect: PrintReceipt) -> None:
        now = self._wall_clock() if effect.reprint else None
        self._print(
            effect.visit,
            "receipt",
            lambda: receipt_of(
                effect.submission, self._kiosk, self._lookup_address, reprinted_at=now, helped=effect.helped
            ),
        )

    def _appointment(self, effect: PrintAppointment) -> None:
        now = self._wall_clock() if effect.reprint else None
        self._print(
            effect.visit,
            "appointment",
            lambda: appointment_of(effect.submission, self._kiosk, self._lookup_address, reprinted_at=now),
        )

    def _guide(self, effect: PrintGuide) -> None:
        today = self._wall_clock()
        self._print(effect.visit, "guide", lambda: guide_slip_of(effect.guide, self._kiosk, today))

    def _request(self, effect: PrintRequest) -> None:
        now = self._wall_clock() if effect.reprint else None
        self._print(
            effect.visit,
            "request",
            lambda: request_slip_of(effect, self._kiosk, self._lookup_address, reprinted_at=now),
        )

    def _state(self, effect: PrintState) -> None:
        now = self._wall_clock()
        self._print(
            effect.visit, "state", lambda: slip_again_of(effect, self._kiosk, self._lookup_address, now)
        )

    def _ticket(self, effect: PrintQueueTicket) -> None:
        now = self._wall_clock() if effect.reprint else None
        self._print(
            effect.visit,
            "ticket",
            lambda: queue_ticket_slip_of(effect.ticket, self._kiosk, effect.display, reprinted_at=now),
        )

    def _test(self, effect: PrintTestSlip) -> None:
        now = self._wall_clock()
        self._print(
            effect.visit,
            "test",
            lambda: TestSlip(kiosk_id=self._kiosk.id, printer="chế độ dịch vụ", printed_at=now),
        )

    def _code(self, effect: PrintCodeSlip) -> None:
        now = self._wall_clock()
        self._print(
            effect.visit,
            "code",
            lambda: code_slip_of(effect.entry, self._kiosk, self._lookup_address, now),
        )

    def _payment(self, effect: PrintPayment) -> None:
        now = self._wall_clock() if effect.reprint else None
        self._print(
            effect.visit,
            "payment",
            lambda: payment_slip_of(effect, self._kiosk, self._lookup_address, reprinted_at=now),
        )

    def close(self) -> None:
        """Let go of the printer."""
        self._stop.set()
        self._worker.close()
        self._poller.join(timeout=10)
        self._printer.close()

    def _print(self, visit: int, slip: str, content: Callable[[], Content]) -> None:
        def job() -> None:
            try:
                self._printer.print_bitmap(render(content()))
            except UnprintableError as error:
                log.warning("%s not printed: %s", slip, error)
                self._post(SlipFailed(visit, slip, "printer.letters"))
            except PrinterError as error:
                log.warning("%s not printed: %s", slip, error.code)
                self._post(SlipFailed(visit, slip, error.code))
            else:
                self._post(SlipPrinted(visit, slip))

        self._worker.do(job, failed=lambda: self._post(SlipFailed(visit, slip, PrinterFaultError.code)))

    def _poll(self) -> None:
        while not self._stop.is_set():
            self._worker.do(self._look)
            self._stop.wait(self._poll_s)

    def _look(self) -> None:
        low = False
        try:
            status = self._printer.status()
            problem, low = problem_of(status), status.paper is PaperLevel.NEAR_END
        except PrinterError as error:
            problem = error.code
        self._post(HealthChanged(printer=problem, paper_low=low))


def problem_of(status: PrinterStatus) -> str:
    """Give the code of what keeps the printer from printing, "" for nothing."""
    if status.ready:
        return ""
    if status.cover_open:
        return PrinterCoverOpenError.code
    if status.error:
        return PrinterFaultError.code
    return PaperOutError.code if status.paper is PaperLevel.OUT else PrinterUnreachableError.code
