"""Tables of the screen, the devices and what the commune offers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from configuration.table import Table
from configuration.web_address import web_address


class Screen(Table):
    """`[screen]`: the panel. Sizes on screen are in millimetres, worked out from these."""

    width_px: int = Field(default=1080, ge=480, le=16_384)
    height_px: int = Field(default=1920, ge=480, le=16_384)
    width_mm: float = Field(default=268.0, ge=200, le=3_000)
    """Visible width of the panel; a 21.5 inch panel upright has 268 mm. Ten keys of 20 mm must fit."""
    measured: bool = False
    """`width_mm` was measured on the glass, with a card or a ruler: it is believed more than the panel."""
    full_screen: bool = True
    reduced_motion: bool = False
    """Nothing on the screen moves by itself: drawings stand still, pages change at once."""
    keypad: bool = False
    """Whether keys of a keypad that belongs to this kiosk are heard; keys of any other keyboard never are."""


class Scanner(Table):
    """`[scanner]`: the SANE device."""

    device: str
    """SANE name, e.g. "pnm:0", "test:0", "fujitsu:fi-7160:1234"; "" takes the first that is found."""
    sane_config_dir: Path | None = None
    """libsane's configuration; unset: the system's."""
    resolution_dpi: int = Field(default=300, ge=100, le=600)
    source: Literal["feeder", "flatbed", "auto"] = "auto"
    duplex: bool = False
    page_deadline_s: float = Field(default=40.0, gt=0)
    open_deadline_s: float = Field(default=15.0, gt=0)
    poll_paper_s: float = Field(default=0.7, gt=0)
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    """Further SANE options, set when the device is opened."""
    max_pages: int = Field(default=60, ge=1)
    """For one component."""


class Pages(Table):
    """`[pages]`: how scanned pages are kept and judged.

    What set each threshold is measured in docs/decisions/008-quality-gate.md; brightness is 0–255.
    """

    jpeg_quality: int = Field(default=65, ge=30, le=95)
    """Of pages that stay a picture: photographs, cards."""
    read_titles: bool = True
    """Hint at a paper that seems to be another than the one asked for; needs tesseract, works without it."""
    title_language: str = Field(default="vie", pattern=r"[a-z_]{3,20}")
    title_deadline_s: float = Field(default=8.0, gt=0, le=60)
    dark_paper: float = Field(default=115.0, ge=0, le=255)
    """Brightness that 80 % of a page lies below, below which it is too dark."""
    stroke_contrast: float = Field(default=48.0, ge=10, le=200)
    """How much darker than its surroundings a stroke is; paler is shine-through."""
    least_ink_mm2: float = Field(default=3.0, gt=0)
    """Strokes on a page, below which it is empty."""
    least_pale_mm2: float = Field(default=2.5, gt=0)
    """Strokes paler than that, but with sharp rims, from which a page is not empty."""
    faint_contrast: float = Field(default=36.0, ge=0, le=200)
    """How much darker than its paper writing is, below which letters may be lost to a reader."""
    least_smear_mm2: float = Field(default=150.0, gt=0)
    """Grey without strokes, from which a page without strokes is not empty but blurred."""
    sharp_edge: float = Field(default=0.28, gt=0, lt=1)
    """Steepest step between pixels at 150 dpi, as a share of the contrast, below which it is blurred."""
    glare_mm2: float = Field(default=60.0, gt=0)
    """Plain white on greyer paper, from which it is a mirrored lamp."""
    corner_mm2: float = Field(default=40.0, gt=0)
    """Area missing at a corner, from which the corner is folded."""
    cut_strokes: int = Field(default=2, ge=1)
    """Letters without a margin at one side of the frame, from which the page is cut off."""


class Printer(Table):
    """`[printer]`: the receipt printer."""

    transport: Literal["tcp", "usb", "serial"]
    host: str = "127.0.0.1"
    port: int = Field(default=9100, ge=1, le=65535)
    usb_vendor: int = Field(default=0, ge=0, le=0xFFFF, validate_default=True)
    usb_product: int = Field(default=0, ge=0, le=0xFFFF, validate_default=True)
    device: Path | None = Field(default=None, validate_default=True)
    """Serial device."""
    baud_rate: int = Field(default=115200, gt=0)
    profile: str = "TM-T20II"
    """A printer of python-escpos's list, at least as wide as `width_dots`."""
    width_dots: int = Field(default=576, ge=384, le=832)
    deadline_s: float = Field(default=10.0, gt=0)

    @field_validator("usb_vendor", "usb_product")
    @classmethod
    def _known_usb(cls, number: int, info: ValidationInfo) -> int:
        if info.data.get("transport") == "usb" and not number:
            raise ValueError("a USB printer needs usb_vendor and usb_product, above 0; lsusb shows them")
        return number

    @field_validator("device")
    @classmethod
    def _known_device(cls, device: Path | None, info: ValidationInfo) -> Path | None:
        if info.data.get("transport") == "serial" and device is None:
            raise ValueError("a serial printer needs its device, e.g. /dev/ttyUSB0")
        return device


class DocumentPrinter(Table):
    """`[document_printer]`: the A4 printer for electronic results; without `queue` the kiosk has none."""

    queue: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,60}$")
    """Its name at CUPS, as `lpstat -p` shows it."""
    socket: Path = Path("/run/cups/cups.sock")
    """Where CUPS listens."""
    media: Literal["iso_a4_210x297mm"] = "iso_a4_210x297mm"
    most_copies: int = Field(default=3, ge=1, le=20)
    """Copies of one result in one visit."""
    copy_s: float = Field(default=180.0, ge=10, le=900)
    """Deadline for one copy, from sending to the last sheet."""
    elsewhere: str = Field(default="", max_length=120)
    """Where results are printed when not here, e.g. "Quầy 3"; "" says "quầy của bộ phận một cửa"."""


class Reader(Table):
    """`[reader]`: the QR reader."""

    kind: Literal["camera", "serial", "keyboard"]
    source: str = "0"
    """Camera number, device path, or a video or picture file; for a serial scanner or one that acts as a
    keyboard its device."""
    baud_rate: int = Field(default=115200, gt=0)
    at_door: bool | None = None
    """Whether it reads on the welcome screen too: a slip goes straight to its dossier, a badge opens service
    mode. Unset: a scanner made for codes does, a camera does not, for it would watch the room all day."""
    prefixes: tuple[str, ...] = ("\x02", "]Q0", "]Q1", "]Q2", "]Q3", "]Q4", "]Q5", "]Q6", "*")
    """What a scanner may be set to send before a code: STX, AIM's identifiers of QR codes, a start sign."""
    suffixes: tuple[str, ...] = ("\r\n", "\n", "\r", "\t", "\x03", "\x04", "\x1d", "\0", "*")
    """What it may send behind one: line ends, tab, ETX, EOT, GS, NUL, a stop sign."""
    token_pattern: str = r"VNEID\d?\.[A-Za-z0-9_\-.]{20,3000}"  # noqa: S105  the shape of one, no secret
    """What a token of the VNeID app looks like; everything behind it is opaque."""

    @field_validator("token_pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"a regular expression is expected: {error}") from error
        return pattern


class Sound(Table):
    """`[sound]`: the loudspeaker."""

    device: str = "default"
    """A name of ALSA's, as `aplay -L` lists them; "" is silent."""


class Microphone(Table):
    """`[microphone]`: for petitions that are spoken."""

    device: str = ""
    """A name of ALSA's, as `arecord -L` lists them; "": none stands here, and nothing of it is shown."""
    longest_s: int = Field(default=120, ge=10, le=600)
    """Seconds of one recording; less where the portal's ceiling for a file is lower (16 kB a second)."""


class Session(Table):
    """`[session]`: times, in seconds, and how often a slip may be printed again."""

    idle_warning_s: int = Field(default=75, ge=20)
    idle_countdown_s: int = Field(default=20, ge=20)
    """At least 20 s to extend (WCAG 2.2.1)."""
    wait_for_portal_s: float = Field(default=6.0, ge=0)
    """How long the receipt waits for the official code."""
    goodbye_s: int = Field(default=30, ge=5)
    """The last screen closes by itself after this."""
    retry_print_s: float = Field(default=5.0, gt=0)
    reprints: int = Field(default=3, ge=0)
    """Copies of their slips that a citizen may print again in one session."""


class Catalogue(Table):
    """`[catalogue]`: which procedures, and what this commune promises."""

    folder: Path | None = None
    """A folder of procedure files, compiled when the screen starts; unset: see `compiled`."""
    compiled: Path | None = None
    """A compiled catalogue; unset: /var/lib/kiosk/catalogue.sqlite if it is there, else what ships."""
    notice: Path | None = None
    """The consent notice of this commune; unset: the one that ships."""
    offered: tuple[str, ...] = ()
    """Codes to show, in order; empty: all."""
    promises: dict[str, Annotated[int, Field(ge=1, le=480)]] = Field(default_factory=dict)
    """Code → minutes in which this commune promises the result to whoever waits, e.g. 15."""
    lookup_address: str = "https://dichvucong.gov.vn"
    """Where a citizen looks the dossier up; printed on slips."""

    @field_validator("lookup_address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return web_address(address)
