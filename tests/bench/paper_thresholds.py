"""Measures what the thresholds of the quality gate rest on: `python -m tests.bench.paper_thresholds`.

Prints, for each measure, the 2nd, 50th and 98th percentile on good pages and on those with the defect.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import cv2
import numpy as np

from kiosk_app.scanning.blank import ink_area_mm2, smeared_mm2
from kiosk_app.scanning.corners import corner_mm2
from kiosk_app.scanning.defects import cut_strokes, glare_mm2, sharpness
from kiosk_app.scanning.geometry import PageGeometry, measure_geometry
from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.quality import QualityLimits
from tests.support.paper_corpus.defects import DEFECTS
from tests.support.paper_corpus.mix import laid

SEED = 20261126
GOOD, EACH = 60, 24


def _brightness(geometry: PageGeometry) -> float:
    grey = cv2.cvtColor(geometry.overview, cv2.COLOR_BGR2GRAY)
    return float(np.percentile(grey[::4, ::4], 80))


MEASURES: dict[str, tuple[Finding, Callable[[PageGeometry], float]]] = {
    "dark_paper": (Finding.TOO_DARK, _brightness),
    "least_ink_mm2": (
        Finding.EMPTY,
        lambda geometry: ink_area_mm2(
            geometry.overview, geometry.overview_dpi, QualityLimits().stroke_contrast
        ),
    ),
    "least_smear_mm2": (
        Finding.EMPTY,
        lambda geometry: smeared_mm2(geometry.overview, geometry.overview_dpi),
    ),
    "sharp_edge": (
        Finding.BLURRED,
        lambda geometry: sharpness(
            np.asarray(cv2.cvtColor(geometry.overview, cv2.COLOR_BGR2GRAY), np.uint8), geometry.overview_dpi
        ),
    ),
    "glare_mm2": (Finding.GLARE, lambda geometry: glare_mm2(geometry.overview, geometry.overview_dpi)),
    "corner_mm2": (
        Finding.FOLDED_CORNER,
        lambda geometry: corner_mm2(geometry.overview, geometry.overview_dpi),
    ),
    "cut_strokes": (
        Finding.CUT_OFF,
        lambda geometry: float(cut_strokes(geometry.seen, geometry.overview_dpi)),
    ),
}


def measured(kind: str, index: int) -> dict[str, float]:
    """Draw one page, good or with a defect, and take every measure."""
    cv2.setNumThreads(1)
    if kind == "good":
        pixels = laid(SEED, index).pixels
    else:
        finding = Finding(kind)
        pixels = DEFECTS[finding](np.random.default_rng([SEED, list(DEFECTS).index(finding), index]))
    geometry = measure_geometry(pixels, 300)
    return {name: take(geometry) for name, (_, take) in MEASURES.items()}


def main() -> int:
    """Print the table."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        good = list(pool.map(measured, ["good"] * GOOD, range(GOOD)))
        bad = {
            finding: list(pool.map(measured, [finding.value] * EACH, range(EACH)))
            for finding in dict.fromkeys(finding for finding, _ in MEASURES.values())
        }
    sys.stdout.write("threshold | set to | good pages 2/50/98 % | defect | with it 2/50/98 %\n")
    for name, (finding, _) in MEASURES.items():
        ours = _told([row[name] for row in good])
        theirs = _told([row[name] for row in bad[finding]])
        sys.stdout.write(f"{name} | {getattr(QualityLimits(), name)} | {ours} | {finding.value} | {theirs}\n")
    sys.stdout.write(f"thresholds: {GOOD} good pages and {EACH} of each defect, seed {SEED}\n")
    return 0


def _told(values: list[float]) -> str:
    return " / ".join(f"{value:.3g}" for value in np.percentile(values, [2, 50, 98]))


if __name__ == "__main__":
    sys.exit(main())
