"""Where everything stands on the test sheet: A4 upright, millimetres from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
MARKER_MM = 18.0
MARKER_INSET_MM = 12.0
"""Printers leave up to 6 mm of a sheet white, and a marker needs white around it."""
_RIGHT = WIDTH_MM - MARKER_INSET_MM - MARKER_MM
_BOTTOM = HEIGHT_MM - MARKER_INSET_MM - MARKER_MM
_MIDDLE = (HEIGHT_MM - MARKER_MM) / 2
MARKERS: dict[int, tuple[float, float]] = {
    0: (MARKER_INSET_MM, MARKER_INSET_MM),
    1: (_RIGHT, MARKER_INSET_MM),
    2: (_RIGHT, _BOTTOM),
    3: (MARKER_INSET_MM, _BOTTOM),
    4: (MARKER_INSET_MM, _MIDDLE),
    5: (_RIGHT, _MIDDLE),
}
"""Number of the marker → its upper left corner. They also say which way up the sheet lies."""


@dataclass(frozen=True, slots=True)
class ColourPatch:
    """A field of one colour."""

    name: str
    x_mm: float
    y_mm: float
    rgb: tuple[int, int, int]


PATCH_MM = 20.0
PATCHES: tuple[ColourPatch, ...] = tuple(
    ColourPatch(name, 38.0 + (number % 4) * 34.0, 90.0 + (number // 4) * 30.0, rgb)
    for number, (name, rgb) in enumerate(
        (
            ("red", (214, 40, 40)),
            ("green", (40, 140, 70)),
            ("blue", (40, 70, 180)),
            ("yellow", (245, 210, 60)),
            ("black", (0, 0, 0)),
            ("dark", (90, 90, 90)),
            ("light", (190, 190, 190)),
            ("white", (255, 255, 255)),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Bars:
    """Black bars with gaps of their own width; upright ones test across the sheet, lying ones along it."""

    pairs_per_mm: float
    upright: bool
    x_mm: float
    y_mm: float


BARS_MM = 12.0
"""Side of the square that the bars fill."""
FREQUENCIES = (1.0, 2.0, 3.0, 4.0)
"""Pairs of lines in a millimetre. 300 dots an inch cannot hold more than 5.9; office printers reach 4."""
BARS: tuple[Bars, ...] = tuple(
    Bars(frequency, upright, 38.0 + column * 34.0, 170.0 + row * 24.0)
    for row, upright in enumerate((True, False))
    for column, frequency in enumerate(FREQUENCIES)
)
