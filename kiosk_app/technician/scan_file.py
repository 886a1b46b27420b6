"""`kioskctl scan-file`: runs the page pipeline on a file, for a technician or a check from outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from configuration.outside_file import check_writable, write_named
from kiosk_app.page_settings import page_settings
from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.encode import EncodingError
from kiosk_app.scanning.page import Finding, Page
from kiosk_app.scanning.pdf_binding import TooLargeError, bind_pdf
from kiosk_app.scanning.picture_file import DamagedPage, pages_of
from kiosk_app.scanning.prepare import PictureError, Settings, prepare
from kiosk_app.technician.opening import end, settings_of
from kiosk_app.technician.terminal import say, say_json
from vietnam.time_zone import VIETNAM

EXIT_WRONG_FILE = 2
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class PageReport:
    """The result for one page."""

    page: int
    """Counted from 1, as in the file."""
    width: int
    height: int
    """Pixels of the prepared page."""
    dpi: int
    dpi_guessed: bool
    """Whether the file names no likely resolution.

    Then its long side is assumed to be that of A4, else 300 dpi.
    """
    width_mm: float
    height_mm: float
    skew_deg: float
    """Degrees by which the page was turned to be straight; positive is anticlockwise."""
    rotation: int
    """Degrees clockwise that set it upright: 0, 90, 180 or 270."""
    blank: bool
    kept: bool
    """Whether it is in the PDF; empty sides are left out as a feeder's are, unless nothing else is there."""
    findings: tuple[str, ...]
    form: str
    """"layers" (mixed raster content), "picture", or "one bit" as the scan has it."""
    bytes: int
    """Of the page's pictures."""


def scan_file(
    source: Annotated[
        Path, typer.Argument(help="PNG, JPEG, WebP, BMP, TIFF or PDF; several pages may be in it.")
    ],
    out: Annotated[Path, typer.Argument(help="The PDF/A to write.")],
    as_json: Annotated[bool, typer.Option("--json", help="Tell about each page in JSON.")] = False,
    dpi: Annotated[
        int | None, typer.Option(min=50, max=1200, help="What it was scanned at, if the file does not say.")
    ] = None,
    ceiling_kb: Annotated[
        int | None, typer.Option("--max-kb", min=1, help="The portal's limit for one file, in KiB.")
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the document, for the PDF's metadata.")] = "",
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Take this configuration's pages, not the defaults."),
    ] = None,
) -> None:
    """Prepare the pages of a file as the kiosk prepares scanned paper, and bind them into one PDF/A-2b.

    A page that cannot be read is named, and does not keep the others from being written.
    Exit codes: 0 written, 1 it could not be made or written, 2 the file is no picture or PDF, or the
    configuration is wrong.
    """
    settings = Settings() if config is None else page_settings(settings_of(config).pages)
    try:
        check_writable(out)
    except OSError as error:
        end(f"{out}: cannot be written: {error.strerror}")
    try:
        read = list(_prepared(source, dpi, settings))
    except PictureError as error:
        end(str(error), EXIT_WRONG_FILE)
    except EncodingError as error:
        end(f"{source.name}: {error}")
    except MemoryError:
        end(f"{source.name}: there is too little memory for it")
    damaged = [(number, page) for number, page, _ in read if isinstance(page, DamagedPage)]
    pages = [(number, page, guessed) for number, page, guessed in read if isinstance(page, Page)]
    if not pages:
        end(damaged[0][1].problem if damaged else f"{source.name}: no page is in it", EXIT_WRONG_FILE)
    found = [page for _, page, _ in pages]
    keep = [page for page in found if Finding.EMPTY not in page.findings] or found
    about = PdfMetadata(_plain(title or source.stem), "", datetime.now(VIETNAM))
    try:
        made = bind_pdf(keep, about, ceiling_kb * _KILOBYTE if ceiling_kb else None)
        write_named(out, made)
    except (TooLargeError, EncodingError) as error:
        end(f"{source.name}: {error}")
    except OSError as error:
        end(f"{out}: cannot be written: {error.strerror}")
    reports = [
        _report(number, page, kept=page in keep, dpi_guessed=guessed) for number, page, guessed in pages
    ]
    if as_json:
        record = {
            "file": str(source),
            "out": str(out),
            "bytes": len(made),
            "pages": [asdict(report) for report in reports],
            "unreadable_pages": [{"page": number, "problem": page.problem} for number, page in damaged],
        }
        say_json(record)
        return
    for report in reports:
        told = ", ".join(report.findings) or "good"
        say(
            f"page {report.page}: {report.width_mm:.0f} × {report.height_mm:.0f} mm, "
            f"turned {report.rotation}°, skew {report.skew_deg:+.2f}°, "
            f"{report.form}, {report.bytes} bytes, {told}"
            f"{f' ({report.dpi} dpi assumed)' if report.dpi_guessed else ''}"
        )
    for number, lost in damaged:
        say(f"page {number}: NOT IN THE PDF: {lost.problem}", err=True)
    say(f"{out}: {len(keep)} of {len(read)} pages, {len(made)} bytes")


def _prepared(
    source: Path, dpi: int | None, settings: Settings
) -> Iterator[tuple[int, Page | DamagedPage, bool]]:
    """Give each page with its number, and whether its dpi was guessed."""
    for number, page in enumerate(pages_of(source, dpi, settings.most_dpi), 1):
        if isinstance(page, DamagedPage):
            yield number, page, False
            continue
        try:
            made = prepare(page.pixels, page.dpi, str(number), settings, one_bit=page.one_bit)
        except PictureError as error:
            yield number, DamagedPage(f"{source.name}: page {number}: {error}"), False
            continue
        except EncodingError as error:
            raise EncodingError(f"page {number}: {error}") from error
        # A thousand pages are kept here, which nobody looks at.
        yield number, replace(made, preview=b"", thumbnail=b""), page.guessed


def _report(number: int, page: Page, *, kept: bool, dpi_guessed: bool) -> PageReport:
    return PageReport(
        page=number,
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        dpi_guessed=dpi_guessed,
        width_mm=round(page.width / page.dpi * 25.4, 1),
        height_mm=round(page.height / page.dpi * 25.4, 1),
        skew_deg=page.skew_deg,
        rotation=page.rotation,
        blank=Finding.EMPTY in page.findings,
        kept=kept,
        findings=tuple(finding.value for finding in page.findings),
        form="one bit" if page.bilevel is not None else "picture" if page.layers is None else "layers",
        bytes=page.size,
    )


def _plain(title: str) -> str:
    """Remove what XML cannot hold from a title: control characters, undecodable bytes of a file name."""
    return unicodedata.normalize("NFC", "".join(sign for sign in title if sign.isprintable()))
