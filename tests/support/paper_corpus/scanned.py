"""From a sheet to what the scanner gives: lid, skew, light, softness, grain."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from tests.support.paper_corpus.grain import grain
from tests.support.paper_corpus.sheets import A4, Picture

NOISE = (0.0, 2.0, 4.0, 7.0, 11.0)
"""Five levels of grain: standard deviation of brightness (0–255)."""
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass(frozen=True, slots=True)
class Scan:
    """How the sheet lay on the glass and how the scanner saw it."""

    skew_deg: float = 0.0
    """Positive anticlockwise."""
    noise: float = 2.0
    softness_px: float = 0.7
    """Blur of the optics: sigma in pixels at 300 dpi."""
    rotation: int = 0
    """What sets it upright again: degrees clockwise."""
    lid: tuple[int, int, int] | None = None
    """Colour behind the sheet, BGR.

    None: the sheet fills the frame, and a pale lid shows only where it is askew.
    """
    frame: tuple[int, int] = A4
    shading: float = 0.04
    keystone: float = 0.0
    """Share of the width by which the top is narrower."""
    aside_px: int | None = None
    """How far right of the middle the sheet lies; None: at a random place in the frame."""


def scanned(sheet: Picture, how: Scan, dice: np.random.Generator) -> Picture:
    """Scan a sheet; the same dice give the same grain. Gives (height, width, 3) uint8, BGR."""
    paper = np.ascontiguousarray(cv2.rotate(sheet, _TURNS[how.rotation])) if how.rotation else sheet
    width, height = how.frame
    if how.lid is None and how.rotation in (90, 270):
        width, height = height, width
    lid = how.lid or (240, 241, 240)
    matrix = _placing(paper.shape[1], paper.shape[0], (width, height), how, dice)
    seen = cv2.warpPerspective(
        paper, matrix, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT, borderValue=lid
    )
    if how.lid is not None:
        seen = _with_shadow(seen, matrix, paper.shape[:2])
    if how.softness_px:
        seen = cv2.GaussianBlur(seen, (0, 0), how.softness_px)
    light = np.linspace(1.0, 1.0 - how.shading, width, dtype=np.float32)[None, :, None]
    coloured = grain(dice, how.noise / 2, (height // 2, width // 2, 3)) if how.noise else None
    tint = None if coloured is None else cv2.resize(coloured, (width, height))
    given = np.empty((height, width, 3), np.uint8)
    # A few lines at a time, so that the data stay in the processor's cache.
    for top in range(0, height, 64):
        lines = slice(top, top + 64)
        lit = seen[lines] * light
        lit += 0.5
        if tint is not None:
            lit += tint[lines]
            lit += grain(dice, how.noise, (*lit.shape[:2], 1))
        given[lines] = np.clip(lit, 0, 255, out=lit)
    return given


def _placing(
    wide: int, high: int, frame: tuple[int, int], how: Scan, dice: np.random.Generator
) -> npt.NDArray[np.float64]:
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float64)
    squeeze = how.keystone * wide / 2
    moved = corners + np.array([[squeeze, 0], [-squeeze, 0], [0, 0], [0, 0]])
    angle = np.deg2rad(-how.skew_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    around = (moved - [wide / 2, high / 2]) @ turn.T
    room = np.maximum(0, (np.array(frame) - np.ptp(around, axis=0)) / 2 - 20)
    if how.aside_px is not None:
        shift = np.array([how.aside_px, 0.0])
    else:
        shift = dice.uniform(-1, 1, 2) * room if how.lid is not None else np.zeros(2)
    placed = around + np.array(frame) / 2 + shift
    return np.asarray(
        cv2.getPerspectiveTransform(corners.astype(np.float32), placed.astype(np.float32)), np.float64
    )


def _with_shadow(
    seen: cv2.typing.MatLike, matrix: npt.NDArray[np.float64], shape: tuple[int, ...]
) -> Picture:
    """Let the edge of the sheet throw its shadow on the lid, as every flatbed shows it."""
    full = np.full(shape[:2], 255, np.uint8)
    inside = cv2.warpPerspective(full, matrix, (seen.shape[1], seen.shape[0]))
    moved = np.roll(inside, (7, 5), axis=(0, 1))
    shade = cv2.GaussianBlur(moved, (0, 0), 5).astype(np.float32) / 255 * 0.32
    shade[inside > 0] = 0
    return np.asarray(seen * (1 - shade[:, :, None]), np.uint8)
