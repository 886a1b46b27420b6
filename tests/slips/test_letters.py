"""Every letter of Vietnam's peoples on every kind of slip; what no face has ends the making of a slip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from kiosk_app.slips.layout import TEXT_WIDTH
from kiosk_app.slips.render import render
from kiosk_app.slips.template import load_styles
from kiosk_app.slips.text import Setter
from kiosk_app.typesetting.faces import UnprintableError, clusters
from tests.slips.samples import APPOINTMENT, RECEIPT
from tests.support.repertoire import NAMES, repertoire

STYLE = load_styles()["body"]


def _drawn(text: str) -> Image.Image:
    return Setter(STYLE, TEXT_WIDTH).draw(text)


def test_each_letter_is_drawn_and_unlike_every_other() -> None:
    pictures: dict[bytes, str] = {}
    for letter in repertoire().split(" "):
        picture = _drawn(letter)
        assert picture.getextrema() != (255, 255), f"nothing is drawn for {letter}"
        twin = pictures.setdefault(picture.tobytes(), letter)
        assert twin == letter or {twin, letter} == {"’", "ʼ"}, f"{letter} is drawn as {twin}"


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_a_name_is_left_out(name: str) -> None:
    whole = _drawn(name)
    for place, letter in enumerate(clusters(name)):
        if letter.isspace():
            continue
        parts = list(clusters(name))
        without = "".join(parts[:place] + parts[place + 1 :])
        assert ImageChops.difference(whole, _drawn(without)).getbbox() is not None


@pytest.mark.mostly_long(
    "one more name; every letter stands in every place of the slips in every run", one_in=4
)
@pytest.mark.parametrize("name", NAMES)
def test_names_are_drawn_on_every_slip(name: str) -> None:
    for slip in (
        replace(RECEIPT, applicant_name=name),
        replace(APPOINTMENT, applicant_name=name, owner_name=name, summary=name, receiver_name=name),
    ):
        assert render(slip).rows


@pytest.mark.parametrize("name", ["Nguyễn 阮", "Trần 😀", "Lê \ue000", "L\ufffd"])
def test_a_slip_that_would_lose_a_letter_is_not_made(name: str) -> None:
    with pytest.raises(UnprintableError):
        render(replace(RECEIPT, applicant_name=name))
    with pytest.raises(UnprintableError):
        render(replace(APPOINTMENT, owner_name=name))
