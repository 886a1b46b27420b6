"""Scans that an officer would send back, one defect each."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from kiosk_app.scanning.page import Finding
from tests.support.paper_corpus.backs import empty_back
from tests.support.paper_corpus.scanned import Scan, scanned
from tests.support.paper_corpus.sheets import A4, KINDS, Picture

_DARK_LID = (46, 48, 50)
_PALE_LID = (228, 229, 229)


def _sheet(dice: np.random.Generator) -> Picture:
    kind = str(dice.choice(sorted(KINDS)))
    return KINDS[kind](dice).pixels


def _how(dice: np.random.Generator, **more: object) -> Scan:
    values: dict[str, object] = {
        "skew_deg": float(dice.uniform(-3, 3)),
        "noise": float(dice.uniform(0, 8)),
        **more,
    }
    return Scan(**values)  # type: ignore[arg-type]  # the callers name fields of Scan


def blurred(dice: np.random.Generator) -> Picture:
    """Out of focus, or moved while the lamp passed."""
    sheet = _sheet(dice)
    if dice.random() < 0.5:
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), float(dice.uniform(6, 12))), np.uint8)
    else:
        length = int(dice.integers(24, 50))
        kernel = np.full((1, length) if dice.random() < 0.5 else (length, 1), 1 / length)
        sheet = np.asarray(cv2.GaussianBlur(cv2.filter2D(sheet, -1, kernel), (0, 0), 3), np.uint8)
    return scanned(sheet, _how(dice), dice)


def too_dark(dice: np.random.Generator) -> Picture:
    """Too dark: the lamp was weak or the lid reflected no light."""
    seen = scanned(_sheet(dice), _how(dice), dice)
    return np.asarray(cv2.convertScaleAbs(seen, alpha=float(dice.uniform(0.15, 0.42))), np.uint8)


def glare(dice: np.random.Generator) -> Picture:
    """A lamp mirrored in a plastic sleeve: a patch of plain white in which print is lost."""
    seen = cv2.convertScaleAbs(scanned(_sheet(dice), _how(dice), dice), alpha=0.86)
    height, width = seen.shape[:2]
    centre = (int(dice.uniform(0.25, 0.75) * width), int(dice.uniform(0.15, 0.6) * height))
    axes = (int(dice.uniform(0.12, 0.3) * width), int(dice.uniform(0.06, 0.14) * height))
    # The edge of the patch is soft, so it is computed at a quarter of the size.
    spot = np.zeros((height // 4, width // 4), np.float32)
    small = [(centre[0] // 4, centre[1] // 4), (axes[0] // 4, axes[1] // 4)]
    cv2.ellipse(spot, small[0], small[1], float(dice.uniform(-40, 40)), 0, 360, 330.0, -1)
    light = cv2.resize(cv2.GaussianBlur(spot, (0, 0), 18 / 4), (width, height))
    return np.asarray(cv2.add(seen, cv2.merge([cv2.convertScaleAbs(light)] * 3)), np.uint8)


def cut_off(dice: np.random.Generator) -> Picture:
    """Lines run out of the frame: the sheet lay beyond the glass, before a dark lid or a pale one."""
    sheet = _sheet(dice)
    gone = int(dice.uniform(0.16, 0.3) * A4[0])
    lid = _DARK_LID if dice.random() < 0.5 else _PALE_LID
    aside = gone if dice.random() < 0.5 else -gone
    how = _how(dice, lid=lid, aside_px=aside, skew_deg=float(dice.uniform(-1.5, 1.5)))
    return scanned(sheet, how, dice)


def folded_corner(dice: np.random.Generator) -> Picture:
    """A corner is turned over: its back covers what stands there, before a dark or a pale lid."""
    sheet = _sheet(dice).copy()
    height, width = sheet.shape[:2]
    leg = float(dice.uniform(0.14, 0.3) * width)
    other = leg * float(dice.uniform(0.7, 1.4))
    right, bottom = bool(dice.random() < 0.5), bool(dice.random() < 0.5)
    x0, y0 = (width if right else 0), (height if bottom else 0)
    along = np.array([x0 + (-leg if right else leg), y0], np.float64)
    down = np.array([x0, y0 + (-other if bottom else other)], np.float64)
    corner = np.array([x0, y0], np.float64)
    crease = down - along
    foot = along + crease * float((corner - along) @ crease) / float(crease @ crease)
    tip = 2 * foot - corner
    lid = (46, 48, 50) if dice.random() < 0.6 else (205, 206, 206)
    cv2.fillPoly(sheet, [np.array([corner, along, down]).astype(np.int32)], lid)
    cv2.fillPoly(sheet, [np.array([tip, along, down]).astype(np.int32)], (228, 231, 232))
    cv2.line(sheet, tuple(int(v) for v in along), tuple(int(v) for v in tip), (170, 172, 172), 6)
    cv2.line(sheet, tuple(int(v) for v in down), tuple(int(v) for v in tip), (170, 172, 172), 6)
    if dice.random() < 0.5:
        frame = (A4[0] + 130, A4[1] + 130)
        return scanned(sheet, _how(dice, lid=lid, frame=frame, skew_deg=float(dice.uniform(-1.0, 1.0))), dice)
    return scanned(sheet, _how(dice, skew_deg=float(dice.uniform(-0.5, 0.5))), dice)


def empty(dice: np.random.Generator) -> Picture:
    """An empty page: the wrong side lay on the glass."""
    return empty_back(dice)


def two_sheets(dice: np.random.Generator) -> Picture:
    """Two papers side by side or askew on one another."""
    frame = (A4[0], A4[1])
    lid = _DARK_LID if dice.random() < 0.6 else (244, 245, 245)
    small = [cv2.resize(_sheet(dice), (1500, 2120), interpolation=cv2.INTER_AREA) for _ in range(2)]
    first = scanned(
        np.asarray(small[0][:1500], np.uint8), _how(dice, lid=lid, frame=(frame[0], 1754), noise=2.0), dice
    )
    second = scanned(
        np.asarray(small[1][:1500], np.uint8), _how(dice, lid=lid, frame=(frame[0], 1754), noise=2.0), dice
    )
    return np.ascontiguousarray(np.vstack([first, second]))


def faint(dice: np.random.Generator) -> Picture:
    """The ribbon or the toner was at its end: print that is hardly darker than its paper."""
    sheet = _sheet(dice).astype(np.float32)
    share = float(dice.uniform(0.08, 0.11))
    pale = np.asarray(246.0 - (246.0 - sheet) * share, np.uint8)
    return scanned(pale, _how(dice, noise=float(dice.uniform(0, 2))), dice)


def askew(dice: np.random.Generator) -> Picture:
    """The sheet lay far from straight on a pale lid that nothing tells from it."""
    angle = float(dice.uniform(25, 40)) * (1 if dice.random() < 0.5 else -1)
    return scanned(_sheet(dice), _how(dice, skew_deg=angle, frame=(A4[0] + 600, A4[1])), dice)


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
