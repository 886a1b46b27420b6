"""What judges a journey must be able to say no."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_sandbox.people import PEOPLE
from tests.journeys.played import forgotten
from tests.journeys.world import CITIZEN, Layout


@pytest.mark.parametrize("words", [CITIZEN, PEOPLE[CITIZEN].full_name])
@pytest.mark.parametrize("folder", ["queue", "run", "records", "printer"])
def test_a_name_or_number_that_is_left_behind_is_found(tmp_path: Path, folder: str, words: str) -> None:
    layout = Layout(tmp_path)
    assert forgotten(layout)
    (layout.folder(folder) / "left").write_bytes(b"\xff\0" + words.encode() + b"\xfe")
    assert not forgotten(layout)
    assert forgotten(layout, "048090000001")
