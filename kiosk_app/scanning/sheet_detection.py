"""Finds the sheet on the glass: A4, slip or card, before a dark lid or a light one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import halved
from kiosk_app.scanning.ink import largest
from kiosk_app.scanning.sheet_edges import bright_outside, is_paper, marks_outside, proven

Picture = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]
_WORK_PX = 1100
_SMALLEST_MM = 25.0
_NARROWEST_MM = 12.0
"""What is narrower is a ruler or the edge of the glass."""
_LARGEST_SHARE = 0.95
"""Of the frame, from which a light lid is only the page's own margin."""
_WHOLE_FRAME = 0.985
_OTHER_COLOUR = 14.0
_DARK_LID = 120.0
_COLOURLESS = 28.0
"""How far (0–255) the colours of a lid are apart at most."""
_SEEN_LID = 0.06
"""Share of the frame's rim from which something dark there is the lid."""
_MOST_OF_FRAME = 0.6
_CARD_MM = (62.0, 95.0)
"""An id card has 54 × 86 mm."""
_LARGEST_FIELD_MM = 95.0
_PALE = 25.0
"""How far (0–255) a sheet of paper is from a light lid at most; pictures are further."""
_RIGHT_ANGLE = 0.01
"""Cosine of what two edges of one sheet stand at, at most: half a degree from 90."""
_SQUARE = 0.035
"""The same before a light lid, two degrees: an edge that is further off runs through something printed."""
_LEAST_STEP = 35.0
"""How much brighter (0–255) than a dark lid paper is, even under a weak lamp."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    corners: Points
    """(4, 2) float32, pixels: upper left, upper right, lower right, lower left as the sheet lies."""
    whole: bool = True
    """Whether all its edges are seen; else the corners are those of an upright box around what is."""


@dataclass(frozen=True, slots=True)
class SheetDetection:
    """What lies on the glass."""

    sheet: Sheet | None
    """None when the sheet fills the frame, or there are several."""
    several: bool = False


@dataclass(frozen=True, slots=True)
class _Lid:
    """What is behind the sheets."""

    colours: Picture
    """(height, width, 3) uint8, BGR: what the frame would show without paper, under this lamp."""
    brightness: float
    spread: float
    """Standard deviation of its grain."""
    dark: bool
    colourless: bool


def find_sheet(pixels: Picture, dpi: int) -> SheetDetection:
    """Find the sheet. `pixels`: (height, width, 3) uint8, BGR, at `dpi`."""
    small, scale = pixels, 1.0
    while max(small.shape[:2]) > _WORK_PX:
        small, scale = halved(small), scale / 2
    soft = np.asarray(cv2.GaussianBlur(cv2.medianBlur(small, 5), (0, 0), 1.2), np.uint8)
    lid = _lid(soft)
    if not lid.colourless:
        # Lids are grey: what is red or tan along the whole frame is the page itself.
        return SheetDetection(None)
    away = largest(np.asarray(cv2.absdiff(soft, lid.colours), np.uint8))
    least = max(30.0 if lid.dark else 4.0, 4.0 * lid.spread)
    differs = np.asarray(cv2.threshold(away, least, 255, cv2.THRESH_BINARY)[1], np.uint8)
    closed = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(np.pad(opened, 2), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    smallest = (_SMALLEST_MM / 25.4 * dpi * scale) ** 2
    big = [np.asarray(contour - 2, np.int32) for contour in contours if cv2.contourArea(contour) > smallest]
    millimetre = dpi * scale / 25.4
    fine = np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.uint8)
    sheets = [
        sheet
        for contour in big
        if (sheet := _sheet_of(contour, soft, fine, away, lid, millimetre)) is not None
    ]
    sheets = [sheet for sheet in sheets if min(upright_size(sheet.corners)) >= _NARROWEST_MM * millimetre]
    papers = [sheet for sheet in sheets if is_paper(sheet.corners, soft, millimetre)]
    if len(papers) > 1:
        # Two cards are the two sides of one, copied onto a page or laid side by side: they stay together.
        return SheetDetection(None, several=lid.dark or not all(_is_card(one, millimetre) for one in papers))
    if len(sheets) == 1 and not _with_more_beside(sheets[0], small, lid, millimetre):
        return SheetDetection(replace(sheets[0], corners=sheets[0].corners / np.float32(scale)))
    if any(_one_of_several(sheet, away, lid, millimetre) for sheet in sheets):
        return SheetDetection(None, several=True)
    # One solid thing before a dark lid that is no rectangle: sheets that lie askew on one another.
    odd = not sheets and lid.dark and len(big) == 1 and _lies_askew(big[0], soft, lid)
    return SheetDetection(None, several=odd)


def upright_size(corners: Points) -> tuple[int, int]:
    """Give width and height in pixels of the sheet laid flat."""
    sides = [float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)]
    return max(1, round((sides[0] + sides[2]) / 2)), max(1, round((sides[1] + sides[3]) / 2))


def _lid(soft: Picture) -> _Lid:
    height, width = soft.shape[:2]
    around = _rim(height, width)
    pixels = soft[around].astype(np.float32)
    dim = largest(pixels) < _DARK_LID
    # A dark lid may be seen on one side only, where the sheet was pushed against the others.
    dark = int(np.count_nonzero(dim)) > _SEEN_LID * len(pixels) and _colourless(pixels[dim])
    if dark:
        pixels = pixels[dim]
        middle = np.median(pixels, axis=0)
        colours = np.ascontiguousarray(np.broadcast_to(middle.astype(np.uint8), soft.shape))
        away = np.abs(pixels - middle)
    else:
        colours = _plane(around, pixels, (height, width))
        away = np.abs(pixels - colours[around])
    colourless = dark or _colourless(pixels)
    return _Lid(colours, float(colours.mean()), float(np.median(away) * 1.48), dark, colourless)


def _colourless(pixels: Points) -> bool:
    """Whether what is seen at the rim is white, grey or black, as lids are; a red cover is paper itself."""
    middle = np.median(pixels, axis=0)
    return float(np.ptp(middle)) < _COLOURLESS


def _rim(height: int, width: int) -> npt.NDArray[np.bool_]:
    """Give the outermost pixels of the frame, where the lid is seen if it is."""
    ring = max(2, round(0.012 * min(height, width)))
    around = np.zeros((height, width), bool)
    around[:ring] = around[-ring:] = True
    around[:, :ring] = around[:, -ring:] = True
    return around


def _plane(around: npt.NDArray[np.bool_], pixels: Points, shape: tuple[int, int]) -> Picture:
    """Lay a plane through the colours of the rim: a lamp is brighter on one side."""
    # Every fifth pixel says the same.
    rows, columns = np.divmod(np.flatnonzero(around)[::5], shape[1])
    pixels = pixels[::5]
    terms = np.stack([np.ones(len(rows)), columns / shape[1] - 0.5, rows / shape[0] - 0.5], axis=1)
    weight = np.ones(len(rows))
    for _ in range(4):
        weighed = terms * weight[:, None]
        products = np.einsum("ij,ik->jk", weighed, terms) + 1e-6 * np.eye(3)
        factors = np.linalg.solve(products, np.einsum("ij,ik->jk", weighed, pixels))
        distance = largest(np.abs(np.einsum("ij,jk->ik", terms, factors) - pixels))
        weight = 1.0 / (1.0 + np.square(distance / (2.0 * np.median(distance) + 1.0)))
    # What the rows add is the same in every column.
    across = (np.arange(shape[1], dtype=np.float32) / shape[1] - 0.5)[np.newaxis, :]
    along = (np.arange(shape[0], dtype=np.float32) / shape[0] - 0.5)[:, np.newaxis]
    planes = [
        cv2.convertScaleAbs(np.maximum(middle + by_x * across + by_y * along, 0.0))
        for middle, by_x, by_y in factors.T.astype(np.float32)
    ]
    return np.asarray(cv2.merge(planes), np.uint8)


def _sheet_of(
    contour: npt.NDArray[np.int32], soft: Picture, fine: Picture, away: Picture, lid: _Lid, millimetre: float
) -> Sheet | None:
    height, width = soft.shape[:2]
    corners = _corners(contour)
    if corners is None:
        return None
    area, hull = float(cv2.contourArea(contour)), float(cv2.contourArea(cv2.convexHull(contour)))
    quad = float(cv2.contourArea(corners))
    if not cv2.isContourConvex(corners) or quad <= 0 or not 0.9 <= hull / quad <= 1.07:
        return None
    # A pale sheet on a pale lid is seen in parts only, but all around.
    if area < (0.85 if lid.dark else 0.6) * hull:
        return None
    if lid.dark and not _brighter(contour, soft, lid):
        return None
    share = quad / (height * width)
    distinct = lid.dark or _distinct(corners, away)
    if share > (_WHOLE_FRAME if distinct else _LARGEST_SHARE):
        return None
    if not lid.dark and not _right_angled(corners, _SQUARE):
        return None
    touching = _touching(contour, width, height)
    if len(touching) == 4 or (touching and not distinct):
        return None
    # Where the frame cuts the sheet, its edge says nothing of how the sheet lies. A shadow that reaches the
    # frame cuts nothing: the edges still stand at right angles.
    if not proven(corners, soft, fine, lid.colours, dark=lid.dark, noise=lid.spread, millimetre=millimetre):
        return None
    if touching and (_along_frame(corners, width, height) or not _right_angled(corners)):
        return Sheet(_upright_box(contour), whole=False)
    return Sheet(corners)


def _along_frame(corners: Points, width: int, height: int) -> bool:
    """Whether an edge lies on the frame all along: there the sheet may go on."""
    beyond = np.stack(
        [corners[:, 0] <= 2, corners[:, 0] >= width - 3, corners[:, 1] <= 2, corners[:, 1] >= height - 3]
    )
    return bool((beyond & np.roll(beyond, 1, axis=1)).any())


def _right_angled(corners: Points, most: float = _RIGHT_ANGLE) -> bool:
    edges = np.roll(corners, -1, axis=0) - corners
    edges = edges / np.linalg.norm(edges, axis=1, keepdims=True)
    return float(np.abs((edges * np.roll(edges, 1, axis=0)).sum(axis=1)).max()) < most


def _distinct(corners: Points, away: Picture) -> bool:
    """Whether a sheet is of another colour than the lid throughout, not only outlined by its shadow."""
    inside = np.zeros(away.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(corners), np.int32), 255)
    return float(np.percentile(away[inside > 0], 20)) > _OTHER_COLOUR


def _upright_box(contour: npt.NDArray[np.int32]) -> Points:
    left, top, wide, high = cv2.boundingRect(contour)
    right, bottom = left + wide, top + high
    return np.asarray([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _brighter(contour: npt.NDArray[np.int32], soft: Picture, lid: _Lid) -> bool:
    """Whether what lies before a dark lid is paper; on an underlit page it is the pictures that stand out."""
    left, top, wide, high = cv2.boundingRect(contour)
    part = soft[max(0, top) : top + high : 3, max(0, left) : left + wide : 3]
    return part.size > 0 and float(np.median(part)) > lid.brightness + _LEAST_STEP


def _touching(contour: npt.NDArray[np.int32], width: int, height: int) -> set[str]:
    xs, ys = contour[:, 0, 0], contour[:, 0, 1]

    def share(hits: npt.NDArray[np.bool_], side: int) -> float:
        return int(np.count_nonzero(hits)) / side

    lengths = {
        "left": share(xs <= 2, height),
        "right": share(xs >= width - 3, height),
        "top": share(ys <= 2, width),
        "bottom": share(ys >= height - 3, width),
    }
    return {side for side, part in lengths.items() if part > 0.2}


def _with_more_beside(sheet: Sheet, pixels: Picture, lid: _Lid, millimetre: float) -> bool:
    """Whether anything is seen beside the sheet, however little: then nothing may be cropped away."""
    inside = np.zeros(pixels.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(sheet.corners), np.int32), 255)
    if lid.dark:
        return bright_outside(pixels, lid.colours, inside, lid.spread, millimetre)
    return marks_outside(pixels, inside, millimetre)


def _is_card(sheet: Sheet, millimetre: float) -> bool:
    shorter, longer = sorted(side / millimetre for side in upright_size(sheet.corners))
    return shorter < _CARD_MM[0] and longer < _CARD_MM[1]


def _one_of_several(sheet: Sheet, away: Picture, lid: _Lid, millimetre: float) -> bool:
    """Whether a pale sheet with marks beside it is one of two; what is smaller may be glued on a page."""
    corners = sheet.corners
    if lid.dark or min(upright_size(corners)) < _LARGEST_FIELD_MM * millimetre:
        return False
    if float(cv2.contourArea(corners)) > _MOST_OF_FRAME * away.shape[0] * away.shape[1]:
        return False
    inside = np.zeros(away.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.asarray(np.round(corners), np.int32), 255)
    return float(np.median(away[inside > 0])) < _PALE


def _lies_askew(contour: npt.NDArray[np.int32], soft: Picture, lid: _Lid) -> bool:
    if not _brighter(contour, soft, lid) or len(_touching(contour, soft.shape[1], soft.shape[0])) > 2:
        return False
    hull = cv2.convexHull(contour)
    return 0.55 < float(cv2.contourArea(contour)) / float(cv2.contourArea(hull)) < 0.97


def _corners(contour: npt.NDArray[np.int32]) -> Points | None:
    box = cv2.boxPoints(cv2.minAreaRect(contour)).astype(np.float32)
    points = contour[:, 0, :].astype(np.float32)
    centre = box.mean(axis=0)
    lines = []
    for index in range(4):
        start, end = box[index], box[(index + 1) % 4]
        along = end - start
        length = float(np.linalg.norm(along))
        if length < 10:
            return None
        unit = along / length
        normal = np.array([-unit[1], unit[0]], np.float32)
        travelled = (points - start) @ unit / length
        distance = np.abs((points - start) @ normal)
        reach = 0.12 * float(np.linalg.norm(start - centre))
        near = points[(travelled > 0.15) & (travelled < 0.85) & (distance < reach)]
        if len(near) < 8:
            return None
        fitted = cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((np.asarray(fitted[2:], np.float64), np.asarray(fitted[:2], np.float64)))
    crossings = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
    if any(point is None for point in crossings):
        return None
    return _ordered(np.asarray(crossings, np.float32))


def _crossing(
    one: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    other: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
) -> npt.NDArray[np.float64] | None:
    ways = np.stack([one[1], -other[1]], axis=1)
    if abs(float(np.linalg.det(ways))) < 0.2:
        return None
    step = np.linalg.solve(ways, other[0] - one[0])
    return np.asarray(one[0] + step[0] * one[1], np.float64)


def _ordered(corners: Points) -> Points:
    """Put the corners in order so that the sheet is turned by less than 45 degrees."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    around = corners[np.argsort(angles)]
    turns = [np.roll(around, -shift, axis=0) for shift in range(4)]

    def levelness(turn: Points) -> float:
        edge = turn[1] - turn[0]
        return float(edge[0] / (np.linalg.norm(edge) + 1e-6))

    return np.asarray(max(turns, key=levelness), np.float32)
