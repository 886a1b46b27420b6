"""Documents to print."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def one_page() -> bytes:
    """Give a PDF of one empty A4 page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()
