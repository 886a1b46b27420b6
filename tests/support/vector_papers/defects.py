"""Pages of the second corpus that an officer would send back, and odd ones that are good as they are.

Other code than `paper_corpus` draws them, so that no threshold is fitted to one way of drawing.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.page import Finding
from tests.support.vector_papers.pages import FACES, PAGES, WHITE, Drawing, Picture
from tests.support.vector_papers.scans import askew as turned
from tests.support.vector_papers.scans import seen
from tests.support.vector_papers.wording import sentence

DPI = 300
_MM = DPI / 25.4
_PAPERS = (WHITE, (0.95, 0.9, 0.8), (0.97, 0.88, 0.9), (0.88, 0.94, 0.97), (0.9, 0.95, 0.89))
_LIDS = ((24, 23, 22), (104, 103, 101), (241, 240, 240))
_WIDE = ("form", "columns", "framed")
Floats = npt.NDArray[np.float32]


def page_of(dice: np.random.Generator, kind: str, contrast: float | None = None) -> Picture:
    """Draw a page of a kind in any face, size and paper; `contrast`: of its print, 0–255."""
    page = Drawing(_PAPERS[int(dice.integers(5))], (contrast or float(dice.uniform(90, 220))) / 255)
    PAGES[kind](dice, page, float(dice.uniform(9, 13)), FACES[int(dice.integers(3))])
    return page.drawn(DPI)


def _any(dice: np.random.Generator, kinds: tuple[str, ...] = ("text", "form", "columns", "framed")) -> str:
    return str(dice.choice(kinds))


def _scan(page: npt.NDArray[np.generic], dice: np.random.Generator) -> Picture:
    whole = np.clip(page, 0, 255).astype(np.uint8)
    return seen(whole, dice, grain=float(dice.uniform(0.5, 4)), softness=float(dice.uniform(0.4, 0.9)))


def blurred(dice: np.random.Generator) -> Picture:
    """Out of focus, or drawn along by a hand, in any direction."""
    page = page_of(dice, _any(dice))
    if dice.random() < 0.5:
        return _scan(cv2.GaussianBlur(page, (0, 0), float(dice.uniform(5, 9))), dice)
    length = int(dice.integers(28, 48)) | 1
    line = np.zeros((length, length), np.float32)
    line[length // 2] = 1.0
    way = cv2.getRotationMatrix2D((length // 2, length // 2), float(dice.uniform(0, 180)), 1.0)
    line = np.asarray(cv2.warpAffine(line, way, (length, length)), np.float32)
    return _scan(cv2.filter2D(page, -1, line / line.sum()), dice)


def too_dark(dice: np.random.Generator) -> Picture:
    """Hardly any light: the curve of a sensor, then its grain."""
    page = page_of(dice, _any(dice)).astype(np.float32) / 255
    dim = np.power(page, float(dice.uniform(0.9, 1.4))) * float(dice.uniform(45, 95))
    return _scan(dim, dice)


def glare(dice: np.random.Generator) -> Picture:
    """A lamp mirrored in foil over the text, its rim fading fast or slowly, where the sensor is full."""
    page = _scan(page_of(dice, "columns").astype(np.float32) * np.float32(0.88), dice)
    height, width = page.shape[:2]
    down, across = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    middle = float(dice.uniform(0.3, 0.7)) * width, float(dice.uniform(0.15, 0.35)) * height
    radii = [float(dice.uniform(14, 34)) * _MM for _ in range(2)]
    away = np.square((across - middle[0]) / radii[0]) + np.square((down - middle[1]) / radii[1])
    lamp = cv2.convertScaleAbs(np.exp(-np.power(away, float(dice.uniform(1, 2.5)))) * 330)
    return np.asarray(cv2.add(page, cv2.merge([cv2.resize(lamp, (width, height))] * 3)), np.uint8)


def cut_off(dice: np.random.Generator) -> Picture:
    """Pushed beyond the glass: lines run out at one side, the lid is seen at the other."""
    page = page_of(dice, _any(dice, _WIDE))
    by = round(float(dice.uniform(34, 60)) * _MM) * (1 if dice.random() < 0.5 else -1)
    frame = np.empty_like(page)
    frame[:] = _LIDS[int(dice.integers(3))]
    if by > 0:
        frame[:, :-by] = page[:, by:]
    else:
        frame[:, -by:] = page[:, :by]
    return _scan(frame, dice)


def folded_corner(dice: np.random.Generator) -> Picture:
    """Turned over at a corner: the lid shows, the back lies on the page."""
    page = page_of(dice, _any(dice)).copy()
    turn = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180)[int(dice.integers(3))]
    page = page if turn is None else np.ascontiguousarray(cv2.rotate(page, turn))
    along, down = (float(dice.uniform(16, 46)) * _MM for _ in range(2))
    # The corner mirrored at the crease.
    share = 2 * along * down / (along**2 + down**2)
    tip = (share * down, share * along)
    ends = [(along, 0.0), (0.0, down)]
    back = float(dice.uniform(0.9, 0.96)) * np.percentile(page[::9, ::9].reshape(-1, 3), 80, axis=0)
    cv2.fillPoly(page, [np.array([(0.0, 0.0), *ends]).astype(np.int32)], _LIDS[int(dice.integers(3))])
    cv2.fillPoly(page, [np.array([tip, *ends]).astype(np.int32)], [float(part) for part in back])
    page = page if turn is None else np.ascontiguousarray(cv2.rotate(page, turn))
    return _scan(page, dice)


def empty(dice: np.random.Generator) -> Picture:
    """The back of a page: shine-through, a crease, a stain, or nothing."""
    back = Drawing(_PAPERS[int(dice.integers(5))]).drawn(DPI).astype(np.float32)
    if dice.random() < 0.6:
        front = Drawing(WHITE)
        PAGES["columns"](dice, front, 11.0, FACES[int(dice.integers(3))])
        through = cv2.GaussianBlur(front.drawn(DPI)[:, ::-1], (0, 0), float(dice.uniform(2.6, 4)))
        back -= (247.0 - through.astype(np.float32)) * float(dice.uniform(0.03, 0.09))
    if dice.random() < 0.4:
        row = int(dice.uniform(0.3, 0.7) * back.shape[0])
        back[row : row + 4] -= 12
    return _scan(back, dice)


def two_sheets(dice: np.random.Generator) -> Picture:
    """Two small papers laid one above the other, each somewhat askew, with their shadows."""
    lid = _LIDS[int(dice.integers(2))]
    frame = np.empty((round(300 * _MM), round(216 * _MM), 3), np.float32)
    frame[:] = lid
    for top in (6.0, 154.0):
        page = Drawing(_PAPERS[int(dice.integers(5))], size_mm=(float(dice.uniform(85, 150)), 130.0))
        page.paragraph((8, 12), page.size_mm[0] - 16, sentence(dice, 60), 9, FACES[int(dice.integers(3))])
        sheet = page.drawn(DPI).astype(np.float32)
        high, wide = sheet.shape[:2]
        way = cv2.getRotationMatrix2D((wide / 2, high / 2), float(dice.uniform(-5, 5)), 1.0)
        way[:, 2] += np.array([float(dice.uniform(8, 40)) * _MM, top * _MM])
        size = (frame.shape[1], frame.shape[0])
        laid = cv2.warpAffine(np.ones((high, wide), np.float32), way, size)[:, :, None]
        frame = frame * (1 - laid) + cv2.warpAffine(sheet, way, size) * laid
    return _scan(frame, dice)


def askew(dice: np.random.Generator) -> Picture:
    """Laid far from straight."""
    page = page_of(dice, _any(dice, ("text", "columns")))
    return _scan(turned(page, float(dice.uniform(24, 40)) * (1 if dice.random() < 0.5 else -1)), dice)


def faint(dice: np.random.Generator) -> Picture:
    """Print 12 to 24 levels below its paper."""
    page = page_of(dice, _any(dice, ("text", "columns")), float(dice.uniform(12, 24)))
    return seen(page, dice, grain=float(dice.uniform(0.3, 1.0)), softness=0.5)


DEFECTS: dict[Finding, Callable[[np.random.Generator], Picture]] = {
    Finding.BLURRED: blurred,
    Finding.TOO_DARK: too_dark,
    Finding.GLARE: glare,
    Finding.CUT_OFF: cut_off,
    Finding.FOLDED_CORNER: folded_corner,
    Finding.EMPTY: empty,
    Finding.TWO_SHEETS: two_sheets,
    Finding.ASKEW: askew,
    Finding.FAINT: faint,
}


def lined(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Write on lined or squared paper."""
    step = float(dice.choice((5.0, 6.5, 8.0)))
    colour = tuple(float(part) for part in dice.uniform(0.62, 0.86, 3))
    for row in np.arange(11.0, 294.0, step):
        page.rule((0, float(row)), (210, float(row)), 0.2, colour)  # type: ignore[arg-type]  # of three
    for column in np.arange(7.0, 208.0, step) if dice.random() < 0.5 else ():
        page.rule((float(column), 0), (float(column), 297), 0.2, colour)  # type: ignore[arg-type]  # of three
    for row in range(4, 16):
        page.text((32, 11 + 2 * step * row if step < 8 else 11 + step * row), sentence(dice, 6), 14, "hand")


def ornamented(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print a certificate: a thick frame in colour and a full triangle in each corner."""
    colour = (0.7, 0.15, 0.18) if dice.random() < 0.5 else (0.25, 0.35, 0.6)
    side, inset = float(dice.uniform(14, 40)), float(dice.uniform(5, 9))
    page.canvas.setFillColorRGB(*colour)
    for x, y, way, up in ((5, 5, 1, 1), (205, 5, -1, 1), (5, 292, 1, -1), (205, 292, -1, -1)):
        path = page.canvas.beginPath()
        path.moveTo(x * 72 / 25.4, y * 72 / 25.4)
        path.lineTo((x + way * side) * 72 / 25.4, y * 72 / 25.4)
        path.lineTo(x * 72 / 25.4, (y + up * side) * 72 / 25.4)
        page.canvas.drawPath(path, stroke=0, fill=1)
    far = (210 - inset, 297 - inset)
    for start, end in (
        ((inset, inset), (far[0], inset)),
        ((far[0], inset), far),
        (far, (inset, far[1])),
        ((inset, far[1]), (inset, inset)),
    ):
        page.rule(start, end, float(dice.uniform(0.6, 1.8)), colour)
    page.paragraph((45, 80), 120, sentence(dice, 60), points, name)


def cover(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print golden letters on a dark cover."""
    tone = ((0.45, 0.08, 0.1), (0.1, 0.2, 0.36), (0.16, 0.16, 0.17))[int(dice.integers(3))]
    page.box((0, 0, 210, 297), fill=tone)
    for row in range(3):
        page.text(
            (40, 60 + 30 * row),
            sentence(dice, 3).upper(),
            float(dice.uniform(14, 26)),
            "sans",
            (0.85, 0.7, 0.35),
        )


def half_black(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Copy with the copier's lid open: black around what was copied."""
    if dice.random() < 0.5:
        page.box((0, 0, 210, float(dice.uniform(60, 150))), fill=(0.07, 0.07, 0.08))
        page.paragraph((25, 165), 160, sentence(dice, 90), points, name)
        return
    page.box((0, 0, float(dice.uniform(40, 100)), 297), fill=(0.06, 0.06, 0.06))
    page.paragraph((108, 30), 88, sentence(dice, 90), points, name)


def rules_only(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print a table to be filled in, without a word."""
    rows = int(dice.integers(8, 24))
    for row in range(rows + 1):
        page.rule((15, 24 + 10 * row), (195, 24 + 10 * row), float(dice.uniform(0.15, 0.5)))
    for x in np.linspace(15, 195, int(dice.integers(3, 8))):
        page.rule((float(x), 24), (float(x), 24 + 10 * rows), 0.25)


ODD: dict[str, Callable[[np.random.Generator, Drawing, float, str], None]] = {
    "lined": lined,
    "ornamented": ornamented,
    "cover": cover,
    "half_black": half_black,
    "rules_only": rules_only,
}
GOOD = (*PAGES, *ODD)


def good(dice: np.random.Generator, kind: str) -> Picture:
    """Draw and scan a page that has nothing wrong, a little askew at most."""
    if kind in PAGES:
        page = page_of(dice, kind)
    else:
        drawing = Drawing(_PAPERS[int(dice.integers(5))])
        ODD[kind](dice, drawing, float(dice.uniform(9, 13)), FACES[int(dice.integers(3))])
        page = drawing.drawn(DPI)
    if kind in PAGES and dice.random() < 0.5:
        ground = [int(part) for part in np.percentile(page[::9, ::9].reshape(-1, 3), 80, axis=0)]
        page = turned(page, float(dice.uniform(-2, 2)), (ground[0], ground[1], ground[2]))
    return _scan(page, dice)
