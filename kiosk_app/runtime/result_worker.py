"""Finished electronic results: fetched from the daemon, drawn, printed one copy at a time, forgotten.

The document lies in this process's memory while it is looked at, and in no file.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping

from drivers.document_printer.port import CopyUnconfirmedError, DocumentPrinter, DocumentPrinterError
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.scanning.foreign_document import RefusedDocumentError, drawn_pages
from kiosk_app.session.facts.results import ResultPage
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.result import (
    CopyFailed,
    CopyPrinted,
    FetchResult,
    ForgetResult,
    PrintCopy,
    ResultCame,
    ResultFailed,
)
from offline_queue.contract.errors import QueueError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.result_messages import MOST_RESULT_BYTES
from offline_queue.store.outbox import Outbox
from offline_queue.store.printed_copies import CopyFate

log = logging.getLogger(__name__)

_LONGEST_FETCH_S = 90.0
"""So long somebody waits for a document to come from the portal."""
_POLL_S = 0.3
"""Seconds between two questions whether the daemon has it."""
_NOT_COUNTED = "result.not_counted"


class ResultWorker:
    """One thread: a copy is printed after what was asked for before it."""

    def __init__(
        self,
        client: GatewayClient,
        printer: DocumentPrinter | None,
        queue: Callable[[], Outbox],
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """`printer` None: results are looked at only. `queue` raises `QueueError` while it cannot open."""
        self._client = client
        self._printer = printer
        self._queue = queue
        self._post = post
        self._stored = stored
        self._worker = JobThread("results")
        self._lock = threading.Lock()
        self._wanted = (0, 0)
        """Visit and number of what is looked at; anything else is dropped."""
        self._document = b""
        self._pages = 0
        self._stop = threading.Event()
        if printer is not None:
            self._worker.do(self._doubt_what_was_left)

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            FetchResult: self._fetch,
            PrintCopy: self._print,
            ForgetResult: lambda _effect: self._forget(),
        }

    def wipe(self, visit: int) -> None:
        """Nothing of it is kept."""
        del visit
        self._forget()

    def close(self) -> None:
        """Let the copy that is printed come out."""
        self._stop.set()
        self._forget()
        self._worker.close()
        if self._printer is not None:
            self._printer.close()

    def _forget(self) -> None:
        with self._lock:
            self._wanted, self._document = (0, 0), b""

    def _fetch(self, effect: FetchResult) -> None:
        with self._lock:
            self._wanted, self._document = (effect.visit, effect.number), b""

        def failed(problem: str, amount: int | None = None) -> None:
            self._post(ResultFailed(effect.visit, effect.number, problem, amount))

        def job() -> None:
            try:
                begun = self._client.fetch_result(effect.code, effect.result_uid, effect.ticket)
                if begun.result != "coming":
                    failed(begun.result, begun.amount_vnd)
                    return
                problem, document, signed = self._pieces(begun.handle, effect)
            except GatewayUnavailable:
                failed("not_now")
                return
            if problem:
                failed(problem)
                return
            try:
                pictures = drawn_pages(document)
            except RefusedDocumentError as error:
                log.warning("a result is not shown: %s", error)
                failed("damaged")
                return
            pages = tuple(
                ResultPage(f"{effect.visit}-{effect.number}-{place}", picture)
                for place, picture in enumerate(pictures)
            )
            with self._lock:
                if self._wanted != (effect.visit, effect.number):
                    return
                self._document, self._pages = document, len(pages)
            self._post(ResultCame(effect.visit, effect.number, pages, *signed))

        self._worker.do(job, failed=lambda: failed("not_now"))

    def _pieces(self, handle: str, effect: FetchResult) -> tuple[str, bytes, tuple[str, str]]:
        """Give ("", the document, its signature and signer), or why not. Raises `GatewayUnavailable`."""
        gathered = bytearray()
        until = time.monotonic() + _LONGEST_FETCH_S
        while time.monotonic() < until and self._is_wanted(effect.visit, effect.number):
            piece = self._client.result_piece(handle, len(gathered))
            if piece.result == "coming":
                self._stop.wait(_POLL_S)
                continue
            if piece.result != "piece":
                return ("not_now" if piece.result == "gone" else piece.result), b"", ("", "")
            gathered += base64.b64decode(piece.data)
            if len(gathered) >= min(piece.size, MOST_RESULT_BYTES):
                document = bytes(gathered)
                whole = hashlib.sha256(document).hexdigest() == piece.sha256
                signed = (piece.signature, piece.signer)
                return ("", document, signed) if whole else ("damaged", b"", ("", ""))
        return "not_now", b"", ("", "")

    def _is_wanted(self, visit: int, number: int) -> bool:
        with self._lock:
            return self._wanted == (visit, number) and not self._stop.is_set()

    def _print(self, effect: PrintCopy) -> None:
        def job() -> None:
            with self._lock:
                wanted = self._wanted == (effect.visit, effect.number)
                document, pages = self._document if wanted else b"", self._pages
            if self._printer is None or not document:
                self._post(CopyFailed(effect.visit, effect.number, "document_printer.removed"))
                return
            try:
                uid = self._queue().begin_copy(pages)
            except QueueError as error:
                # Copies are limited and counted in the queue. Without the count nothing is printed.
                log.warning("a copy was not begun: %s", error.code)
                self._post(CopyFailed(effect.visit, effect.number, _NOT_COUNTED))
                return
            fate = CopyFate.DOUBTFUL
            try:
                self._printer.print_pdf(document)
                fate = CopyFate.PRINTED
            except DocumentPrinterError as error:
                log.warning("a copy not printed: %s (%s)", error.code, error)
                if not error.sent:
                    fate = CopyFate.NOT_PRINTED
                self._post(CopyFailed(effect.visit, effect.number, error.code, partly=error.sent))
                return
            finally:
                self._settle(uid, fate)
            self._post(CopyPrinted(effect.visit, effect.number))

        self._worker.do(
            job,
            failed=lambda: self._post(
                CopyFailed(effect.visit, effect.number, CopyUnconfirmedError.code, partly=True)
            ),
        )

    def _settle(self, uid: str, fate: CopyFate) -> None:
        try:
            self._queue().end_copy(uid, fate)
        except QueueError as error:
            log.warning("what became of a copy is not stored; it will be doubted: %s", error.code)
        else:
            self._stored("")

    def _doubt_what_was_left(self) -> None:
        try:
            left = self._queue().doubt_begun_copies()
        except QueueError as error:
            log.warning("copies that were begun are not known: %s", error.code)
            return
        if left:
            log.warning("%d copies of results may have come out when an earlier program ended", left)
            self._stored("")
