"""Each defect is told, and good pages are let through."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import Limits, findings_of
from tests.support.paper_corpus.defects import DEFECTS
from tests.support.paper_corpus.mix import fed, laid


@pytest.mark.parametrize("finding", DEFECTS)
def test_a_defect_is_told(finding: Finding) -> None:
    spoilt = DEFECTS[finding](np.random.default_rng([41, 0]))
    assert finding in findings_of(measure_geometry(spoilt, 300), Limits())


def test_a_page_as_a_feeder_takes_it_is_good() -> None:
    assert findings_of(measure_geometry(fed(43, 1).pixels, 300), Limits()) == ()


def test_a_page_as_it_is_laid_on_the_glass_is_good() -> None:
    assert findings_of(measure_geometry(laid(44, 3).pixels, 300), Limits()) == ()


def test_every_finding_of_the_pipeline_has_a_drawn_defect() -> None:
    assert set(DEFECTS) == set(Finding) - {Finding.OTHER_DOCUMENT}
