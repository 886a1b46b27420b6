"""What other programs make of the same scans, and how well tesseract reads each result."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2
import img2pdf
import numpy as np
import numpy.typing as npt
import pypdfium2
from rapidfuzz.distance import Levenshtein

from kiosk_app.scanning.archive import PdfMetadata

Picture = npt.NDArray[np.uint8]
ABOUT = PdfMetadata("Trang giấy", "TAM-DN07-0001-K", datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
_QUALITY = 60
# One thread each, because two run at the same time on two cores.
_ALONE = os.environ | {"OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF of one page as somebody made it."""

    kilobytes: float
    """Thousands of bytes."""
    seconds: float
    accuracy: float


def jpeg_pdf(pixels: Picture, folder: Path, text: str) -> Reading:
    """Put the raw scan as JPEG into a PDF. `pixels`: (height, width, 3) uint8, BGR, at 300 dpi."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        out = Path(name) / "jpeg.pdf"
        began = time.perf_counter()
        out.write_bytes(_in_pdf(pixels))
        spent = time.perf_counter() - began
        return Reading(out.stat().st_size / 1000, spent, accuracy(out, text))


def ocrmypdf_pdf(pixels: Picture, folder: Path, text: str) -> Reading:
    """Have OCRmyPDF straighten, clean and shrink the scan."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        source, out = Path(name) / "raw.pdf", Path(name) / "made.pdf"
        source.write_bytes(_in_pdf(pixels))
        command = [
            "ocrmypdf",
            "-q",
            "-l",
            "vie",
            "--jobs",
            "1",
            "--deskew",
            "--clean",
            "-O3",
            "--output-type",
            "pdfa",
        ]
        began = time.perf_counter()
        subprocess.run([*command, str(source), str(out)], check=True, capture_output=True, env=_ALONE)
        spent = time.perf_counter() - began
        return Reading(out.stat().st_size / 1000, spent, accuracy(out, text))


def accuracy(pdf: Path, text: str) -> float:
    """Give the share of characters that tesseract reads right on the first page, drawn at 300 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=300 / 72).to_numpy()[:, :, :3]
    document.close()
    done, png = cv2.imencode(".png", np.ascontiguousarray(drawn))
    if not done:
        raise RuntimeError("the page could not be drawn")
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", "300"]
    read = subprocess.run(command, input=png.tobytes(), check=True, capture_output=True, env=_ALONE)
    known, seen = _plain(text), _plain(read.stdout.decode("utf-8"))
    return max(0.0, 1.0 - Levenshtein.distance(known, seen) / max(1, len(known)))


def _in_pdf(pixels: Picture) -> bytes:
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise RuntimeError("the scan could not be coded")
    made: bytes = img2pdf.convert(data.tobytes(), layout_fun=img2pdf.get_fixed_dpi_layout_fun((300, 300)))
    return made


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
