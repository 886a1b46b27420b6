"""Judges what the pipeline says of pages: skew, way up, empty backs, defects, and false alarms."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

import cv2
import numpy as np

from kiosk_app.scanning.geometry import PageGeometry, measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.paper_corpus.backs import empty_back, written_back
from tests.support.paper_corpus.defects import DEFECTS
from tests.support.paper_corpus.mix import fed, laid

_LEVEL, _LAID, _BACKS, _EACH = 50, 100, 100, 30
_LIMITS = QualityLimits()


def judge(pool: Executor, seed: int) -> dict[str, Any]:
    """Give the part of the table that is about judgement; each page is drawn from `seed`."""
    ways = [way for ways in pool.map(_ways_up, [seed + 1] * _LEVEL, range(_LEVEL)) for way in ways]
    good = list(pool.map(_good, [seed + 2] * _LAID, range(_LAID)))
    backs = list(pool.map(_backs, [seed + 3] * _BACKS, range(_BACKS)))
    kinds = list(DEFECTS)
    shares = {}
    for number, kind in enumerate(kinds):
        flagged = pool.map(_flagged, [seed + 4] * _EACH, [number] * _EACH, range(_EACH))
        shares[kind.value] = round(sum(flagged) / _EACH, 4)
    errors = [error for error, _ in ways] + [error for error, _, _ in good]
    right = [way for _, way in ways] + [way for _, way, _ in good]
    blank = [answer for pair in backs for answer in pair]
    return {
        "deskew_error_deg": round(max(errors), 3),
        "deskew_error_deg_median": round(float(np.median(errors)), 3),
        "upright_accuracy": round(sum(right) / len(right), 4),
        "upright_pages": len(right),
        "blank_accuracy": round(sum(blank) / len(blank), 4),
        "blank_pages": len(blank),
        "defects_flagged": min(shares.values()),
        "by_defect": shares,
        "false_alarms": round(sum(alarm for _, _, alarm in good) / len(good), 4),
        "good_pages": len(good),
    }


def _looked_at(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> PageGeometry:
    cv2.setNumThreads(1)
    return measure_geometry(pixels, 300)


def _ways_up(seed: int, index: int) -> list[tuple[float, bool]]:
    shot = fed(seed, index)
    found = []
    for quarter in range(4):
        geometry = _looked_at(np.ascontiguousarray(np.rot90(shot.pixels, quarter)))
        found.append((abs(geometry.skew_deg - shot.how.skew_deg), geometry.rotation == 90 * quarter))
    return found


def _good(seed: int, index: int) -> tuple[float, bool, bool]:
    shot = laid(seed, index)
    geometry = _looked_at(shot.pixels)
    error = abs(geometry.skew_deg - shot.how.skew_deg)
    return (
        error,
        geometry.rotation == shot.how.rotation,
        bool(findings_of(geometry, RectifiedPage(shot.pixels, 300, geometry), _LIMITS)),
    )


def _backs(seed: int, index: int) -> tuple[bool, bool]:
    empty, written = (
        Finding.EMPTY in findings_of(geometry, RectifiedPage(back, 300, geometry), _LIMITS)
        for back, geometry in (
            (back, _looked_at(back))
            for back in (
                empty_back(np.random.default_rng([seed, index, 0])),
                written_back(np.random.default_rng([seed, index, 1])),
            )
        )
    )
    return empty, not written


def _flagged(seed: int, kind: int, index: int) -> bool:
    finding: Finding = list(DEFECTS)[kind]
    pixels = DEFECTS[finding](np.random.default_rng([seed, kind, index]))
    geometry = _looked_at(pixels)
    return finding in findings_of(geometry, RectifiedPage(pixels, 300, geometry), _LIMITS)
