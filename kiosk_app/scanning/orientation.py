"""Tells which way up a page lies: by the shape of its lines of text, in doubt by reading some of them.

Vietnamese writes its tone marks, hats and horns above the letters, and has more ascenders than descenders:
there is more ink above the body of a line than below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import chosen, components, darkest, paper_level, tint_of
from kiosk_app.scanning.orientation_reading import Legibility, legibility
from kiosk_app.scanning.text_blocks import text_blocks

Picture = npt.NDArray[np.uint8]
_WORK_DPI = 150
_MARGIN_MM = 4.0
_FEW_DOTS = 60
_LEAST_LINES = 2
_LEAST_LEAN = ((10, 0.012), (6, 0.03), (_LEAST_LINES, 0.06))
"""(lines, by how much more of their ink must stand above than below to turn a page).

Few lines are weak evidence, so that they must differ more.
"""
_SURE_LEAN = ((10, 0.035), (6, 0.06))
"""The same from which an upright page need not be read."""
_LEAST_LINES_SIDEWAYS = 5
_LOOKS = 3
"""How many places of a page are read before it is left as it lies."""
_LEAST_READ = 8.0
"""What the best way must reach in the first place, and half as much in each further one: words of a page that
cannot be read come up here and there, too."""
_READ_BETTER, _READ_BETTER_AS_IT_LEANS = 1.8, 1.2
"""How many times as well as in any other way. Upside down a third of Latin letters are read as others."""
_SIDEWAYS = 1.25
_LEAST_OUTSIDE = 0.045
_NEXT_LETTER_MM = 1.2
_FEW_LETTERS = 12
_CLEARLY, _VERY_CLEARLY = 1.3, 2.0


@dataclass(frozen=True, slots=True)
class Orientation:
    """Which way up a page lies."""

    rotation: int
    """Degrees clockwise that set it upright: 0, 90, 180 or 270."""
    lines: int
    lean: float
    """Share of the ink above the lines less that below, once upright; positive is sure."""
    read: bool = False
    """Whether lines were read to tell."""


def orientation_of(pixels: Picture, dpi: int) -> Orientation:
    """Tell how a levelled page lies. `pixels`: (height, width, 3) uint8, BGR; without text it lies right."""
    letters, depth, work_dpi = _letters(pixels, dpi)
    ways = {0: letters, 90: np.asarray(cv2.rotate(letters, cv2.ROTATE_90_CLOCKWISE), np.uint8)}
    on_side, clearly = _lies_on_side(letters, ways[90], work_dpi)
    axis = 90 if on_side else 0
    lean, lines = _lean(ways[axis], work_dpi)
    if axis:
        # Similar entries in a column align letter by letter, which looks like lines that run sideways.
        upright_lean, upright_lines = _lean(ways[0], work_dpi)
        if upright_lines > lines:
            axis, lean, lines = 0, upright_lean, upright_lines
    sure = any(lines >= enough and abs(lean) >= least for enough, least in _SURE_LEAN)
    if sure and lean > 0 and clearly and not on_side:
        return Orientation(0, lines, abs(lean))
    # Nothing is turned, and no page of little text is left, before its lines were tried to be read.
    leaning = axis if lean > 0 else axis + 180
    read = _read(depth, {axis, 0} if clearly else {0, 90}, ways, work_dpi, leaning, sure=sure)
    if read is not None:
        return Orientation(read, lines, abs(lean), read=True)
    likely = any(lines >= enough and abs(lean) >= least for enough, least in _LEAST_LEAN)
    if not likely or (axis and lines < _LEAST_LINES_SIDEWAYS):
        return Orientation(0, lines, abs(lean))
    return Orientation(leaning, lines, abs(lean))


def _read(
    depth: Picture, axes: set[int], ways: dict[int, Picture], dpi: int, leaning: int, *, sure: bool
) -> int | None:
    """Give the rotation in which some lines are read far better than in any other; 0 where none is.

    `leaning`: the rotation that the shape of the lines speaks for; `sure`: that it does so clearly. Where it
    is read best, too, less is asked of the reading then. None where nothing can read, or there is no line to
    be read.
    """
    blocks = {
        axis: text_blocks(
            np.asarray(cv2.rotate(depth, cv2.ROTATE_90_CLOCKWISE), np.uint8) if axis else depth,
            ways[axis],
            dpi,
        )
        for axis in sorted(axes)
    }
    # Most pages lie upright: unless the shape of many lines says otherwise, that is tried first.
    first = leaning if sure or leaning % 180 else 0
    told: dict[int, float] = {}
    for look in range(_LOOKS):
        found = _look(blocks, first)
        if not found:
            break
        for way, seen in found.items():
            told[way] = told.get(way, 0.0) + seen.score
        best = max(told, key=told.__getitem__)
        if best == 0 and 0 in found and found[0].sure:
            return 0
        others = max((score for way, score in told.items() if way != best), default=0.0)
        better = _READ_BETTER_AS_IT_LEANS if sure and best == leaning else _READ_BETTER
        if told[best] >= max(_LEAST_READ * (1 + 0.5 * look), better * others):
            return best
    return 0 if told else None


def _look(blocks: dict[int, Iterator[Picture]], first: int) -> dict[int, Legibility]:
    """Read the next place of a page in each way, `first` first; nothing where there is none, or no reader.

    A way in which it is surely read is compared only with its opposite, and with the page as it lies.
    """
    turned: dict[int, Picture] = {}
    for axis, more in blocks.items():
        block = next(more, None)
        if block is not None:
            turned[axis] = block
            turned[axis + 180] = np.asarray(cv2.rotate(block, cv2.ROTATE_180), np.uint8)
    found: dict[int, Legibility] = {}
    wanted = set(turned)
    for way in sorted(turned, key=lambda way: ((way - first) % 180 != 0, way != first, way)):
        if way not in wanted:
            continue
        seen = legibility(turned[way])
        if seen is None:
            return {}
        found[way] = seen
        if seen.sure:
            wanted = {0, (way + 180) % 360} if way else set()
    return found


def _letters(pixels: Picture, dpi: int) -> tuple[Picture, Picture, int]:
    scale = min(1.0, _WORK_DPI / dpi)
    dark = darkest(pixels, tint_of(pixels))
    if scale < 1:
        dark = np.asarray(cv2.resize(dark, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    work_dpi = round(dpi * scale)
    soft = np.asarray(cv2.GaussianBlur(dark, (3, 3), 0), np.uint8)
    level = cv2.resize(paper_level(soft, work_dpi), (dark.shape[1], dark.shape[0]))
    ink = np.asarray(cv2.threshold(cv2.subtract(level, soft), 55, 255, cv2.THRESH_BINARY)[1], np.uint8)
    millimetre = work_dpi / 25.4
    margin = round(_MARGIN_MM * millimetre)
    ink[:margin] = ink[-margin:] = 0
    ink[:, :margin] = ink[:, -margin:] = 0
    labels, stats = components(ink)
    longest = np.maximum(stats[:, 2], stats[:, 3])
    keep = (longest < 14 * millimetre) & (stats[:, 4] > 3)
    dots = longest < 0.8 * millimetre
    keep[0] = dots[0] = False
    if np.count_nonzero(dots) > _FEW_DOTS:
        keep[_leaders(labels, dots, millimetre)] = False
    return chosen(labels, keep), np.asarray(cv2.subtract(level, dark), np.uint8), work_dpi


def _lies_on_side(letters: Picture, turned: Picture, dpi: int) -> tuple[bool, bool]:
    """Tell whether the lines run down the page, and whether that is clear.

    A letter's nearest neighbour is the next one in its line.
    """
    reach = max(2, round(_NEXT_LETTER_MM / 25.4 * dpi))
    alone = cv2.connectedComponents(letters, connectivity=8)[0]
    if alone < _FEW_LETTERS:
        return False, False
    across = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    down = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((reach, 1), np.uint8))
    joined_across = alone - cv2.connectedComponents(across, connectivity=8)[0]
    joined_down = alone - cv2.connectedComponents(down, connectivity=8)[0]
    more, less = max(joined_across, joined_down), min(joined_across, joined_down)
    if more > _CLEARLY * less + _FEW_LETTERS:
        return joined_down > joined_across, more > _VERY_CLEARLY * less + _FEW_LETTERS
    return _sharpness(turned) > _SIDEWAYS * _sharpness(letters), False


def _leaders(
    labels: npt.NDArray[np.int32], dots: npt.NDArray[np.bool_], millimetre: float
) -> npt.NDArray[np.int32]:
    """Give the labels of the dotted lines on which a form is filled in, in either direction."""
    seen = chosen(labels, dots)
    reach, long = round(2.2 * millimetre), round(9 * millimetre)
    found = np.zeros_like(seen)
    for gap, row in (((1, reach), (1, long)), ((reach, 1), (long, 1))):
        joined = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        found |= np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(row, np.uint8)), np.uint8)
    return np.unique(labels[(found & seen) > 0])


def _sharpness(ink: Picture) -> float:
    # In strips, because with columns side by side the lines of one fill the gaps of the other.
    total = 0.0
    for strip in np.array_split(ink, 6, axis=1):
        rows = (
            cv2.reduce(np.ascontiguousarray(strip), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)
            .ravel()
            .astype(np.float64)
        )
        total += float(np.square(np.diff(rows)).sum())
    return total


def _lean(ink: Picture, dpi: int) -> tuple[float, int]:
    millimetre = dpi / 25.4
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(5 * millimetre)), np.uint8))
    joined = cv2.dilate(joined, np.ones((round(0.7 * millimetre) | 1, 1), np.uint8))
    labels, stats = components(np.asarray(joined, np.uint8))
    above = below = 0.0
    whole = 0.0
    lines = 0
    for index in range(1, len(stats)):
        left, top, wide, high = (int(value) for value in stats[index, :4])
        if wide < 12 * millimetre or not 2.0 * millimetre < high < 16 * millimetre or wide < 3 * high:
            continue
        own = labels[top : top + high, left : left + wide] == index
        part = (ink[top : top + high, left : left + wide] > 0) & own
        rows = part.sum(axis=1).astype(np.float64)
        edges = _body(rows)
        if edges is None:
            continue
        above += float(rows[: edges[0]].sum())
        below += float(rows[edges[1] :].sum())
        whole += float(rows.sum())
        lines += 1
    # Digits and stamps have almost no ink above or below the body of the line, and do not show which way is
    # up.
    if max(above, below) < _LEAST_OUTSIDE * whole or not whole:
        return 0.0, lines
    return (above - below) / whole, lines


def _body(rows: npt.NDArray[np.float64]) -> tuple[int, int] | None:
    """Give the rows between which the small letters stand."""
    high = float(np.percentile(rows, 90))
    if high <= 0:
        return None
    strong = np.flatnonzero(rows > 0.5 * high)
    return int(strong[0]), int(strong[-1]) + 1
