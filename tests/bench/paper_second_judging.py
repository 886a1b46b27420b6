"""Judges what is said of the second corpus: defects found, false alarms, good pages cropped or turned."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

import cv2
import numpy as np

from kiosk_app.scanning.geometry import measure_geometry
from kiosk_app.scanning.quality import QualityLimits, findings_of
from kiosk_app.scanning.rectified_page import RectifiedPage
from tests.support.vector_papers.defects import DEFECTS, DPI, GOOD, good
from tests.support.vector_papers.pages import Picture

_EACH_DEFECT, _EACH_GOOD = 20, 10


def judge(pool: Executor, seed: int) -> dict[str, Any]:
    """Give the part of the table that is about judgement; each page is drawn from `seed`."""
    kinds = list(DEFECTS)
    shares, missed = {}, []
    for number, kind in enumerate(kinds):
        flagged = list(
            pool.map(_flagged, [seed] * _EACH_DEFECT, [number] * _EACH_DEFECT, range(_EACH_DEFECT))
        )
        shares[kind.value] = round(sum(flagged) / _EACH_DEFECT, 4)
        missed += [f"{kind.value} {index}" for index, found in enumerate(flagged) if not found]
    pages = [(kind, index) for kind in range(len(GOOD)) for index in range(_EACH_GOOD)]
    told = list(pool.map(_good, [seed] * len(pages), *zip(*pages, strict=True)))
    return {
        "defects_flagged": round(sum(shares.values()) / len(shares), 4),
        "defects_flagged_worst": min(shares.values()),
        "by_defect": shares,
        "false_alarms": round(sum(bool(findings) for findings, _, _ in told) / len(told), 4),
        "good_pages": len(told),
        "good_cropped": sum(cropped for _, cropped, _ in told),
        "good_turned": sum(turned for _, _, turned in told),
        "missed": missed,
        "alarms": [
            f"{GOOD[kind]} {index}: {', '.join(findings)}"
            for (kind, index), (findings, _, _) in zip(pages, told, strict=True)
            if findings
        ],
    }


def _flagged(seed: int, kind: int, index: int) -> bool:
    finding = list(DEFECTS)[kind]
    return finding.value in _told(DEFECTS[finding](np.random.default_rng([seed, kind, index])))[0]


def _good(seed: int, kind: int, index: int) -> tuple[tuple[str, ...], bool, bool]:
    return _told(good(np.random.default_rng([seed, len(DEFECTS) + kind, index]), GOOD[kind]))


def _told(pixels: Picture) -> tuple[tuple[str, ...], bool, bool]:
    """Give the findings, and whether the page was cropped or turned."""
    cv2.setNumThreads(1)
    geometry = measure_geometry(pixels, DPI)
    findings = findings_of(geometry, RectifiedPage(pixels, DPI, geometry), QualityLimits())
    found = tuple(finding.value for finding in findings)
    return found, geometry.found.sheet is not None, geometry.rotation != 0
