"""A PDF from outside is drawn in a process of its own, or refused: only pictures come back."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from kiosk_app.scanning.foreign_document import MOST_PAGES, RefusedDocumentError, drawn_pages


def pdf(
    pages: int = 1, size: tuple[float, float] = (595, 842), encryption: pikepdf.Encryption | bool = False
) -> bytes:
    """Give a PDF of empty pages."""
    written = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=size)
        document.save(written, encryption=encryption)
    return written.getvalue()


def test_each_page_becomes_a_picture() -> None:
    pages = drawn_pages(pdf(2))
    sizes = [Image.open(BytesIO(page)).size for page in pages]
    assert sizes == [(990, 1400), (990, 1400)]


@pytest.mark.mostly_long("one more document", one_in=2)
@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"%PDF-1.7\nnothing",
        pdf(MOST_PAGES + 1),
        pdf(size=(14_000, 14_000)),
        pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        pdf()[:200],
    ],
    ids=["empty", "no PDF", "too many pages", "a poster", "with a password", "cut"],
)
def test_anything_else_is_refused(document: bytes) -> None:
    with pytest.raises(RefusedDocumentError):
        drawn_pages(document)
