"""The list of components and the scan step."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.scanning.page import Page
from kiosk_app.session import events
from kiosk_app.session.scan import to_scan
from kiosk_app.session.state import ComponentStatus, JourneyState, Step
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class ComponentsView(View):
    """The list of components."""

    def project(self, state: JourneyState) -> Shown:
        """Lines, and what stopped "Tiếp tục"."""
        return {"lines": [_line(one, state) for one in state.components]}

    @Slot(str, bool)
    def confirm(self, part_no: str, has_it: bool) -> None:
        """Answer one line."""
        self._store.dispatch(events.ComponentConfirmed(part_no, has_it))


class ScanView(View):
    """The scan screen."""

    def project(self, state: JourneyState) -> Shown:
        """Where the scan stands, and the pages of the component."""
        scan = state.scan
        lines = to_scan(state)
        names = [line.component.part_no for line in lines]
        if state.step is not Step.SCAN or scan.part_no not in names:
            return {"phase": "idle", "pages": [], "problem": "", "selected": "", "findings": [], "name": ""}
        here = lines[names.index(scan.part_no)]
        selected = next((page for page in here.pages if page.page_id == scan.selected), None)
        stopped = state.component_problem == scan.part_no
        return {
            "partNo": scan.part_no,
            "name": here.component.short_name.in_language(state.language),
            "number": names.index(scan.part_no) + 1,
            "count": len(names),
            "phase": scan.phase.value,
            "problem": sentence("component.no_page" if stopped else scan.problem),
            "required": here.need.value == "required",
            "pages": [_page(page, place) for place, page in enumerate(here.pages)],
            "selected": scan.selected,
            "selectedNumber": here.pages.index(selected) + 1 if selected else 0,
            "findings": [sentence(one.value, selected.seems) for one in selected.findings]
            if selected
            else [],
            "replacing": scan.replacing,
            "feeder": scan.has_feeder,
            "senses": scan.senses_paper,
            "run": scan.pages_this_run,
        }

    @Slot()
    def start(self) -> None:
        """Scan."""
        self._store.dispatch(events.StartScan())

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

    @Slot()
    def keep(self) -> None:
        """Keep the page in spite of its findings."""
        self._store.dispatch(events.PageKept())


def _line(line: ComponentStatus, state: JourneyState) -> Shown:
    language, part_no = state.language, line.component.part_no
    problem = ""
    if state.component_problem == part_no and state.step is Step.COMPONENTS:
        problem = "component.lacking" if line.answered else "component.unanswered"
    return {
        "partNo": part_no,
        "name": line.component.name.in_language(language),
        "when": line.component.when.in_language(language),
        "need": line.need.value,
        "answered": line.answered,
        "confirmed": line.confirmed,
        "pages": len(line.pages),
        "problem": sentence(problem),
    }


def _page(page: Page, place: int) -> Shown:
    return {"id": page.page_id, "number": place + 1, "doubtful": bool(page.findings)}
