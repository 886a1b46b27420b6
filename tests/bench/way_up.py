"""The way-up table of the bench: pages laid four ways, turned back, beside tesseract's own detection.

Drawn from seeds: Vietnamese pages, and those that are hard to tell: other languages, capitals, figures, rows
of short labels, a receipt. No upright page may be turned; in doubt a page is left as it lies.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.orientation import orientation_of
from tests.support.vector_papers.pages import PAGES, Drawing
from tests.support.vector_papers.scans import seen
from tests.support.vector_papers.wording import sentence

Picture = npt.NDArray[np.uint8]
SEED = 20261128
_DPI = 150
_SIZES = (8.0, 10.0, 13.0)
_WORKERS = 2
_ALONE = os.environ | {"OMP_THREAD_LIMIT": "1"}
_OSD = re.compile(r"Rotate: (\d+)")
_TURNS = (None, cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE)
_FOREIGN = (
    "This is to certify that the person named below was born on the day and at the place stated in the entry",
    "Je soussigné certifie que le présent extrait est conforme aux registres de l'état civil de la commune",
    "Hiermit wird bescheinigt, dass die oben genannte Person an diesem Ort gemeldet ist und hier wohnt",
)


def _foreign(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    text = " ".join([str(dice.choice(_FOREIGN))] * 6)
    page.paragraph((25, 40), 160, text, points, name)


def _capitals(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    for row in range(int(dice.integers(6, 12))):
        page.text((25, 40 + 14 * row), sentence(dice, 5).upper(), points, name)


def _figures(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    for row in range(24):
        for column in range(5):
            figure = f"{int(dice.integers(1000, 9_999_999)):,}".replace(",", ".")
            page.text((25 + 34 * column, 40 + 8 * row), figure, points, name)


def _labels(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    for row in range(9):
        page.text((25, 40 + 22 * row), sentence(dice, 2)[:-1] + ":", points, name)
        page.rule((70, 40.5 + 22 * row), (185, 40.5 + 22 * row), 0.15)


def _receipt(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    for row in range(16):
        page.text((70, 40 + points * 0.55 * row), sentence(dice, 2)[:-1], points, name)
        page.text((120, 40 + points * 0.55 * row), f"{int(dice.integers(1, 900))}.000", points, name)


_HARD: dict[str, Callable[[np.random.Generator, Drawing, float, str], None]] = {
    "foreign": _foreign,
    "capitals": _capitals,
    "figures": _figures,
    "labels": _labels,
    "receipt": _receipt,
}
KINDS = {**{f"vi_{kind}": draw for kind, draw in PAGES.items()}, **_HARD}


@dataclass(frozen=True, slots=True)
class Turn:
    """How one page was told, laid one way."""

    kind: str
    lies: int
    """What sets it upright: degrees clockwise."""
    ours: int
    osd: int
    seconds: float
    """Of processor time, that of the reading program included."""
    read: bool
    """Whether lines were read, which takes longer."""


def measure() -> dict[str, Any]:
    """Give the `way_up` part of `build/bench.json`."""
    context = multiprocessing.get_context("spawn")
    jobs = [(kind, index) for kind in KINDS for index in range(len(_SIZES))]
    with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
        turns = [turn for turns in pool.map(told, *zip(*jobs, strict=True)) for turn in turns]
    own = [turn for turn in turns if turn.kind.startswith("vi_")]
    upright = [turn for turn in turns if turn.lies == 0]
    sure = [turn.seconds for turn in turns if not turn.read]
    wrong = [turn for turn in turns if turn.ours not in (turn.lies, 0)]
    return {
        "turns": len(turns),
        "right": sum(turn.ours == turn.lies for turn in turns),
        "right_osd": sum(turn.osd == turn.lies for turn in turns),
        "vietnamese_turns": len(own),
        "vietnamese_right": sum(turn.ours == turn.lies for turn in own),
        "vietnamese_right_osd": sum(turn.osd == turn.lies for turn in own),
        "upright": len(upright),
        "upright_kept": sum(turn.ours == 0 for turn in upright),
        "turned_wrongly": len(wrong),
        "sure_s": _median(sure),
        "read_upright_s": _median([turn.seconds for turn in upright if turn.read]),
        "read_s": _median([turn.seconds for turn in turns if turn.read]),
        "read_share": round(sum(turn.read for turn in turns) / len(turns), 3),
        "seed": SEED,
        "not_right": [f"{turn.kind} {turn.lies}→{turn.ours}" for turn in turns if turn.ours != turn.lies],
    }


def told(kind: str, size: int, *, with_osd: bool = True) -> list[Turn]:
    """Draw one page of a kind and have it told in all four ways."""
    cv2.setNumThreads(1)
    dice = np.random.default_rng([SEED, list(KINDS).index(kind), size])
    drawing = Drawing()
    face = ("serif", "sans", "light")[(list(KINDS).index(kind) + size) % 3]
    KINDS[kind](dice, drawing, _SIZES[size], face)
    page = seen(drawing.drawn(300), dice)
    made = []
    for quarter, turn in enumerate(_TURNS):
        lying = page if turn is None else np.asarray(cv2.rotate(page, turn), np.uint8)
        look = cv2.resize(lying, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        began = _spent()
        ours = orientation_of(np.asarray(look, np.uint8), _DPI)
        spent = _spent() - began
        osd = _osd(np.asarray(lying, np.uint8)) if with_osd else 0
        made.append(Turn(kind, 90 * quarter, ours.rotation, osd, spent, ours.read))
    return made


def _spent() -> float:
    """Give the processor time of this process and of those that it has started and that still run."""
    own = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    running = 0
    for child in own.split():
        # Behind the name, which may hold blanks; user and system time are fields 14 and 15 (proc(5)).
        fields = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        running += int(fields[11]) + int(fields[12])
    return time.process_time() + running / os.sysconf("SC_CLK_TCK")


def _median(seconds: list[float]) -> float | None:
    return round(statistics.median(seconds), 3) if seconds else None


def _osd(page: Picture) -> int:
    done, png = cv2.imencode(".png", page)
    if not done:
        raise RuntimeError("the page could not be coded")
    command = ["tesseract", "stdin", "stdout", "--psm", "0", "--dpi", "300"]
    told = subprocess.run(command, input=png.tobytes(), check=False, capture_output=True, env=_ALONE)
    found = _OSD.search(told.stdout.decode("utf-8", "replace"))
    return int(found.group(1)) if found else 0
