"""The letters table of the bench: does a page that is kept read as well as its scan, letter by letter?

Vietnamese text of 6 to 14 points in three faces, 25 to 200 levels darker than its paper, on five papers, at
200 and 300 dpi. Tesseract reads scan and result, each at three sizes; what is too pale or too small
must have been told as such.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import statistics
import subprocess
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from rapidfuzz.distance import Levenshtein

from kiosk_app.scanning.page import Finding
from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.prepare import Settings, prepare
from tests.bench.paper_rivals import ABOUT
from tests.support.vector_papers.pages import FACES, Drawing
from tests.support.vector_papers.scans import seen
from tests.support.vector_papers.wording import sentence

Picture = npt.NDArray[np.uint8]
SEED = 20261127
PAGES = 50
MOST_LOSS = 0.002
"""Two letters of a thousand."""
READ_AT = (0.94, 1.0, 1.06)
"""At what sizes each picture is read. The page is the same in all three: what the readings differ by are the
reader's own slips, as where a face's a is an o with a stem."""
_POINTS = (6, 8, 10, 12, 14)
_CONTRASTS = (25, 40, 70, 120, 200)
_DPI = (200, 300)
_PAPERS = {
    "white": (0.97, 0.97, 0.965),
    "tan": (0.93, 0.87, 0.76),
    "pink": (0.97, 0.85, 0.87),
    "green": (0.86, 0.94, 0.86),
    "blue": (0.85, 0.91, 0.97),
}
_TOLD = frozenset({Finding.FAINT.value, Finding.SMALL_PRINT.value})
"""What says that letters may be lost."""
_WORDS = 150
_READABLE = 0.5
_WORKERS = 2
_ALONE = os.environ | {"OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Read:
    """How one page was read."""

    points: int
    face: str
    contrast: int
    paper: str
    dpi: int
    scan: float
    """Share of the letters that are read right in the scan, the mean of its readings."""
    ours: float
    """The same for what is kept."""
    spread: float
    """Standard deviation of the readings of the scan: what the reader makes of one and the same page."""
    findings: tuple[str, ...]
    kilobytes: float

    @property
    def met(self) -> bool:
        """Whether nothing was lost, or it was said."""
        return self.ours >= self.scan - MOST_LOSS or not _TOLD.isdisjoint(self.findings)

    @property
    def met_but_for_slips(self) -> bool:
        """The same, where no more was lost than the reader's own slips in the scan."""
        return self.met or self.ours >= self.scan - MOST_LOSS - self.spread


def measure() -> dict[str, Any]:
    """Give the `letters` part of `build/bench.json`."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
        pages = list(pool.map(read_page, range(PAGES)))
    told = [page for page in pages if not _TOLD.isdisjoint(page.findings)]
    # Where tesseract finds no line in a pale scan at all, there is nothing to compare with.
    kept = [page for page in pages if page not in told and page.scan > _READABLE]
    return {
        "pages": PAGES,
        "met": sum(page.met for page in pages),
        "met_but_for_slips": sum(page.met_but_for_slips for page in pages),
        "told_faint": sum(Finding.FAINT.value in page.findings for page in told),
        "told_small_print": sum(Finding.SMALL_PRINT.value in page.findings for page in told),
        "compared": len(kept),
        "accuracy_scan": _mean([page.scan for page in kept]),
        "accuracy_ours": _mean([page.ours for page in kept]),
        "worst_loss": round(max(page.scan - page.ours for page in kept), 4),
        "median_kb": round(statistics.median(page.kilobytes for page in pages), 1),
        "seed": SEED,
        "not_met": [asdict(page) for page in pages if not page.met],
    }


def read_page(index: int) -> Read:
    """Draw one page, keep it as the kiosk does, and have scan and result read."""
    cv2.setNumThreads(1)
    dice = np.random.default_rng([SEED, index])
    points = _POINTS[index % 5]
    contrast = _CONTRASTS[(index // 5 + index) % 5]
    paper = list(_PAPERS)[(index // 5 + 2 * index) % 5]
    face, dpi = FACES[index % 3], _DPI[index // 5 % 2]
    drawing = Drawing(_PAPERS[paper], contrast / 255)
    y = 30.0
    for _ in range(3):
        y = drawing.paragraph((25, y), 160, sentence(dice, _WORDS // 3), points, face) + points * 0.4
    scan = seen(drawing.drawn(dpi), dice)
    page = prepare(scan, dpi, str(index), Settings())
    made = bind_pdf([page], ABOUT)
    text = "\n".join(drawing.lines)
    of_scan, of_ours = (readings(picture, text, dpi) for picture in (scan, shown(made, dpi)))
    return Read(
        points,
        face,
        contrast,
        paper,
        dpi,
        _mean(of_scan),
        _mean(of_ours),
        round(statistics.stdev(of_scan), 5),
        tuple(finding.value for finding in page.findings),
        round(len(made) / 1000, 1),
    )


def shown(pdf: bytes, dpi: int) -> Picture:
    """Draw the first page: (height, width, 3) uint8, BGR."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=dpi / 72).to_numpy()[:, :, :3]
    document.close()
    return np.ascontiguousarray(drawn)


def readings(picture: Picture, text: str, dpi: int) -> list[float]:
    """Give the share of the letters that is read right at each of the sizes."""
    made = []
    for scale in READ_AT:
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = picture if scale == 1 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)
        made.append(share_read(np.asarray(sized, np.uint8), text, dpi))
    return made


def share_read(picture: Picture, text: str, dpi: int) -> float:
    """Give the share of the letters of a text that tesseract reads right, 0 to 1."""
    done, png = cv2.imencode(".png", picture)
    if not done:
        raise RuntimeError("the page could not be coded")
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "6", "--dpi", str(dpi)]
    read = subprocess.run(command, input=png.tobytes(), check=True, capture_output=True, env=_ALONE)
    known, found = _plain(text), _plain(read.stdout.decode("utf-8"))
    return round(max(0.0, 1.0 - Levenshtein.distance(known, found) / max(1, len(known))), 5)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _mean(values: list[float]) -> float:
    return round(statistics.fmean(values), 5)
