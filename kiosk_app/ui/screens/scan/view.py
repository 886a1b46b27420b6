"""The pages of one paper while they are scanned."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.scanning.page import Page
from kiosk_app.session.facts.filing import PaperLine, Papers
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.scan import STEP, events
from kiosk_app.session.steps.scan.events import Scan
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class ScanView(View):
    """The pages of one paper, what was found on each, and what the scanner does."""

    def project(self, state: VisitState) -> Shown:
        """Where the scan stands, and the pages of the component."""
        scan, papers = state.of(Scan), state.of(Papers)
        lines = papers.to_scan()
        names = [line.component.part_no for line in lines]
        if state.step != STEP.name or scan.part_no not in names:
            nothing: Shown = {
                "phase": "idle",
                "stopping": False,
                "pages": [],
                "problem": "",
                "selected": "",
                "findings": [],
            }
            return {**nothing, "stopping": False, "name": "", "dropped": [], "droppedShown": False}
        here = lines[names.index(scan.part_no)]
        sides = tuple(side.page for side in here.dropped)
        looked_at = sides if scan.dropped_shown else here.pages
        selected = next((page for page in looked_at if page.page_id == scan.selected), None)
        stopped = papers.problem == scan.part_no
        return {
            "name": here.component.short_name.in_language(state.language),
            "number": names.index(scan.part_no) + 1,
            "count": len(names),
            "phase": scan.phase.value,
            "stopping": scan.stopping and scan.phase is events.ScanPhase.SCANNING,
            "problem": sentence(_stop(here) if stopped else scan.problem),
            "pages": [_page(page, place) for place, page in enumerate(here.pages)],
            "selected": scan.selected,
            "selectedNumber": looked_at.index(selected) + 1 if selected else 0,
            # The screen has a sentence of its own for a side that was taken for empty.
            "findings": [sentence(one.value, selected.seems) for one in selected.findings]
            if selected and not scan.dropped_shown
            else [],
            "dropped": [{**_page(page, place), "doubtful": False} for place, page in enumerate(sides)],
            "droppedShown": scan.dropped_shown,
            "replacing": scan.replacing,
            "feeder": state.health.has_feeder,
            "senses": state.health.senses_paper,
        }

    @Slot()
    def start(self) -> None:
        """Scan."""
        self._store.dispatch(events.StartScan())

    @Slot()
    def notBrought(self) -> None:
        """ "Tôi không có giấy này"."""
        self._store.dispatch(events.NotBrought())

    @Slot()
    def stop(self) -> None:
        """Stop scanning."""
        self._store.dispatch(events.StopScan())

    @Slot(str)
    def select(self, page_id: str) -> None:
        """Show a page large; "" closes it."""
        self._store.dispatch(events.PageSelected(page_id))

    @Slot(str)
    def rescan(self, page_id: str) -> None:
        """Scan this page again."""
        self._store.dispatch(events.PageRescan(page_id))

    @Slot(str)
    def remove(self, page_id: str) -> None:
        """Take the page away."""
        self._store.dispatch(events.PageDeleted(page_id))

    @Slot(str, int)
    def move(self, page_id: str, position: int) -> None:
        """Move the page to a position counted from 0."""
        self._store.dispatch(events.PageMoved(page_id, position))

    @Slot(bool)
    def showDropped(self, shown: bool) -> None:
        """Look through the sides left out as empty, or go back to the pages."""
        self._store.dispatch(events.DroppedSidesShown(shown))

    @Slot(str)
    def bringBack(self, page_id: str) -> None:
        """The side is a page."""
        self._store.dispatch(events.SideBroughtBack(page_id))

    @Slot(str)
    def forget(self, page_id: str) -> None:
        """The side is empty indeed."""
        self._store.dispatch(events.SideForgotten(page_id))

    @Slot()
    def keep(self) -> None:
        """Keep the page in spite of its findings."""
        self._store.dispatch(events.PageKept())


def _stop(line: PaperLine) -> str:
    return "component.lacking" if line.brought is False else "component.no_page"


def _page(page: Page, place: int) -> Shown:
    return {"id": page.page_id, "number": place + 1, "doubtful": bool(page.findings)}


VIEW = ScanView
