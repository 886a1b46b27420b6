"""The scan beside the original."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.certified_copy import CertifiedCopy
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.compare import PageDiffers, PageIsSame, pages_of, shown_page, too_many
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class CompareView(View):
    """One page large, the first that nobody has compared yet."""

    def project(self, state: VisitState) -> Shown:
        """Which page, of how many."""
        pages, page = pages_of(state), shown_page(state)
        most = str(state.of(CertifiedCopy).most_pages)
        return {
            "page": page.page_id if page else "",
            "number": pages.index(page) + 1 if page else 0,
            "count": len(pages),
            "problem": sentence("copy.too_many_pages" if too_many(state) else "", most),
        }

    @Slot(str)
    def same(self, page_id: str) -> None:
        """ "Giống bản chính"."""
        self._store.dispatch(PageIsSame(page_id))

    @Slot()
    def differs(self) -> None:
        """ "Không giống"."""
        self._store.dispatch(PageDiffers())


VIEW = CompareView
