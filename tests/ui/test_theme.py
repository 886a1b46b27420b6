"""What the theme promises: contrast of every ink on every ground it is used on, and the height of letters."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk_app.ui.preferences import CONTRAST, LIGHT, TEXT_SCALES
from kiosk_app.ui.window import QML, load_fonts

PIXELS_PER_MM = 1080 / 268.0
ARM_MM = 500.0
LEAST_DEGREES = 0.7
"""Height of a capital H (EN 301 549, 5.1.4)."""

SOURCES = sorted(QML.parents[1].rglob("*.qml"))
"""Frame, components and screens."""

LOOKS = sorted((path.stem for path in (QML.parent / "theme" / "palettes").glob("*.qml")), reverse=True)
"""Every file is a theme, and held to the same."""

TEXTS = [
    *(("text", ground) for ground in ("ground", "surface", "surfaceStrong", "selected")),
    *(("textMuted", ground) for ground in ("ground", "surface", "surfaceStrong")),
    *(("primary", ground) for ground in ("ground", "surface", "selected", "surfaceStrong")),
    *(("primaryInk", ground) for ground in ("primary", "primaryPressed")),
    *(("good", ground) for ground in ("goodGround", "surface", "ground")),
    *(("warn", ground) for ground in ("warnGround", "surface")),
    *(("bad", ground) for ground in ("badGround", "surface", "selected")),
    *(("guide", ground) for ground in ("guideGround", "surface", "ground")),
    ("guideInk", "guide"),
    ("bandInk", "band"),
    ("ink", "paper"),
]
EDGES = [
    *(("border", ground) for ground in ("ground", "surface")),
    *(("primary", ground) for ground in ("ground", "surface")),
    *(("bad", ground) for ground in ("ground", "surface")),
    *(("machineEdge", ground) for ground in ("ground", "surface", "machine")),
    # What is chosen is filled: it stands out from what is not without its mark.
    ("primary", "surface"),
]


@pytest.fixture(scope="module")
def theme(qapp: QGuiApplication) -> Iterator[QObject]:
    """The tokens as the screens see them."""
    del qapp
    load_fonts()
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b'import QtQuick\nimport "theme"\nQtObject { readonly property QtObject tokens: Theme }',
        QUrl.fromLocalFile(str(QML)),
    )
    made = component.create()
    assert made is not None, component.errorString()
    tokens = made.property("tokens")
    tokens.setProperty("pixelsPerMm", PIXELS_PER_MM)
    yield tokens
    tokens.setProperty("textScale", 1.0)
    tokens.setProperty("look", LOOKS[0])
    made.deleteLater()


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: QObject, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """The pairs below that ratio."""
    found = []
    for ink, ground in pairs:
        ratio = contrast(QColor(theme.property(ink)), QColor(theme.property(ground)))
        if ratio < least:
            found.append(f"{ink} on {ground}: {ratio:.2f}")
    return found


def test_there_is_a_light_theme_and_one_of_high_contrast() -> None:
    assert {LIGHT, CONTRAST} <= set(LOOKS)


def test_a_theme_is_chosen_in_its_file_only() -> None:
    """A third theme is a file: no screen asks which theme is shown."""
    asking = [
        path.name
        for path in SOURCES
        if re.search(r"Theme\.(look|highContrast)", path.read_text(encoding="utf-8"))
    ]
    assert asking == []


def test_the_ratio_is_the_one_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("look", LOOKS)
def test_text_stands_out(theme: QObject, look: str) -> None:
    """WCAG asks 4.5 (1.4.3), its stricter criterion 7 (1.4.6): both themes keep the stricter one."""
    theme.setProperty("look", look)
    assert too_weak(theme, TEXTS, 7.0) == []
    assert too_weak(theme, [("disabledText", "disabledGround")], 4.5) == []


@pytest.mark.parametrize("look", LOOKS)
def test_edges_stand_out(theme: QObject, look: str) -> None:
    """What shows where to touch needs 3 (WCAG 1.4.11)."""
    theme.setProperty("look", look)
    assert too_weak(theme, EDGES, 3.0) == []


def degrees(theme: QObject, size: str) -> float:
    """Height of a capital H at arm's length."""
    font = QFont(theme.property("family"))
    font.setPixelSize(round(theme.property(size)))
    height_mm = QFontMetricsF(font).capHeight() / PIXELS_PER_MM
    return math.degrees(2 * math.atan(height_mm / 2 / ARM_MM))


def test_the_kiosks_font_is_the_one_measured(theme: QObject) -> None:
    assert QFont(theme.property("family")).exactMatch()


@pytest.mark.parametrize("size", ["textBody", "textLarge", "textTitle", "textHuge"])
def test_what_must_be_read_can_be_read_at_every_size(theme: QObject, size: str) -> None:
    theme.setProperty("textScale", TEXT_SCALES[0])
    assert degrees(theme, size) >= LEAST_DEGREES


@pytest.mark.parametrize("size", ["textSmall", "textBody", "textLarge", "textTitle", "textHuge"])
def test_letters_have_twelve_millimetres_at_the_largest_size(theme: QObject, size: str) -> None:
    """Korea's notice on kiosks asks for 12 mm where text is enlarged to twice its size."""
    theme.setProperty("textScale", 2.0)
    font = QFont(theme.property("family"))
    font.setPixelSize(round(theme.property(size)))
    assert QFontMetricsF(font).capHeight() / PIXELS_PER_MM >= 12.0


def test_everything_can_be_read_at_the_largest_size(theme: QObject) -> None:
    theme.setProperty("textScale", TEXT_SCALES[-1])
    assert degrees(theme, "textSmall") >= LEAST_DEGREES


def test_touch_targets_have_twenty_millimetres(theme: QObject) -> None:
    for size in ("touch", "touchLarge", "button"):
        assert theme.property(size) / PIXELS_PER_MM >= 20.0


def test_no_text_has_a_size_of_its_own() -> None:
    """All text follows the citizen's choice, except the three letters that show
    what the choice is, and what the theme measures words by."""
    own = [
        f"{path.name}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(pixelSize|textSize):\s*(Theme\.mm\(|\d)", line)
        and "property int textSize" not in line
        and path.name not in ("AccessBar.qml", "Theme.qml")
    ]
    assert own == []


def test_no_screen_has_a_colour_or_a_pace_of_its_own() -> None:
    """A theme is a file of colours: one elsewhere stays as it is in all others."""
    own = [
        f"{path.name}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"#[0-9a-fA-F]{6}\b|duration: \d+(?! \*)\b", line)
        and path.parent.name != "palettes"
        and path.name != "Theme.qml"
    ]
    assert own == []
