"""The scanner, watched and driven by the journey: raw pages in, prepared pages out, in order."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drivers.scanner.port import PaperSource, RawPage, Scanner, ScannerError
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.session.facts.service import CheckFinding, ScanTestSheet, SheetScanned
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.events import HealthChanged
from kiosk_app.session.steps.scan.events import (
    BlankSideDropped,
    CancelScan,
    PageScanned,
    PaperSensed,
    ScanEnded,
    ScanFailed,
    ScanPages,
    StopWatchingPaper,
    WatchPaper,
)

log = logging.getLogger(__name__)

Prepare = Callable[[RawPage], Page]
"""From the raw picture to the page."""


@dataclass(frozen=True, slots=True)
class _Scan:
    visit: int
    single: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    visit: int


@dataclass(frozen=True, slots=True)
class _Watch:
    visit: int | None


class ScannerWorker:
    """One thread owns the scanner; another prepares pages, so that the feeder does not wait for them."""

    def __init__(
        self,
        scanner: Scanner,
        prepare: Prepare,
        preferred: PaperSource | None,
        poll_paper_s: float,
        post: Post,
    ) -> None:
        """`preferred` None takes the feeder where there is one."""
        self._scanner = scanner
        self._prepare = prepare
        self._preferred = preferred
        self._poll_paper_s = poll_paper_s
        self._post = post
        self._orders: queue.Queue[_Scan | _Sheet | _Watch | None] = queue.Queue()
        self._pages = JobThread("pages")
        self._control = JobThread("scanner-control")
        self._source: PaperSource | None = None
        self._senses_paper = False
        self._present: bool | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)
        self._thread.start()

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            WatchPaper: lambda effect: self._orders.put(_Watch(effect.visit)),
            StopWatchingPaper: lambda _effect: self._orders.put(_Watch(None)),
            ScanPages: lambda effect: self._orders.put(_Scan(effect.visit, effect.single)),
            ScanTestSheet: lambda effect: self._orders.put(_Sheet(effect.visit)),
            CancelScan: lambda _effect: self.cancel(),
        }

    def wipe(self, visit: int) -> None:
        """The visit ended: nothing is looked for or scanned any more."""
        del visit
        self._orders.put(_Watch(None))
        self.cancel()

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
                case _Watch(visit):
                    watching = visit
                    self._present = None
                    if visit is not None and self._source is None:
                        self._look()
                case _Scan(visit, single):
                    self._scan(visit, single=single)
                case _Sheet(visit):
                    self._test_sheet(visit)

    def _look(self) -> None:
        """Find out what the device is; tells the screen what works."""
        try:
            info = self._scanner.info()
        except ScannerError as error:
            self._source = None
            self._post(HealthChanged(scanner=error.code))
            return
        has_feeder = PaperSource.FEEDER in info.sources
        if self._preferred in info.sources:
            self._source = self._preferred
        else:
            self._source = PaperSource.FEEDER if has_feeder else PaperSource.FLATBED
        self._senses_paper = info.senses_paper
        feeding = self._source is PaperSource.FEEDER
        self._post(HealthChanged(scanner="", senses_paper=info.senses_paper, has_feeder=feeding))

    def _sense(self, visit: int) -> None:
        """Tell when paper is laid in or taken out: what only lies there is no sign that anybody is here."""
        try:
            present = self._scanner.paper_present()
        except ScannerError as error:
            self._post(HealthChanged(scanner=error.code))
            self._source = None
            return
        if present is not None and present is not self._present:
            self._present = present
            self._post(PaperSensed(visit, present))

    def _scan(self, visit: int, *, single: bool) -> None:
        if self._source is None:
            self._look()
        source = self._source or PaperSource.FEEDER
        problem = ""
        try:
            for raw in self._scanner.scan(source, 1 if single else None):
                self._take(visit, raw)
        except ScannerError as error:
            log.warning("scan ended with %s", error.code)
            problem = error.code
        except Exception as error:
            log.error("scanner driver failed: %s", type(error).__name__)  # noqa: TRY400  see jobs.py
            problem = "scanner.io"
        # Behind the pages on the same thread, so that the end is told after the last of them.
        last: Event = ScanFailed(visit, problem) if problem else ScanEnded(visit)
        self._pages.do(lambda: self._post(last))
        if problem:
            self._source = None

    def _test_sheet(self, visit: int) -> None:
        """Judge the printed test sheet by `kioskctl doctor`'s own code, the way that citizens' papers go."""
        # Only a technician needs it, and every visit's process would hold it.
        from kiosk_app.servicing.checks.devices import scan_failed, scan_target

        if self._source is None:
            self._look()
        try:
            seen = scan_target(self._scanner, self._source or PaperSource.FLATBED)
        except Exception as error:
            log.error("scanner driver failed: %s", type(error).__name__)  # noqa: TRY400  see jobs.py
            self._source = None
            seen = (scan_failed("scanner.io"),)
        told = tuple(CheckFinding(one.check, one.verdict.value, one.said, one.mend) for one in seen)
        self._post(SheetScanned(visit, told))

    def _take(self, visit: int, raw: RawPage) -> None:
        def prepare() -> None:
            page = self._prepare(raw)
            # Only a feeder gives backs that nobody laid there on purpose.
            back = raw.source is not PaperSource.FLATBED and Finding.EMPTY in page.findings
            self._post(BlankSideDropped(visit, page) if back else PageScanned(visit, page))

        self._pages.do(prepare, failed=lambda: self._post(ScanFailed(visit, "scanner.io")))
