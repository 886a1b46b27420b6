"""The judge of the demo must be able to say no."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk_app.scanning.archive import About
from kiosk_app.scanning.bind import bind_pdf
from kiosk_app.scanning.prepare import Settings, prepare
from tests.support.compare import SAME, likeness, pdf_pages
from tests.support.papers import draw


def test_the_same_paper_is_known_again_and_another_is_not() -> None:
    papers = [draw(kind, 7) for kind in ("old-certificate", "authorisation")]
    pages = [prepare(paper.pixels, 300, paper.name, Settings(), drop_blank=False) for paper in papers]
    kept = [page for page in pages if page is not None]
    pdf = bind_pdf(kept, About("Thử", "TAM", datetime(2026, 11, 24, tzinfo=UTC)))
    shown = pdf_pages(pdf)
    for row, paper in enumerate(papers):
        for column, page in enumerate(shown):
            alike = likeness(paper.pixels, page)
            assert (alike >= SAME) == (row == column), (row, column, alike)
