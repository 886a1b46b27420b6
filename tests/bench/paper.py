"""The paper table of the bench: our pages beside plain JPEG in PDF and beside OCRmyPDF, on the same scans."""

from __future__ import annotations

import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.prepare import Settings, prepare
from tests.bench import paper_judging as judging
from tests.bench.paper_rivals import ABOUT, Reading, accuracy, jpeg_pdf, ocrmypdf_pdf
from tests.support.paper_corpus.mix import fed

SEED = 20261125
PAGES = 40
FEED = 10
_WORKERS = 2


def measure() -> dict[str, Any]:
    """Give the `paper` part of `build/bench.json`.

    Seconds are of one core, from the raw scan to the PDF that is ready to be sealed, nothing else running.
    Accuracies are medians over the pages: 1 less the edit distance of tesseract's reading to the known
    text, a character. `deskew_error_deg` is the largest; `defects_flagged` is that of the worst kind.
    """
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="bench-paper-") as name:
        folder = Path(name)
        with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
            texts = list(pool.map(_draw, [folder] * PAGES, range(PAGES)))
        ours = [_ours(folder, index) for index in range(PAGES)]
        feed = json.loads(_child("feed", name))
        with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
            rivals = list(pool.map(_rivals, [folder] * PAGES, range(PAGES), texts))
            judged = judging.judge(pool, SEED)
    theirs = [row["ocrmypdf"] for row in rivals]
    return {
        "pages": PAGES,
        "median_kb": _median([size for size, _ in ours]),
        "median_kb_jpeg": _median([row["jpeg"].kilobytes for row in rivals]),
        "median_kb_ocrmypdf": _median([one.kilobytes for one in theirs]),
        "accuracy": _median([row["ours"].accuracy for row in rivals]),
        "accuracy_ocrmypdf": _median([one.accuracy for one in theirs]),
        "accuracy_jpeg": _median([row["jpeg"].accuracy for row in rivals]),
        "accuracy_mean": _mean([row["ours"].accuracy for row in rivals]),
        "accuracy_mean_ocrmypdf": _mean([one.accuracy for one in theirs]),
        "seconds_per_page": _median([seconds for _, seconds in ours]),
        "seconds_per_page_ocrmypdf": _median([one.seconds for one in theirs]),
        "ten_page_feed_s": feed["seconds"],
        "peak_mb": feed["peak_mb"],
        **judged,
        "seed": SEED,
        "runs": {
            "kb": _spread([size for size, _ in ours]),
            "seconds_per_page": _spread([seconds for _, seconds in ours]),
            "accuracy": _spread([row["ours"].accuracy for row in rivals]),
            "accuracy_ocrmypdf": _spread([one.accuracy for one in theirs]),
            "kb_ocrmypdf": _spread([one.kilobytes for one in theirs]),
        },
    }


def _draw(folder: Path, index: int) -> str:
    cv2.setNumThreads(1)
    shot = fed(SEED, index)
    np.save(folder / f"{index:02d}.npy", shot.pixels)
    return shot.text


def _ours(folder: Path, index: int) -> tuple[float, float]:
    cv2.setNumThreads(1)
    pixels = np.load(folder / f"{index:02d}.npy")
    began = time.perf_counter()
    page = prepare(pixels, 300, str(index), Settings())
    made = bind_pdf([page], ABOUT)
    spent = time.perf_counter() - began
    (folder / f"{index:02d}.pdf").write_bytes(made)
    return len(made) / 1000, spent


def _rivals(folder: Path, index: int, text: str) -> dict[str, Reading]:
    cv2.setNumThreads(1)
    pixels = np.load(folder / f"{index:02d}.npy")
    mine = folder / f"{index:02d}.pdf"
    ours = Reading(mine.stat().st_size / 1000, 0.0, accuracy(mine, text))
    return {
        "ours": ours,
        "jpeg": jpeg_pdf(pixels, folder, text),
        "ocrmypdf": ocrmypdf_pdf(pixels, folder, text),
    }


def _child(job: str, folder: str) -> str:
    command = [sys.executable, "-m", "tests.bench.paper", job, folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _feed(folder: Path) -> dict[str, float]:
    """Take ten pages as a feeder gives them, in a process of its own, and bind them into one PDF."""
    cv2.setNumThreads(1)
    began = time.perf_counter()
    pages = []
    for index in range(FEED):
        page = prepare(np.load(folder / f"{index:02d}.npy"), 300, str(index), Settings())
        if Finding.EMPTY not in page.findings:
            pages.append(page)
    bind_pdf(pages, ABOUT)
    seconds = time.perf_counter() - began
    if len(pages) != FEED:
        raise RuntimeError("a page of the feed was dropped")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 2), "peak_mb": round(peak, 1)}


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 4)


def _mean(values: list[float]) -> float:
    return round(statistics.fmean(values), 4)


def _spread(values: list[float]) -> dict[str, float]:
    return {"min": round(min(values), 4), "median": _median(values), "max": round(max(values), 4)}


if __name__ == "__main__":
    if sys.argv[1:2] == ["feed"]:
        sys.stdout.write(json.dumps(_feed(Path(sys.argv[2]))))
    else:
        sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
