"""What the kiosk asks of a document scanner, and what can go wrong with one."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    # The scanner's child process imports this module but handles no pixels. Without numpy it starts faster
    # after a hang.
    import numpy as np
    import numpy.typing as npt

Frame: TypeAlias = "npt.NDArray[np.uint8]"


class PaperSource(StrEnum):
    """Where the paper lies."""

    FEEDER = "feeder"
    FLATBED = "flatbed"


@dataclass(frozen=True, slots=True)
class ScannerInfo:
    """What the opened device can do."""

    device: str
    """SANE name of the device that was opened."""
    sources: tuple[PaperSource, ...]
    duplex: bool
    senses_paper: bool
    """True when `paper_present` gives an answer, so that scanning may start by itself."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One side of a sheet as the device gave it."""

    pixels: Frame
    """(height, width, 3) uint8, BGR."""
    dpi: int
    source: PaperSource
    short_mm: tuple[float, float] = (0.0, 0.0)
    """By how much width and height of the scanned area fall short of what the device can scan.

    More than a few millimetres mean that a larger sheet was not scanned whole."""


def same_kind(one: str, other: str) -> bool:
    """Whether two of libsane's names are one scanner's but for the number that USB gave it."""
    kind, usb, _number = one.partition(":libusb:")
    return bool(usb) and other.startswith(f"{kind}{usb}")


class ScannerError(Exception):
    """The scan failed; pages given before remain valid.

    `code` is stable, for messages and records; the text is for the technician.
    """

    code = "scanner"


class FeederEmptyError(ScannerError):
    """SANE_STATUS_NO_DOCS before the first page."""

    code = "scanner.empty"


class ScannerJamError(ScannerError):
    """SANE_STATUS_JAMMED."""

    code = "scanner.jam"


class ScannerCoverOpenError(ScannerError):
    """SANE_STATUS_COVER_OPEN."""

    code = "scanner.cover_open"


class BusyError(ScannerError):
    """SANE_STATUS_DEVICE_BUSY: another program holds the device."""

    code = "scanner.busy"


class UnpluggedError(ScannerError):
    """The device is not there (any more), or cannot be opened."""

    code = "scanner.unplugged"


class DeviceIoError(ScannerError):
    """SANE_STATUS_IO_ERROR, and any other failure of the device."""

    code = "scanner.io"


class HangError(ScannerError):
    """A call passed its deadline. The child process was killed; the next scan starts a new one."""

    code = "scanner.hang"


class ScanCancelledError(ScannerError):
    """SANE_STATUS_CANCELLED: stopped by the citizen or by the device's button."""

    code = "scanner.cancelled"


class IncompletePageError(ScannerError):
    """The device ended a page before the number of lines that it had announced. The page is not kept."""

    code = "scanner.incomplete"


class Scanner(Protocol):
    """A scanner. Every call may block up to its deadline: never on the GUI thread."""

    def info(self) -> ScannerInfo:
        """Open the device if need be and tell what it can do. Raises `ScannerError`."""

    def paper_present(self) -> bool | None:
        """Tell whether paper lies in the slot; None where the device cannot sense it.

        Raises `ScannerError`.
        """

    def scan(self, source: PaperSource, max_pages: int | None = None) -> Generator[RawPage, None, None]:
        """Give page after page until the feeder is empty (one page from a flatbed).

        Ends normally after the last page; raises `ScannerError` otherwise. Closing the generator cancels the
        scan.
        """

    def cancel(self) -> None:
        """Stop a running `scan` from another thread; it then raises `ScanCancelledError`."""

    def close(self) -> None:
        """Let go of the device. The next call opens it again."""
