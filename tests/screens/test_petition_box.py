"""The box of a petition: more than it takes is refused as a whole, and what stood there stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes_petition import WORDS, writing
from tests.screens.stage import Stage
from tests.session.words import Petition


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    """Somebody who has written some sentences."""
    del qapp
    made = Stage(*PANELS["portrait"])
    made.play(writing(WORDS))
    yield made
    made.close()


def test_five_thousand_characters_leave_what_stood_there(stage: Stage) -> None:
    pilot = Pilot(stage.window.view)
    box = pilot.find("petition.text")
    assert box is not None
    box.setProperty("text", "x" * 5_000)
    assert stage.state.of(Petition).text == WORDS
    assert box.property("text") == WORDS
    assert pilot.shows("petition.problem")
    box.setProperty("text", f"{WORDS} Cảm ơn.")
    assert stage.state.of(Petition).text == f"{WORDS} Cảm ơn."
    assert not pilot.shows("petition.problem")


def test_letters_that_are_kept_in_pieces_are_written_on(stage: Stage) -> None:
    """A keyboard may send them so; the box holds what was typed, not what it would look like composed."""
    box = Pilot(stage.window.view).find("petition.text")
    assert box is not None
    box.setProperty("text", "e\u0302\u0323")
    assert stage.state.of(Petition).text == "e\u0302\u0323"
    assert box.property("text") == "e\u0302\u0323"
