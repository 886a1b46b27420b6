"""Every slip looks as it did when somebody last looked at it."""

from __future__ import annotations

import re
from difflib import unified_diff

import pytest
from PIL import ImageChops

from kiosk_app.slips.layout import DOTS_PER_MM, draw
from kiosk_app.slips.template import load_template
from kiosk_app.slips.values import template_of, values_of
from tests.slips import golden
from tests.slips.reading import words
from tests.slips.samples import RECEIPT


@pytest.mark.mostly_long("one more slip is drawn", one_in=3)
@pytest.mark.parametrize("name", golden.SLIPS)
def test_it_looks_as_it_did(name: str) -> None:
    kept = golden.file_of(name).read_text(encoding="utf-8").splitlines()
    drawn = golden.looks_of(name).splitlines()
    differing = "\n".join(unified_diff(kept, drawn, "kept", "drawn now", n=1, lineterm=""))
    assert not differing, f"look at the slip, then: python -m tests.slips.golden\n{differing}"


def test_none_is_kept_of_a_slip_that_is_gone() -> None:
    assert {path.name for path in golden.FOLDER.glob("*.txt")} == {
        golden.file_of(name).name for name in golden.SLIPS
    }


def test_what_is_written_down_is_what_is_printed() -> None:
    slip, marks = golden.marks_of(RECEIPT)
    printed = draw(load_template(template_of(RECEIPT)), values_of(RECEIPT))
    assert ImageChops.difference(slip, printed).getbbox() is None
    said = "".join(mark.said for mark in marks if "QR" not in mark.look)
    said = re.sub(r" |\[(Bold|Medium)\]", "", said)
    for line in words(RECEIPT).splitlines():
        for word in line.replace("|", " ").split():
            assert word in said or word.startswith("https://"), f"{word} is not in the golden text"


def test_a_mark_stands_where_its_ink_is() -> None:
    slip, marks = golden.marks_of(RECEIPT)
    lines = [mark for mark in marks if mark.said and mark.look[0].isdigit()]
    assert len(lines) > 20
    for mark in lines:
        high = round(float(mark.look.split()[0]) * DOTS_PER_MM)
        left, right = mark.x, round(mark.end)
        assert slip.crop((left - 1, mark.y - high, right + 1, mark.y)).getextrema()[0] == 0
        assert slip.crop((left - 8, mark.y - high // 2, left - 2, mark.y)).getextrema()[0] == 255


@pytest.mark.mostly_long("one more slip", one_in=12)
@pytest.mark.parametrize("name", golden.SLIPS)
def test_a_code_is_large_enough_to_be_read_again(name: str) -> None:
    _, marks = golden.marks_of(golden.SLIPS[name])
    for mark in marks:
        if mark.look.startswith("QR"):
            assert float(mark.look.split()[1]) >= 30.0
