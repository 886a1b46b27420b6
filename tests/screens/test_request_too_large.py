"""Where the same request would fail for ever, the screen offers the way back instead of another try."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes_following import FOLLOWING
from tests.screens.scenes_petition import PETITION
from tests.screens.stage import Stage

SCENES = {**FOLLOWING, **PETITION}


@pytest.mark.parametrize(
    ("scene", "changed"),
    [
        ("request-too-large", "scan"),
        ("petition-too-large", "petition"),
        ("request-failed", ""),
        ("petition-failed", ""),
    ],
)
def test_the_way_back_is_shown_where_it_helps(qapp: QGuiApplication, scene: str, changed: str) -> None:
    del qapp
    stage = Stage(*PANELS["portrait"])
    try:
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
    finally:
        stage.close()
