"""Every layout at every text size, in both themes, on both panels: keys large and whole, none in the way."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk_app.ui.preferences import TEXT_SCALES
from tests.screens.inspect import findings
from tests.support.rest import await_rest
from tests.ui.keyboard.rig import PANELS, KeyboardRig, place

ENTRIES = ("name", "text", "digits", "date.day", "email")


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest) -> str:
    """Upright and wide."""
    return str(request.param)


def wrong(rig: KeyboardRig) -> list[str]:
    """What is wrong with the keys that are shown."""
    rig.draw()
    await_rest(rig.view, "a page above the keyboard")
    keys = rig.keys()
    found = findings(rig.view, rig.pixels_per_mm)
    glass = rig.view.contentItem().boundingRect()
    areas = {name: place(key) for name, key in keys.items()}
    for name, key in keys.items():
        area = areas[name]
        if area.height() < 20 * rig.pixels_per_mm - 1 or area.width() < 20 * rig.pixels_per_mm - 1:
            found.append(f"{name} is {area.width():.0f} × {area.height():.0f}")
        if not glass.contains(area):
            found.append(f"{name} leaves the glass")
        room = area.adjusted(rig.pixels_per_mm, 0, -rig.pixels_per_mm, 0)
        found += [f"{name}: words leave the key" for text in texts(key) if not room.contains(place(text))]
    for (one, first), (other, second) in combinations(areas.items(), 2):
        if first.intersects(second):
            found.append(f"{one} and {other} overlap")
    return found


def texts(item: QQuickItem) -> list[QQuickItem]:
    """Visible texts inside an item."""
    found = [item] if item.metaObject().indexOfProperty("paintedWidth") >= 0 and item.isVisible() else []
    return found + [text for child in item.childItems() for text in texts(child)]


# The least and the most text: what lies between has more room than the one and fewer lines than the other.
# The theme changes colours and the strength of lines: looked at where there is least room.
@pytest.mark.mostly_long("another panel or size of text", one_in=9)
@pytest.mark.parametrize(
    ("text_scale", "high_contrast"),
    [(min(TEXT_SCALES), False), (max(TEXT_SCALES), False), (max(TEXT_SCALES), True)],
)
def test_keys_are_large_and_whole(fonts: None, panel: str, text_scale: float, high_contrast: bool) -> None:
    rig = KeyboardRig(panel, text_scale, high_contrast=high_contrast)
    try:
        for entry in ENTRIES:
            rig.enter(entry)
            assert {entry: wrong(rig)} == {entry: []}
            if rig.has_key("shift"):
                rig.press("shift")
                assert {f"{entry}, capitals": wrong(rig)} == {f"{entry}, capitals": []}
                rig.press("symbols")
                assert {f"{entry}, symbols": wrong(rig)} == {f"{entry}, symbols": []}
                rig.press("peoples")
                assert {f"{entry}, peoples": wrong(rig)} == {f"{entry}, peoples": []}
    finally:
        rig.close()


@pytest.mark.mostly_long("another panel", one_in=3)
def test_the_page_keeps_half_of_the_glass_or_at_least_a_box(fonts: None, panel: str) -> None:
    rig = KeyboardRig(panel, max(TEXT_SCALES))
    least = rig.view.height() / 2 if panel != "tablet" else 27 * rig.pixels_per_mm
    try:
        for entry in ENTRIES:
            rig.enter(entry)
            assert rig.item("page").height() > least
    finally:
        rig.close()


def test_a_tone_stands_above_its_letter_in_the_picture(rig: KeyboardRig) -> None:
    """Be Vietnam Pro is there: a letter with a tone is drawn higher than one without."""
    rig.enter("name")
    drawn = rig.draw()
    tops = {}
    for tone in ("tone.sac", "tone.nang"):
        picture = drawn.copy(place(rig.item(f"key.{tone}")).toRect().adjusted(16, 8, -16, -8))
        ground = picture.pixelColor(0, 0)
        inked = [
            row
            for row in range(picture.height())
            if any(picture.pixelColor(column, row) != ground for column in range(picture.width() // 2))
        ]
        tops[tone] = min(inked)
    assert tops["tone.sac"] < tops["tone.nang"]
