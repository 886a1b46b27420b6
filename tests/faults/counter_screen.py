"""What the screen does with the devices of the counter: money at the terminal, copies on A4, appointments.

The kiosk's own workers and drivers do it; terminal and printer live in the suite's process and outlive a cut.
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from configuration.delivery_tables import KioskIdentity
from drivers.document_printer.cups_printer import CupsPrinter, JobTiming
from drivers.document_printer.emulator.private_cups import QUEUE
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import DocumentPrinter, DocumentPrinterStatus
from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.lines import TcpLine
from drivers.payment_terminal.port import PaymentTaken
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.runtime.dossier_worker import DossierContext
from kiosk_app.runtime.payment_worker import PaymentWorker, reference_of
from kiosk_app.runtime.result_worker import ResultWorker
from kiosk_app.session.facts.payment import DossierFee, PayAtTerminal, PaymentSaved
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.steps.result import CopyPrinted, FetchResult, PrintCopy
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Stored
from offline_queue.contract.errors import CheckedInError
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.result_messages import ResultBegun, ResultPiece
from offline_queue.store.outbox import Outbox
from offline_queue.store.queue_tickets import queue_ticket_words
from tests.drivers.document_printer.documents import one_page
from vietnam.time_zone import in_vietnam

AMOUNT_VND = 16_000
_ANSWER_S = 30.0
_NOTICE = Path(__file__).parents[2] / "assets" / "consent" / "notice.yaml"
Step = Callable[[str], None]


class _Waiting:
    """What the worker posts, waited for."""

    def __init__(self) -> None:
        self._posted: list[Event] = []
        self._news = threading.Condition()

    def post(self, event: Event) -> None:
        with self._news:
            self._posted.append(event)
            self._news.notify_all()

    def next(self) -> Event | None:
        with self._news:
            self._news.wait_for(lambda: bool(self._posted), _ANSWER_S)
            return self._posted.pop(0) if self._posted else None


class _CutTerminal:
    """The driver, with the moments before and after it in which the power may go."""

    def __init__(self, driver: EcrTerminal, step: Step) -> None:
        self._driver, self._step = driver, step

    def pay(self, amount_vnd: int, reference: str, cancelled: Callable[[], bool]) -> PaymentTaken:
        self._step("payment_asked")
        taken = self._driver.pay(amount_vnd, reference, cancelled)
        self._step("payment_taken")
        return taken

    def outcome(self, reference: str) -> PaymentTaken | None:
        self._step("payment_found")
        return self._driver.outcome(reference)

    def close(self) -> None:
        self._driver.close()


class _CutPrinter:
    """The same of the A4 printer."""

    def __init__(self, driver: DocumentPrinter, step: Step) -> None:
        self._driver, self._step = driver, step

    def status(self) -> DocumentPrinterStatus:
        return self._driver.status()

    def print_pdf(self, document: bytes) -> None:
        self._step("copy_asked")
        self._driver.print_pdf(document)
        self._step("copy_out")

    def close(self) -> None:
        self._driver.close()


class _Result:
    """The daemon's side of a result: this document."""

    document = one_page()

    def fetch_result(self, *_: object) -> ResultBegun:
        return ResultBegun(result="coming", handle="h")

    def result_piece(self, _handle: str, _offset: int) -> ResultPiece:
        data, sha256 = base64.b64encode(self.document).decode(), hashlib.sha256(self.document).hexdigest()
        return ResultPiece(result="piece", data=data, size=len(self.document), sha256=sha256)


def at_the_counter(
    wanted: dict[str, Any], seed: int, stored: Stored, outbox: Outbox, told: int, step: Step
) -> None:
    """Do what this campaign wants: `terminal` (its port), `cups` (its socket), `check_ins` (how many)."""
    if wanted.get("terminal"):
        _pay(wanted, stored, outbox, told, step)
    if wanted.get("cups"):
        _print(wanted["cups"], outbox, told, step)
    for number in range(wanted.get("check_ins", 0)):
        _check_in(appointment_of(seed, number), outbox, told)


def appointment_of(seed: int, number: int) -> str:
    """Give the code of an appointment that was made for today."""
    return f"LH-H17.99.01-261127-{seed % 1_000_000:06d}{number}"


def _pay(wanted: dict[str, Any], stored: Stored, outbox: Outbox, told: int, step: Step) -> None:
    kiosk = KioskIdentity(
        id="DN07",
        authority_code="H17.99.01",
        authority_name="UBND xã Nam Giang",
        province_code="48",
        commune_code="20707",
    )
    context = DossierContext(
        attest=lambda _uid, _ticket: "",
        kiosk=kiosk,
        notice=load_notice(_NOTICE, kiosk.authority_name, kiosk.phone),
        wall_clock=lambda: in_vietnam(SystemClock().now()),
        new_uid=lambda: "",
        clock_doubtful=lambda: False,
        max_file_bytes=lambda: None,
    )
    port, deadline_s = wanted["terminal"], wanted.get("deadline_s", 20.0)
    driver = EcrTerminal(lambda: TcpLine("127.0.0.1", port), deadline_s=deadline_s, grace_s=0.2)
    waiting = _Waiting()
    # A new program finds what an earlier one left before it asks for anything.
    worker = PaymentWorker(
        lambda: outbox, context, _CutTerminal(driver, step), waiting.post, lambda _uid: None
    )
    code, uid = stored.provisional_code, str(uuid.uuid4())
    if not wanted.get("only_finds"):
        fee = DossierFee(code, stored.reference_uid, amount_vnd=AMOUNT_VND, total_vnd=AMOUNT_VND)
        worker.effects()[PayAtTerminal](PayAtTerminal(1, uid, fee, None))
        event = waiting.next()
        said = f"{event.proof} {event.amount_vnd}" if isinstance(event, PaymentSaved) else "-"
        os.write(told, f"paid {reference_of(code, uid)} {said}\n".encode())
    worker.close()


def _print(socket: str, outbox: Outbox, told: int, step: Step) -> None:
    timing = JobTiming(answer_s=30, stalled_s=60, cancel_s=30, poll_s=0.02)
    printer = _CutPrinter(CupsPrinter(QUEUE, HttpAddress(Path(socket)), timing=timing), step)
    waiting = _Waiting()
    client = cast("GatewayClient", _Result())
    worker = ResultWorker(client, printer, lambda: outbox, waiting.post, lambda _uid: None)
    worker.effects()[FetchResult](FetchResult(1, 1, "H17", "r1", "ticket"))
    waiting.next()
    worker.effects()[PrintCopy](PrintCopy(1, 1))
    if isinstance(waiting.next(), CopyPrinted):
        os.write(told, b"copy\n")
    worker.close()


def _check_in(code: str, outbox: Outbox, told: int) -> None:
    at = in_vietnam(SystemClock().now())
    try:
        number = outbox.issue_queue_ticket("A", at, priority=False, appointment=code)
    except CheckedInError as error:
        number = error.number
    os.write(told, f"checked_in {code} {queue_ticket_words('A', number)}\n".encode())
