"""Scripted journeys: each is found by its file, and the shortest is played."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.journeys import runs as folder
from tests.journeys.run_journey import play_run
from tests.journeys.runs import runs
from tests.journeys.world import PROTOCOLS


def test_each_file_is_a_run_of_its_own_name() -> None:
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(runs()) == files


def test_what_a_run_needs_is_a_protocol() -> None:
    assert {run.needs for run in runs().values()} <= {"", *PROTOCOLS}


@pytest.mark.long("every program is started for it")
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.usefixtures("qapp")
def test_a_slip_leads_to_its_dossier_on_the_real_programs(tmp_path: Path, protocol: str) -> None:
    assert QGuiApplication.instance() is not None
    summary = play_run(runs()["look_up"], tmp_path / "look_up", 20261124, protocol)
    assert (summary["journey"], summary["portal"]) == ("look_up", protocol)
    assert summary["taps"] == len(summary["touched"])
    assert 0 < summary["taps"] <= 3
    assert summary["screens"] == ["look_up", "dossier"]
    assert len(summary["slips"]) == 1
