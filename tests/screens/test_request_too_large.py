"""Where the same request would fail for ever, the screen offers the way back instead of another try."""

from __future__ import annotations

import pytest

from tests.journeys.pilot import Pilot
from tests.screens.scenes_certified_copy import CERTIFIED_COPY
from tests.screens.scenes_following import FOLLOWING
from tests.screens.scenes_petition import PETITION
from tests.screens.scenes_sending import SENDING
from tests.screens.stage import Stage

SCENES = {**FOLLOWING, **PETITION, **CERTIFIED_COPY}


@pytest.mark.parametrize(
    ("scene", "changed"),
    [
        ("request-too-large", "scan"),
        ("petition-too-large", "petition"),
        ("copy-too-large", "compare"),
        ("request-failed", ""),
        ("petition-failed", ""),
    ],
)
def test_the_way_back_is_shown_where_it_helps(stage: Stage, scene: str, changed: str) -> None:
    stage.play(SCENES[scene])
    pilot = Pilot(stage.window.view)
    assert pilot.shows("nav.back") is bool(changed)
    assert pilot.shows("request.again") is not bool(changed)
    problem = pilot.find("request.problem")
    assert problem is not None
    assert "“”" not in problem.property("text")
    if changed:
        pilot.touch("nav.back")
        assert stage.state.step == changed


@pytest.mark.parametrize(
    ("scene", "mends"), [("review-failed", True), ("review-declaration-too-large", False)]
)
def test_only_a_paper_that_was_scanned_can_be_mended(stage: Stage, scene: str, mends: bool) -> None:
    stage.play(SENDING[scene])
    assert Pilot(stage.window.view).shows("review.mend") is mends
