"""What the scan step keeps, what may happen to it, and what it wants done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk_app.scanning.page import Page
from kiosk_app.session.kernel.event import Effect, Result, Touch
from kiosk_app.session.kernel.state import Slice


class ScanPhase(StrEnum):
    """What the scan screen shows."""

    IDLE = "idle"
    """Put the paper in; scanning starts by touch, or by itself where the device senses paper."""
    SCANNING = "scanning"
    FAILED = "failed"
    """`problem` says why; pages are kept."""
    CHECK_PAGE = "check_page"
    """The newest page has findings; keep it or scan it again?"""


@dataclass(frozen=True, slots=True)
class Scan(Slice):
    """The scan step. Problem codes are those of drivers.scanner.port, and "scan.too_many_pages"."""

    part_no: str = ""
    phase: ScanPhase = ScanPhase.IDLE
    problem: str = ""
    replacing: str = ""
    """page_id that the next page takes the place of; "" to append."""
    selected: str = ""
    """page_id shown large."""
    dropped_shown: bool = False
    """The sides left out as empty are looked through, not the pages."""
    suspended: bool = False
    """Sensing started nothing since the last error or cancel; a touch starts."""
    stopping: bool = False
    """The scanner was told to stop, and ends what is under way."""


# Events


@dataclass(frozen=True, slots=True)
class StartScan(Touch):
    """The scan button."""


@dataclass(frozen=True, slots=True)
class StopScan(Touch):
    """Stop a running scan."""


@dataclass(frozen=True, slots=True)
class PageSelected(Touch):
    """Show a page large; "" closes it."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageDeleted(Touch):
    """Take a page away."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageRescan(Touch):
    """The next page takes this one's place."""

    page_id: str


@dataclass(frozen=True, slots=True)
class PageMoved(Touch):
    """Move a page to a position of its component, counted from 0."""

    page_id: str
    position: int


@dataclass(frozen=True, slots=True)
class PageKept(Touch):
    """Keep the page in spite of its findings."""


@dataclass(frozen=True, slots=True)
class DroppedSidesShown(Touch):
    """Look through the sides left out as empty; not `shown` goes back to the pages."""

    shown: bool


@dataclass(frozen=True, slots=True)
class SideBroughtBack(Touch):
    """The side is not empty: it is a page of this paper, in its place."""

    page_id: str


@dataclass(frozen=True, slots=True)
class SideForgotten(Touch):
    """The side is empty indeed."""

    page_id: str


@dataclass(frozen=True, slots=True)
class NotBrought(Touch):
    """ "Tôi không có giấy này": what was scanned of it goes away; the screen has asked before."""


@dataclass(frozen=True, slots=True)
class PaperSensed(Result):
    """Paper was laid into the scanner's slot or taken out: told when it changes. Somebody moved it."""

    presence: ClassVar[bool] = True
    present: bool


@dataclass(frozen=True, slots=True)
class PageScanned(Result):
    """A page came, prepared and checked. Somebody stands there and feeds it."""

    presence: ClassVar[bool] = True
    page: Page


@dataclass(frozen=True, slots=True)
class TitleRead(Result):
    """The title of a page was looked at."""

    page_id: str
    seems: str
    """Name of the other paper that it looks like; "" for none."""


@dataclass(frozen=True, slots=True)
class BlankSideDropped(Result):
    """An empty back was left out. It comes along, so that it can be shown and brought back."""

    page: Page


@dataclass(frozen=True, slots=True)
class ScanEnded(Result):
    """The feeder is empty, or the flatbed gave its page."""


@dataclass(frozen=True, slots=True)
class ScanFailed(Result):
    """`problem` is the code of a ScannerError."""

    problem: str


# Effects


@dataclass(frozen=True, slots=True)
class WatchPaper(Effect):
    """Look for paper in the slot until StopWatchingPaper (→ PaperSensed)."""

    visit: int


@dataclass(frozen=True, slots=True)
class StopWatchingPaper(Effect):
    """Stop looking for paper."""


@dataclass(frozen=True, slots=True)
class ScanPages(Effect):
    """Scan (→ PageScanned…, ScanEnded | ScanFailed). `single`: one page only."""

    visit: int
    single: bool


@dataclass(frozen=True, slots=True)
class ReadTitle(Effect):
    """Look whether a page carries the title of another paper (→ TitleRead, or nothing)."""

    visit: int
    page_id: str
    preview: bytes
    """JPEG."""
    expected: tuple[str, ...]
    """Words of the titles that the component may carry."""

    def __repr__(self) -> str:
        return f"ReadTitle({self.page_id})"


@dataclass(frozen=True, slots=True)
class CancelScan(Effect):
    """Stop the running scan (→ ScanFailed "scanner.cancelled")."""
