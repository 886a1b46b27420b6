"""Every way that a step can take leads somewhere in each journey that has the step."""

from __future__ import annotations

from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.steps import sign_in


def test_the_phone_may_scan_in_every_journey_that_signs_in() -> None:
    signing_in = [(journey, leg) for journey in JOURNEYS for leg in journey.legs if leg.step is sign_in.STEP]
    assert len(signing_in) > 1
    for journey, leg in signing_in:
        assert leg.ways[sign_in.BY_PHONE] in {one.step.name for one in journey.legs}
