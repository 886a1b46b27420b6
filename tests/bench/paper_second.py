"""The second paper table of the bench: pages of other drawing code and other seeds, and files hard to keep.

One-bit scans and small slips beside OCRmyPDF at its tightest, a poster and a thousand pages for the memory;
defects and odd good pages, drawn by other code than those of the first table, for what is said of them.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import img2pdf
import numpy as np
import numpy.typing as npt
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk_app.scanning.pdf_binding import bind_pdf
from kiosk_app.scanning.picture_file import FilePage, pages_of
from kiosk_app.scanning.prepare import Settings, prepare
from tests.bench import paper_second_judging as judging
from tests.bench.paper_rivals import ABOUT, Reading, accuracy, jpeg_pdf, ocrmypdf_pdf
from tests.support.vector_papers.pages import FACES, PAGES, WHITE, Drawing, face
from tests.support.vector_papers.scans import askew, seen
from tests.support.vector_papers.wording import sentence

Picture = npt.NDArray[np.uint8]
SEED = 20261129
_EACH = 2
_TIGHT = 4
_WORKERS = 2
_PAPERS = (WHITE, (0.93, 0.87, 0.76), (0.97, 0.85, 0.87), (0.85, 0.91, 0.97))
_ALONE = os.environ | {"OMP_THREAD_LIMIT": "1"}
_MANY_PAGES = 1000


def measure() -> dict[str, Any]:
    """Give the `paper_second` part of `build/bench.json`; the words are those of the paper table."""
    context = multiprocessing.get_context("spawn")
    kinds = list(PAGES) * _EACH
    with tempfile.TemporaryDirectory(prefix="bench-second-") as name:
        folder = Path(name)
        with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
            rows = list(pool.map(page_of_kind, [folder] * len(kinds), kinds, range(len(kinds))))
            tight = list(pool.map(tight_page, [folder] * 2 * _TIGHT, range(2 * _TIGHT)))
            judged = judging.judge(pool, SEED + 4)
        poster, many = _poster(folder), _many_pages(folder)
        poster_mb, many_mb = _peak_mb(poster), _peak_mb(many)
    ours, jpeg, theirs = ([row[part] for row in rows] for part in ("ours", "jpeg", "ocrmypdf"))
    return {
        "pages": len(rows),
        "median_kb": _median([one.kilobytes for one in ours]),
        "median_kb_jpeg": _median([one.kilobytes for one in jpeg]),
        "median_kb_ocrmypdf": _median([one.kilobytes for one in theirs]),
        "accuracy": _median([one.accuracy for one in ours]),
        "accuracy_ocrmypdf": _median([one.accuracy for one in theirs]),
        "accuracy_mean": round(statistics.fmean(one.accuracy for one in ours), 4),
        "accuracy_mean_ocrmypdf": round(statistics.fmean(one.accuracy for one in theirs), 4),
        "seconds_per_page": _median([one.seconds for one in ours]),
        "seconds_per_page_ocrmypdf": _median([one.seconds for one in theirs]),
        "one_bit_largest_share": max(mine / other for mine, other in tight[:_TIGHT]),
        "small_largest_share": max(mine / other for mine, other in tight[_TIGHT:]),
        "poster_mb": poster_mb,
        "thousand_pages_mb": many_mb,
        **judged,
        "seed": SEED,
        "runs": {"kb_one_bit_and_small": tight},
    }


def page_of_kind(folder: Path, kind: str, index: int) -> dict[str, Reading]:
    """Draw and scan a page, keep it, and have the others keep it. Seconds are of processor time."""
    cv2.setNumThreads(1)
    dice = np.random.default_rng([SEED, index])
    drawing = Drawing(_PAPERS[index % 4], float(dice.uniform(90, 220)) / 255)
    PAGES[kind](dice, drawing, float(dice.uniform(9, 13)), FACES[index % 3])
    scan = seen(drawing.drawn(300), dice, grain=float(dice.uniform(1, 5)))
    scan = askew(scan, float(dice.uniform(-3, 3)))
    text = "\n".join(drawing.lines)
    began = time.process_time()
    made = bind_pdf([prepare(scan, 300, str(index), Settings())], ABOUT)
    spent = time.process_time() - began
    out = folder / f"{index:02d}.pdf"
    out.write_bytes(made)
    return {
        "ours": Reading(len(made) / 1000, spent, accuracy(out, text)),
        "jpeg": jpeg_pdf(scan, folder, text),
        "ocrmypdf": ocrmypdf_pdf(scan, folder, text),
    }


def tight_page(folder: Path, index: int) -> tuple[float, float]:
    """Keep a one-bit page, from `_TIGHT` on a small slip in colour: kilobytes of ours and of OCRmyPDF's."""
    cv2.setNumThreads(1)
    dice = np.random.default_rng([SEED + 1, index])
    one_bit = index < _TIGHT
    drawing = Drawing(size_mm=(210.0, 297.0) if one_bit else (80.0, 110.0))
    width = drawing.size_mm[0] - 20
    drawing.paragraph((10, 20), width, sentence(dice, 220 if one_bit else 40), 10, FACES[index % 3])
    scan = seen(drawing.drawn(300), dice)
    picture = Image.fromarray(np.ascontiguousarray(scan[:, :, ::-1]))
    coded = BytesIO()
    if one_bit:
        bits = picture.convert("L").point([0] * 150 + [255] * 106).convert("1")
        bits.save(coded, "TIFF", dpi=(300, 300), compression="group4")
    else:
        picture.save(coded, "JPEG", dpi=(300, 300))
    source = folder / f"tight-{index}.pdf"
    source.write_bytes(img2pdf.convert(coded.getvalue()))
    theirs = folder / f"tight-{index}-ocrmypdf.pdf"
    command = ["ocrmypdf", "-q", "-l", "vie", "--jobs", "1", "-O3", "--output-type", "pdfa"]
    subprocess.run([*command, str(source), str(theirs)], check=True, capture_output=True, env=_ALONE)
    pages = [
        prepare(page.pixels, page.dpi, str(index), Settings(), one_bit=page.one_bit)
        for page in pages_of(source)
        if isinstance(page, FilePage)
    ]
    return round(len(bind_pdf(pages, ABOUT)) / 1000, 1), round(theirs.stat().st_size / 1000, 1)


def _poster(folder: Path) -> Path:
    """Print a poster of A0 with fields of colour and rows of text."""
    dice = np.random.default_rng(SEED + 2)
    made = Canvas(str(folder / "poster.pdf"), pagesize=(841 * mm, 1189 * mm))
    for _ in range(60):
        made.setFillColorRGB(*(float(part) for part in dice.random(3)))
        made.rect(
            float(dice.uniform(0, 700)) * mm, float(dice.uniform(0, 1000)) * mm, 90 * mm, 120 * mm, fill=1
        )
    made.setFillColorRGB(0, 0, 0)
    made.setFont(face("serif"), 24)
    for row in range(80):
        made.drawString(40 * mm, (1150 - 14 * row) * mm, sentence(dice, 12))
    made.save()
    return folder / "poster.pdf"


def _many_pages(folder: Path) -> Path:
    """Print a thousand small pages."""
    dice = np.random.default_rng(SEED + 3)
    made = Canvas(str(folder / "many.pdf"), pagesize=(74 * mm, 105 * mm))
    for _ in range(_MANY_PAGES):
        made.setFont(face("serif"), 9)
        for row in range(8):
            made.drawString(8 * mm, (90 - 8 * row) * mm, sentence(dice, 5))
        made.showPage()
    made.save()
    return folder / "many.pdf"


def _peak_mb(source: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.paper_second", str(source)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _scan_file(source: Path) -> None:
    out = str(source.with_suffix(".out.pdf"))
    command = [sys.executable, "-m", "kiosk_app.technician", "scan-file", str(source), out]
    subprocess.run(command, check=True, capture_output=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"{peak:.1f}\n")


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 4)


if __name__ == "__main__":
    _scan_file(Path(sys.argv[1]))
