"""The PDF of a component."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pikepdf
import pytest

from kiosk_app.scanning.archive import About
from kiosk_app.scanning.bind import TooLargeError, bind_pdf
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.prepare import Settings, prepare

ABOUT = About("Giấy xác nhận đã cấp trước", "TAM-DN07-0001-K", datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


def noisy_page(name: str, seed: int) -> Page:
    pixels = np.random.default_rng(seed).integers(0, 255, (1169, 827, 3), np.uint8)
    page = prepare(pixels, 300, name, Settings(), drop_blank=False)
    assert page is not None
    return page


PAGES = (noisy_page("p1", 1), noisy_page("p2", 2))


def test_pages_keep_their_size_on_paper() -> None:
    with pikepdf.open(BytesIO(bind_pdf(PAGES, ABOUT))) as pdf:
        assert len(pdf.pages) == 2
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2] == pytest.approx(827 / 300 * 72, abs=0.01)
        assert box[3] == pytest.approx(1169 / 300 * 72, abs=0.01)


def test_the_rules_of_pdf_a_that_a_program_can_check() -> None:
    with pikepdf.open(BytesIO(bind_pdf(PAGES, ABOUT))) as pdf:
        assert not pdf.is_encrypted
        assert "/Info" not in pdf.trailer
        assert pdf.Root.OutputIntents[0].DestOutputProfile["/N"] == 3
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "Giấy xác nhận đã cấp trước"
            assert metadata["dc:identifier"] == "TAM-DN07-0001-K"
        assert not list(pdf.check_pdf_syntax())
        for page in pdf.pages:
            for image in page.get_images().values():
                assert image.get("/Interpolate", False) in (False, None)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert bind_pdf(PAGES, ABOUT) == bind_pdf(PAGES, ABOUT)


def test_a_ceiling_is_met_by_re_encoding() -> None:
    whole = len(bind_pdf(PAGES, ABOUT))
    smaller = bind_pdf(PAGES, ABOUT, whole // 2)
    assert len(smaller) <= whole // 2
    with pikepdf.open(BytesIO(smaller)) as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2] == pytest.approx(827 / 300 * 72, abs=0.6)


def test_a_ceiling_that_cannot_be_met_is_told() -> None:
    with pytest.raises(TooLargeError):
        bind_pdf(PAGES, ABOUT, 1000)
