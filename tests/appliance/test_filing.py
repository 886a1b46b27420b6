"""The hand at the booted image: where it touches first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from appliance.trial.image.filing import begin_where_it_stands, code_on, ready
from appliance.trial.machine import TrialError
from kiosk_app.servicing.maintenance import _face


def test_the_first_touch_goes_where_the_kept_machine_shows_its_errand(tmp_path: Path) -> None:
    folder = tmp_path / "filing"
    folder.mkdir()
    first: dict[str, Any] = {"touch": "welcome.errand.filing.1", "x": 1, "y": 2, "seen": "000.png"}
    begin_where_it_stands(tmp_path, folder, first)
    assert (first["x"], first["y"], first["seen"]) == (1, 2, "000.png")
    (tmp_path / "welcome-drawn.png").write_bytes(b"picture")
    places = {"welcome.errand.filing.1": [493, 696], "bar.help": [200, 1778]}
    (tmp_path / "welcome-drawn.json").write_text(json.dumps(places), encoding="utf-8")
    begin_where_it_stands(tmp_path, folder, first)
    assert (first["x"], first["y"]) == (493, 696)
    assert (folder / str(first["seen"])).read_bytes() == b"picture"


def test_a_button_that_waits_is_not_touched_yet() -> None:
    wanted = Image.new("RGB", (1080, 1920), "white")
    wanted.paste((10, 66, 112), (460, 1640, 1040, 1720))
    waits = Image.new("RGB", (1080, 1920), "white")
    waits.paste((151, 160, 168), (460, 1640, 1040, 1720))
    # Two per cent of the glass, which the comparison of the whole passes over.
    assert not ready(waits, wanted, (746, 1680))
    assert ready(wanted, wanted, (746, 1680))
    # What blinks or is drawn elsewhere on the glass keeps nobody from touching it.
    wanted.paste((0, 0, 0), (0, 0, 1080, 100))
    assert ready(waits, wanted, (200, 400))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed here")
@pytest.mark.parametrize("code", ["657727", "666888", "098134", "101711", "465646"])
def test_a_code_is_read_from_the_glass_whatever_its_digits(code: str) -> None:
    assert code_on(_shown(code)) == list(code)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed here")
def test_what_is_no_code_is_not_typed() -> None:
    with pytest.raises(TrialError, match="no code"):
        code_on(_shown("65772"))


def _shown(code: str) -> Image.Image:
    picture = Image.new("RGB", (960, 104), "white")
    pen, face = ImageDraw.Draw(picture), _face("SemiBold", 68)
    for number, digit in enumerate(code):
        pen.text((286 + 64 * number, 6), digit, font=face, fill=(10, 66, 112))
    return picture
