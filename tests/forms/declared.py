"""Declarations for tests: what stands around the answers, and their words read back."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2

from kiosk_app.forms.declaration import Heading

HEADING = Heading(
    authority="UBND xã Nam Giang",
    place="Nam Giang",
    made_at=datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
    code="TAM-DN07-0042-K",
    identity_note="Danh tính đã xác thực qua VNeID.",
)


def text_of(pdf: bytes) -> str:
    """All words of all pages, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", " ".join(pages)))
