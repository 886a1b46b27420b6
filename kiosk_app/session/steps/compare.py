"""The scan beside the original, page by page: "giống bản chính", or it is scanned again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.scanning.page import Page
from kiosk_app.session.facts.certified_copy import CertifiedCopy
from kiosk_app.session.facts.filing import Papers
from kiosk_app.session.facts.followed import Followed
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.kernel.step import Change, Step, back, done, stay

COMPARED_PAGES = "compared_pages"
"""Name of the answer, as `offline_queue.contract.requests` has it."""


@dataclass(frozen=True, slots=True)
class PageIsSame(Touch):
    """ "Giống bản chính"."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageDiffers(Touch):
    """ "Không giống": back to the scan, where a page is scanned again, moved or thrown away."""


def pages_of(state: VisitState) -> tuple[Page, ...]:
    """Give the pages of the original in their order."""
    return tuple(page for line in state.of(Papers).lines for page in line.pages)


def too_many(state: VisitState) -> bool:
    """Whether there are more pages than the officer here takes at once: none of them is left out silently."""
    return len(pages_of(state)) > state.of(CertifiedCopy).most_pages


def shown_page(state: VisitState) -> Page | None:
    """Give the first page that nobody has compared yet; None when all are."""
    same = state.of(CertifiedCopy).same
    return next((page for page in pages_of(state) if page.page_id not in same), None)


def _enter(_context: Context, state: VisitState) -> Change:
    """From the first page on: pages may have changed places."""
    return stay(state.put(replace(state.of(CertifiedCopy), same=frozenset())))


def _same(_context: Context, state: VisitState, event: PageIsSame) -> Change:
    shown = shown_page(state)
    # The second half of a double tap names the page before: the one shown now was not looked at yet.
    if too_many(state) or shown is None or shown.page_id != event.page_id:
        return stay(state)
    copy = state.of(CertifiedCopy)
    compared = state.put(replace(copy, same=copy.same | {event.page_id}))
    if shown_page(compared) is not None:
        return stay(compared)
    followed = state.of(Followed)
    said = tuple(pair for pair in followed.answers if pair[0] != COMPARED_PAGES)
    count = (COMPARED_PAGES, str(len(pages_of(state))))
    return done(compared.put(replace(followed, answers=(*said, count))))


def _differs(_context: Context, state: VisitState, _event: PageDiffers) -> Change:
    return back(state)


STEP = Step(
    "compare",
    {PageIsSame: _same, PageDiffers: _differs},
    enter=_enter,
    patience=3.0,
)
"""Every line of a paper is read twice."""
