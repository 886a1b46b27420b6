"""The QR table of the bench: our reader beside zxing-cpp, zbar and OpenCV, each alone, on the same frames."""

from __future__ import annotations

import json
import multiprocessing
import statistics
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench.qr_latency import camera_to_accept
from tests.support.qr_corpus import DEGRADATIONS, Sample, plan, sample
from tests.support.qr_measure import measure as measure_frames
from tests.support.qr_measure import measure_photographs
from tests.support.qr_photographs import photographs

SEED = 20261124
PER_DEGRADATION = 56
TRIALS = 10
PHOTOGRAPHS_OF_A_KIND = 4
_DRAWERS = 2


def measure() -> dict[str, Any]:
    """Give the `qr` part of `build/bench.json`.

    `photographs`: what the reader of stills (`kioskctl read-qr`) and each decoder alone find in pictures that
    were drawn by another way. `camera_to_accept_s`: the slowest of `TRIALS` readings through the camera
    reader, from the first picture with the whole code to the payload that the journey gets. `runs`: ms of
    each decoder.
    """
    measured = measure_frames(_frames())
    report = measured.report()
    with tempfile.TemporaryDirectory(prefix="bench-qr-") as folder:
        waits = camera_to_accept(Path(folder), SEED, TRIALS)
    runs = {name: _spread(tally.ms) for name, tally in measured.tallies.items()}
    runs["camera_to_accept_s"] = _spread(waits)
    keys = (
        "frames",
        "recall",
        "recall_zxing",
        "recall_zbar",
        "recall_opencv",
        "by_degradation",
        "wrong_texts",
        "p95_ms_720p",
    )
    table = {key: report[key] for key in keys}
    table["photographs"] = measure_photographs(photographs(SEED, PHOTOGRAPHS_OF_A_KIND))
    return table | {"camera_to_accept_s": round(max(waits), 3), "seed": SEED, "runs": runs}


def _frames() -> Iterator[Sample]:
    """Draw one degradation at a time in several processes, which are idle while it is measured."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_DRAWERS, mp_context=context) as drawers:
        for name in DEGRADATIONS:
            waiting = [drawers.submit(sample, *shot) for shot in plan(name, SEED, PER_DEGRADATION)]
            drawn = [one.result() for one in waiting]
            waiting.clear()
            while drawn:
                yield drawn.pop(0)


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "min": round(min(values), 3),
        "median": round(statistics.median(values), 3),
        "max": round(max(values), 3),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
