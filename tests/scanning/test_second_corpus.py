"""What other code than the first corpus's draws is told as well: defects, and odd pages that are good."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk_app.scanning.geometry import PageGeometry, measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.vector_papers.defects import DEFECTS, GOOD, good
from tests.support.vector_papers.pages import Drawing, Picture
from tests.support.vector_papers.scans import seen
from tests.support.vector_papers.wording import sentence


def told_of(pixels: Picture, dpi: int = 300) -> tuple[PageGeometry, tuple[Finding, ...]]:
    geometry = measure_geometry(pixels, dpi)
    return geometry, findings_of(geometry, RectifiedPage(pixels, dpi, geometry), QualityLimits())


@pytest.mark.mostly_long("one more page; the first corpus shows each defect in every run", one_in=9)
@pytest.mark.parametrize("finding", DEFECTS)
def test_a_defect_is_told(finding: Finding) -> None:
    assert finding in told_of(DEFECTS[finding](np.random.default_rng([51, 1])))[1]


@pytest.mark.mostly_long("one more good page", one_in=12)
@pytest.mark.parametrize("kind", GOOD)
def test_a_good_page_is_told_nothing_and_kept_whole(kind: str) -> None:
    geometry, found = told_of(good(np.random.default_rng([52, 1]), kind))
    assert found == ()
    assert geometry.found.sheet is None
    assert geometry.rotation == 0


@pytest.mark.long("one more whole page")
@pytest.mark.parametrize("contrast", [15, 25, 40])
def test_small_letters_that_lose_marks_are_told_as_faint(contrast: int) -> None:
    dice = np.random.default_rng(53)
    page = Drawing((0.93, 0.87, 0.76), contrast / 255)
    page.paragraph((25, 30), 160, sentence(dice, 120), 6)
    assert told_of(seen(page.drawn(200), dice), 200)[1] == (Finding.FAINT,)


@pytest.mark.long("one more cover")
def test_a_dark_cover_with_a_few_small_letters_is_light_enough() -> None:
    page = Drawing((0.16, 0.16, 0.17))
    page.text((40, 60), "SỔ HỘ KHẨU", 22, "sans", (0.85, 0.7, 0.35))
    assert Finding.TOO_DARK not in told_of(seen(page.drawn(300), np.random.default_rng(54)))[1]
