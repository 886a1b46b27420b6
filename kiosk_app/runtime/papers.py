"""The scanner, watched and driven by the journey: raw pages in, prepared pages out, in order."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from drivers.scanner.port import RawPage, Scanner, ScannerError, Source
from kiosk_app.runtime.worker import Post, Worker
from kiosk_app.scanning.page import Page
from kiosk_app.session.events import (
    BlankSideDropped,
    HealthChanged,
    PageScanned,
    PaperSensed,
    ScanEnded,
    ScanFailed,
)

log = logging.getLogger(__name__)

Prepare = Callable[[RawPage], Page | None]
"""From the raw picture to the page that is kept; None for an empty back."""


@dataclass(frozen=True, slots=True)
class _Scan:
    session: int
    single: bool


@dataclass(frozen=True, slots=True)
class _Watch:
    session: int | None


class PaperDesk:
    """One thread owns the scanner; another prepares pages, so that the feeder does not wait for them."""

    def __init__(
        self,
        scanner: Scanner,
        prepare: Prepare,
        preferred: Source | None,
        poll_paper_s: float,
        post: Post,
    ) -> None:
        """`preferred` None takes the feeder where there is one."""
        self._scanner = scanner
        self._prepare = prepare
        self._preferred = preferred
        self._poll_paper_s = poll_paper_s
        self._post = post
        self._orders: queue.Queue[_Scan | _Watch | None] = queue.Queue()
        self._pages = Worker("pages")
        self._control = Worker("scanner-control")
        self._source: Source | None = None
        self._senses_paper = False
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)
        self._thread.start()

    def watch(self, session: int) -> None:
        """Look for paper in the slot, for this session."""
        self._orders.put(_Watch(session))

    def unwatch(self) -> None:
        """Stop looking for paper."""
        self._orders.put(_Watch(None))

    def scan(self, session: int, *, single: bool) -> None:
        """Scan what lies in the slot."""
        self._orders.put(_Scan(session, single))

    def cancel(self) -> None:
        """Stop a running scan."""
        self._control.do(self._scanner.cancel)

    def close(self) -> None:
        """Let go of the device."""
        self._closed.set()
        self.cancel()
        self._orders.put(None)
        self._thread.join(timeout=10)
        self._pages.close()
        self._control.close()
        self._scanner.close()

    def _run(self) -> None:
        self._look()
        watching: int | None = None
        while not self._closed.is_set():
            try:
                order = self._orders.get(timeout=self._poll_paper_s if watching is not None else 10.0)
            except queue.Empty:
                if watching is not None and self._senses_paper:
                    self._sense(watching)
                elif watching is None:
                    self._look()
                continue
            match order:
                case None:
                    return
                case _Watch(session):
                    watching = session
                    if session is not None and self._source is None:
                        self._look()
                case _Scan(session, single):
                    self._scan(session, single=single)

    def _look(self) -> None:
        """Find out what the device is; tells the screen what works."""
        try:
            info = self._scanner.info()
        except ScannerError as error:
            self._source = None
            self._post(HealthChanged(scanner=error.code))
            return
        has_feeder = Source.FEEDER in info.sources
        if self._preferred in info.sources:
            self._source = self._preferred
        else:
            self._source = Source.FEEDER if has_feeder else Source.FLATBED
        self._senses_paper = info.senses_paper
        feeding = self._source is Source.FEEDER
        self._post(HealthChanged(scanner="", senses_paper=info.senses_paper, has_feeder=feeding))

    def _sense(self, session: int) -> None:
        try:
            present = self._scanner.paper_present()
        except ScannerError as error:
            self._post(HealthChanged(scanner=error.code))
            self._source = None
            return
        if present is not None:
            self._post(PaperSensed(session, present))

    def _scan(self, session: int, *, single: bool) -> None:
        if self._source is None:
            self._look()
        source = self._source or Source.FEEDER
        problem = ""
        try:
            for raw in self._scanner.scan(source, 1 if single else None):
                self._take(session, raw)
        except ScannerError as error:
            log.warning("scan ended with %s", error.code)
            problem = error.code
        except Exception as error:
            log.error("scanner driver failed: %s", type(error).__name__)  # noqa: TRY400  see worker.py
            problem = "scanner.io"
        # Behind the pages on the same thread, so that the end is told after the last of them.
        last: object = ScanFailed(session, problem) if problem else ScanEnded(session)
        self._pages.do(lambda: self._post(last))
        if problem:
            self._source = None

    def _take(self, session: int, raw: RawPage) -> None:
        def prepare() -> None:
            page = self._prepare(raw)
            self._post(BlankSideDropped(session) if page is None else PageScanned(session, page))

        self._pages.do(prepare, failed=lambda: self._post(ScanFailed(session, "scanner.io")))
