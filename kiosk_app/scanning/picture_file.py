"""Reads pages from files: PNG, JPEG, WebP, BMP, TIFF and PDF, of any depth and colour model."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, UnidentifiedImageError

from kiosk_app.scanning.prepare import PictureError
from kiosk_app.scanning.reduced_reading import parts_of, read_coarsely

Picture = npt.NDArray[np.uint8]
MOST_PIXELS = 160_000_000
"""A3 at 600 dpi is 70 million, A4 at 1,200 dpi 139 million; more is refused before it takes the memory."""
MOST_PAGES = 200
_PDF_DPI = 300
_A4_LONG_SIDE_IN = 11.69
_USUAL_DPI = (100, 150, 200, 240, 300, 400, 600)
_LIKELY_DPI = range(100, 1201)
"""Resolutions that are believed. Programs that do not know the resolution write 72 or 96."""
_FALLBACK_DPI = 300


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page of a file."""

    pixels: Picture
    """(height, width, 3) uint8, BGR."""
    dpi: int
    guessed: bool = False
    """Whether the dpi was guessed, because the file names none that is likely."""

    def __repr__(self) -> str:
        return f"FilePage({self.pixels.shape[1]}x{self.pixels.shape[0]} at {self.dpi} dpi)"


def pages_of(path: Path, dpi: int | None = None, most_dpi: int | None = None) -> Iterator[FilePage]:
    """Read the pages of a file one by one, so that only one of them takes memory.

    `dpi`: what the file was scanned at; None believes the file where it says something likely, else takes
    its long side for that of an A4 sheet. `most_dpi`: finer pages are read at half or a quarter of their
    fineness. Raises `PictureError`.
    """
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise PictureError(f"{path.name}: cannot be read: {error.strerror}") from error
    if not start:
        raise PictureError(f"{path.name}: the file is empty")
    yield from (_pdf_pages(path, dpi, most_dpi) if b"%PDF-" in start else _picture_pages(path, dpi, most_dpi))


def _picture_pages(path: Path, dpi: int | None, most_dpi: int | None) -> Iterator[FilePage]:
    try:
        for number in range(MOST_PAGES + 1):
            page = _page(path, number, dpi, most_dpi)
            if page is None:
                return
            yield page
            # Free the memory of this page before the next one is read.
            del page
    except UnidentifiedImageError as error:
        raise PictureError(f"{path.name}: no picture, PDF or TIFF") from error
    except Image.DecompressionBombError as error:
        raise PictureError(f"{path.name}: the picture is too large") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        IndexError,
        KeyError,
        struct.error,
    ) as error:
        # Exceptions that Pillow's readers raise for broken files, depending on the format.
        raise PictureError(f"{path.name}: the picture is damaged") from error


@contextmanager
def _quiet() -> Iterator[None]:
    # The limits are ours, and what is damaged is told in a sentence: Pillow's warnings would only speak to
    # whoever reads the terminal.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _page(path: Path, number: int, dpi: int | None, most_dpi: int | None) -> FilePage | None:
    # The file is opened anew for each page, so that the decoded picture is freed before the page is
    # processed.
    with _quiet(), Image.open(path) as file:
        return _frame(path, file, number, dpi, most_dpi)


def _frame(
    path: Path, file: Image.Image, number: int, dpi: int | None, most_dpi: int | None
) -> FilePage | None:
    """Read one page; None behind the last."""
    if number:
        try:
            file.seek(number)
        except EOFError:
            return None
    if number >= MOST_PAGES:
        raise PictureError(f"{path.name}: more than {MOST_PAGES} pages")
    if file.width * file.height > MOST_PIXELS:
        raise PictureError(f"{path.name}: {file.width} × {file.height} pixels are too many")
    told = file.info.get("dpi", (0, 0))[0]
    likely = dpi or (round(told) if round(told) in _LIKELY_DPI else None)
    scanned_at = likely or _guessed_dpi(max(file.size))
    parts = parts_of(scanned_at, most_dpi)
    return FilePage(read_coarsely(path, file, parts), round(scanned_at / parts), guessed=likely is None)


def _pdf_pages(path: Path, dpi: int | None, most_dpi: int | None) -> Iterator[FilePage]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise PictureError(f"{path.name}: the PDF is damaged or locked") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise PictureError(f"{path.name}: a PDF of 1 to {MOST_PAGES} pages is expected")
        wanted = dpi or _PDF_DPI
        wanted = round(wanted / parts_of(wanted, most_dpi))
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            if width * height * (wanted / 72) ** 2 > MOST_PIXELS:
                raise PictureError(f"{path.name}: page {number + 1} is too large")
            drawn = page.render(scale=wanted / 72, rev_byteorder=False, prefer_bgrx=False).to_numpy()
            yield FilePage(_three_channels(np.asarray(drawn, np.uint8)), wanted)
    except pypdfium2.PdfiumError as error:
        raise PictureError(f"{path.name}: the PDF is damaged") from error
    finally:
        document.close()


def _three_channels(drawn: Picture) -> Picture:
    if drawn.ndim == 2 or drawn.shape[2] == 1:
        return np.repeat(drawn.reshape(*drawn.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(drawn[:, :, :3])


def _guessed_dpi(long_side_px: int) -> int:
    guessed = long_side_px / _A4_LONG_SIDE_IN
    nearest = min(_USUAL_DPI, key=lambda usual: abs(usual - guessed))
    return nearest if abs(nearest - guessed) < 0.12 * nearest else _FALLBACK_DPI
