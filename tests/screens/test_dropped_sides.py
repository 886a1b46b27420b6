"""A side left out as empty is seen, looked at large and kept by hand; its pictures are there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from kiosk_app.ui.pictures import PagePictures
from tests.journeys.pilot import Pilot
from tests.screens.panels import PANELS
from tests.screens.scenes_filling import scan_dropped
from tests.screens.stage import Stage
from tests.session import words as ev


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    """The panel of the demo."""
    del qapp
    made = Stage(*PANELS["portrait"])
    yield made
    made.close()


def pages(stage: Stage) -> list[str]:
    line = stage.state.of(ev.Papers).line(stage.state.of(ev.Scan).part_no)
    return [page.page_id for page in line.pages]


@pytest.mark.long("whole pages are scanned and drawn")
def test_one_is_kept_and_the_other_left_out(stage: Stage) -> None:
    stage.play(scan_dropped)
    pilot = Pilot(stage.window.view)
    assert pages(stage) == ["page-1", "page-2"]
    pilot.touch("scan.dropped")
    pilot.touch("scan.side.1")
    assert not pilot.shows("nav.next")
    assert not pilot.shows("scan.delete")
    pilot.touch("scan.bringBack")
    assert pages(stage) == ["page-1", "page-3", "page-2"]
    pilot.touch("scan.close")
    assert pages(stage) == ["page-1", "page-3", "page-2"]
    pilot.touch("scan.dropped")
    pilot.touch("scan.forget")
    assert not pilot.shows("scan.dropped")
    assert pilot.shows("scan.page.3")
    assert pages(stage) == ["page-1", "page-3", "page-2"]
    pilot.touch("nav.next")
    assert stage.state.step == "review"


def test_pictures_of_a_dropped_side_go_when_it_is_forgotten(stage: Stage) -> None:
    stage.play(scan_dropped)
    pictures = PagePictures(stage.store)
    for kind in ("thumbnail", "preview"):
        assert not pictures.requestImage(f"{kind}/page-4", QSize(), QSize()).isNull()
    stage.send(ev.SideForgotten("page-4"))
    assert pictures.requestImage("preview/page-4", QSize(), QSize()).isNull()
