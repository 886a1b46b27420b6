"""Reads pages from files: PNG, JPEG, WebP, BMP, TIFF and PDF, of any depth and colour model."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, UnidentifiedImageError

from kiosk_app.scanning.one_bit_pages import BitsInPdf, bits_in_pdf, stored_in_picture
from kiosk_app.scanning.pdf_faults import PdfFaults
from kiosk_app.scanning.prepare import OneBit, PictureError
from kiosk_app.scanning.reduced_reading import parts_of, read_coarsely

Picture = npt.NDArray[np.uint8]
MOST_PIXELS = 160_000_000
"""A3 at 600 dpi is 70 million, A4 at 1,200 dpi 139 million; more is refused before it takes the memory."""
MOST_PAGES = 2000
_MOST_READ = 18_000_000
"""Pixels that a page is brought down to: A3 at 300 dpi has 17.4 million."""
_MOST_MEASURED = 12_000_000
"""The same for what is left of it at 150 dpi, where pages are measured: there a poster takes the most."""
_MEASURED_DPI = 150
_LEAST_PDF_DPI = 10
_SCARCELY_LESS = 1 - 1e-7
_SUBFILE_TYPE, _OLD_SUBFILE_TYPE, _NO_PAGE, _REDUCED = 254, 255, 0b101, 2
"""TIFF 6.0: bits of "reduced copy" and "mask"."""
_MOVING = frozenset({"GIF", "WEBP", "PNG"})
"""Formats whose further pictures are shown after the first: who binds pages in one means all of them."""
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5
_NEARLY_SQUARE = 0.02
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
    one_bit: OneBit | None = None
    """That it has one bit a pixel in the file."""

    def __repr__(self) -> str:
        return f"FilePage({self.pixels.shape[1]}x{self.pixels.shape[0]} at {self.dpi} dpi)"


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A page that cannot be read, in a file whose other pages can."""

    problem: str


def pages_of(
    path: Path, dpi: int | None = None, most_dpi: int | None = None
) -> Iterator[FilePage | DamagedPage]:
    """Read the pages of a file one by one, so that only one of them takes memory.

    `dpi`: what the file was scanned at; None believes the file where it says something likely, else takes
    its long side for that of an A4 sheet. `most_dpi`: finer pages are read at half or a quarter of their
    fineness. Raises `PictureError`.
    """
    # A pipe that nobody writes would keep whoever opens it waiting.
    if path.exists() and not path.is_file():
        raise PictureError(f"{path.name}: cannot be read: no plain file")
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise PictureError(f"{path.name}: cannot be read: {error.strerror}") from error
    if not start:
        raise PictureError(f"{path.name}: the file is empty")
    yield from (_pdf_pages(path, dpi, most_dpi) if b"%PDF-" in start else _picture_pages(path, dpi, most_dpi))


def _picture_pages(path: Path, dpi: int | None, most_dpi: int | None) -> Iterator[FilePage | DamagedPage]:
    frames = _frames(path)
    for number in frames:
        try:
            yield _only_page(path, number, dpi, most_dpi)
        except PictureError as error:
            if len(frames) == 1:
                raise
            yield DamagedPage(str(error))


def _frames(path: Path) -> list[int]:
    """Give the pictures of a file that are pages: no reduced copies, masks or further views of the first.

    Raises `PictureError`.
    """
    with _told(path), _quiet(), Image.open(path) as file:
        if file.format in _MOVING:
            return _every_frame(path, int(getattr(file, "n_frames", 1)))
        if file.format != "TIFF":
            # A second picture in a JPEG is the depth or the brightness of the first, or its other eye.
            return [0]
        frames = []
        for number in range(MOST_PAGES + 1):
            try:
                file.seek(number)
            except EOFError:
                break
            except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
                frames.append(number)
                break
            tags = getattr(file, "tag_v2", {})
            reduced = tags.get(_OLD_SUBFILE_TYPE, 1) == _REDUCED
            if not int(tags.get(_SUBFILE_TYPE, 0)) & _NO_PAGE and not reduced:
                frames.append(number)
    if len(frames) > MOST_PAGES:
        raise PictureError(f"{path.name}: more than {MOST_PAGES} pages")
    return frames or [0]


def _every_frame(path: Path, count: int) -> list[int]:
    """Give all pictures of a file that programs show one after the other. Raises `PictureError`."""
    if count > MOST_PAGES:
        raise PictureError(f"{path.name}: more than {MOST_PAGES} pages")
    return list(range(max(1, count)))


def _only_page(path: Path, number: int, dpi: int | None, most_dpi: int | None) -> FilePage:
    with _told(path):
        return _page(path, number, dpi, most_dpi)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what Pillow raises into a sentence. Raises `PictureError`."""
    try:
        yield
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


def _page(path: Path, number: int, dpi: int | None, most_dpi: int | None) -> FilePage:
    # The file is opened anew for each page, so that the decoded picture is freed before the page is
    # processed.
    with _quiet(), Image.open(path) as file:
        return _frame(path, file, number, dpi, most_dpi)


def _frame(path: Path, file: Image.Image, number: int, dpi: int | None, most_dpi: int | None) -> FilePage:
    """Read one page."""
    if number:
        file.seek(number)
    if file.width * file.height > MOST_PIXELS:
        raise PictureError(f"{path.name}: {file.width} × {file.height} pixels are too many")
    across, down = _told_dpi(file)
    likely = dpi or (
        round(max(across, down)) if round(across) in _LIKELY_DPI or round(down) in _LIKELY_DPI else None
    )
    scanned_at = likely or _guessed_dpi(max(file.size))
    parts = max(parts_of(scanned_at, most_dpi), _parts_that_fit(file.width * file.height, scanned_at))
    stored = stored_in_picture(file)
    # The PNG reader's own way decodes the picture to look for a note behind it.
    turned = int(Image.Image.getexif(file).get(_ORIENTATION, 1)) >= _ON_ITS_SIDE
    pixels = read_coarsely(path, file, parts)
    if likely and not dpi and min(across, down) > 0:
        pixels = _of_one_dpi(pixels, (down, across) if turned else (across, down))
    two_tones = file.mode == "1" or (file.mode == "P" and _is_black_and_white(pixels))
    one_bit = OneBit(stored if across == down else None) if two_tones else None
    return FilePage(pixels, round(scanned_at / parts), guessed=likely is None, one_bit=one_bit)


def _is_black_and_white(pixels: Picture) -> bool:
    """Whether a palette, as that of every GIF, holds black and white only."""
    return all(
        bool(np.isin(part, (0, 255)).all() and not np.ptp(part, axis=2).any()) for part in _rows(pixels)
    )


def _rows(pixels: Picture) -> Iterator[Picture]:
    # A few at a time: coloured pages are told by the first, and little memory is taken.
    for first in range(0, len(pixels), 64):
        yield pixels[first : first + 64]


def _told_dpi(file: Image.Image) -> tuple[float, float]:
    across, down = (float(part) for part in file.info.get("dpi", (0, 0)))
    # What differs more is a mistake, not the two resolutions of a fax.
    if not (across > 0 and down > 0 and 1 / 3 <= across / down <= 3):
        return (across, across)
    return across, down


def _of_one_dpi(pixels: Picture, dpi: tuple[float, float]) -> Picture:
    """Stretch a page whose dots are no squares, as those of a fax, to the finer of its resolutions."""
    finer = max(dpi)
    size = (round(pixels.shape[1] * finer / dpi[0]), round(pixels.shape[0] * finer / dpi[1]))
    if max(abs(size[0] / pixels.shape[1] - 1), abs(size[1] / pixels.shape[0] - 1)) < _NEARLY_SQUARE:
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _parts_that_fit(pixels: int, dpi: int) -> int:
    parts = 1
    while pixels > _most_pixels(dpi / parts) * parts * parts:
        parts *= 2
    return parts


def _most_pixels(dpi: float) -> float:
    """Give how many pixels a page at this resolution may have."""
    return min(_MOST_READ, _MOST_MEASURED * max(1.0, dpi / _MEASURED_DPI) ** 2)


def _pdf_pages(path: Path, dpi: int | None, most_dpi: int | None) -> Iterator[FilePage | DamagedPage]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise PictureError(f"{path.name}: the PDF is damaged or locked") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise PictureError(f"{path.name}: a PDF of 1 to {MOST_PAGES} pages is expected")
        if document.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL:
            raise PictureError(
                f"{path.name}: what is filled in there can only be seen in Adobe Reader (an XFA form);"
                " print it into a new PDF, or on paper"
            )
        # What was typed into the fields of a form is drawn only after this.
        document.init_forms()
        if document.formenv is not None:
            # The tint that a program puts on fields to be filled in is not on the paper.
            pypdfium2.raw.FPDF_SetFormFieldHighlightAlpha(document.formenv, 0)
        wanted = dpi or _PDF_DPI
        bits = bits_in_pdf(path)
        with PdfFaults(path) as faults:
            if faults.is_portfolio():
                raise PictureError(
                    f"{path.name}: other files are packed into it (a portfolio); save them one by one"
                )
            for number in range(len(document)):
                own = next(bits, None)
                fine = wanted if own is None or dpi else _as_fine(own, faults.user_unit(number))
                try:
                    page = _drawn_whole(document, number, round(fine / parts_of(fine, most_dpi)), faults)
                except (pypdfium2.PdfiumError, PictureError, MemoryError) as error:
                    problem = f"{path.name}: page {number + 1} cannot be drawn: {error}"
                    if len(document) == 1:
                        raise PictureError(problem) from error
                    yield DamagedPage(problem)
                    continue
                yield page if own is None else replace(page, one_bit=OneBit(own.stored))
                del page
    except pypdfium2.PdfiumError as error:
        raise PictureError(f"{path.name}: the PDF is damaged") from error
    finally:
        document.close()


def _as_fine(bits: BitsInPdf, unit: float) -> int:
    """Give the resolution at which no dot of a page of one bit a pixel is lost, and none is made."""
    return max(_MEASURED_DPI, round(bits.dpi / unit))


def _drawn_whole(document: pypdfium2.PdfDocument, number: int, wanted: int, faults: PdfFaults) -> FilePage:
    """Draw a page of which nothing gets lost by it. Raises `PictureError`."""
    fault = faults.of(number)
    if fault:
        raise PictureError(fault)
    return _drawn(document[number], wanted, faults.user_unit(number))


def _drawn(page: pypdfium2.PdfPage, wanted: int, unit: float) -> FilePage:
    """Draw a page, a poster coarser than others; `unit`: points that its unit stands for.

    Raises `PictureError`.
    """
    width, height = (side * unit for side in page.get_size())
    square_inches = width * height / 72**2
    if not square_inches > 0:
        raise PictureError("it has no size")
    dpi = min(wanted, int((_MOST_READ / square_inches) ** 0.5))
    if square_inches * dpi**2 > _most_pixels(dpi):
        dpi = min(_MEASURED_DPI, int((_MOST_MEASURED / square_inches) ** 0.5))
    if dpi < _LEAST_PDF_DPI:
        raise PictureError("it is too large")
    # A page of whole dots is drawn in as many: pdfium takes one more for what is left by rounding.
    drawn = page.render(
        scale=dpi * unit / 72 * _SCARCELY_LESS, rev_byteorder=False, prefer_bgrx=False
    ).to_numpy()
    pixels = _three_channels(np.asarray(drawn, np.uint8))
    page.close()
    return FilePage(pixels, dpi)


def _three_channels(drawn: Picture) -> Picture:
    if drawn.ndim == 2 or drawn.shape[2] == 1:
        return np.repeat(drawn.reshape(*drawn.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(drawn[:, :, :3])


def _guessed_dpi(long_side_px: int) -> int:
    guessed = long_side_px / _A4_LONG_SIDE_IN
    nearest = min(_USUAL_DPI, key=lambda usual: abs(usual - guessed))
    return nearest if abs(nearest - guessed) < 0.12 * nearest else _FALLBACK_DPI
