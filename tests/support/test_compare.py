"""The comparison that the demo relies on tells different papers apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.prepare import Settings, prepare
from tests.support.compare import SAME, likeness, pdf_pages
from tests.support.papers import draw


@pytest.mark.long("whole pages are compared")
def test_the_same_paper_is_known_again_and_another_is_not() -> None:
    paper, another = (draw(kind, 7).pixels for kind in ("old-certificate", "authorisation"))
    page = prepare(paper, 300, "1", Settings())
    (shown,) = pdf_pages(bind_pdf([page], PdfMetadata("Thử", "TAM", datetime(2026, 11, 24, tzinfo=UTC))))
    assert likeness(paper, shown) >= SAME
    assert likeness(another, shown) < SAME
