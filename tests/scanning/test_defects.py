"""Each defect is told, and good pages are let through."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import Limits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.paper_corpus.defects import DEFECTS
from tests.support.paper_corpus.mix import fed, laid
from tests.support.paper_corpus.sheets import Picture


def told_of(pixels: Picture) -> tuple[Finding, ...]:
    geometry = measure_geometry(pixels, 300)
    return findings_of(geometry, RectifiedPage(pixels, 300, geometry), Limits())


@pytest.mark.parametrize("finding", DEFECTS)
def test_a_defect_is_told(finding: Finding) -> None:
    spoilt = DEFECTS[finding](np.random.default_rng([41, 0]))
    assert finding in told_of(spoilt)


def test_a_page_as_a_feeder_takes_it_is_good() -> None:
    assert told_of(fed(43, 1).pixels) == ()


def test_a_page_as_it_is_laid_on_the_glass_is_good() -> None:
    assert told_of(laid(44, 3).pixels) == ()


def test_every_finding_of_the_pipeline_has_a_drawn_defect() -> None:
    assert set(DEFECTS) == set(Finding) - {Finding.OTHER_DOCUMENT}
