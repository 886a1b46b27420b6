"""What the kiosk asks of a receipt printer, and what can go wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PaperLevel(StrEnum):
    """State of the paper roll."""

    ENOUGH = "enough"
    NEAR_END = "near_end"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What the printer answered to DLE EOT 1, 2, 3 and 4."""

    online: bool
    paper: PaperLevel
    cover_open: bool
    error: bool
    """Cutter or unrecoverable error."""

    @property
    def ready(self) -> bool:
        """Whether a slip would come out now."""
        return self.online and not self.cover_open and not self.error and self.paper is not PaperLevel.OUT


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A 1-bit picture, row by row, each row padded to whole bytes, most significant bit left, 1 = black."""

    width: int
    """Dots; 576 on an 80 mm printer."""
    height: int
    """Dots."""
    rows: bytes


class PrinterError(Exception):
    """The slip is not known to have been printed. `code` is stable, for messages and records."""

    code = "printer"


class PaperOutError(PrinterError):
    """No paper."""

    code = "printer.paper_out"


class PrinterCoverOpenError(PrinterError):
    """The cover is open."""

    code = "printer.cover_open"


class PrinterUnreachableError(PrinterError):
    """Not connected, switched off, or silent past its deadline before anything was sent."""

    code = "printer.unreachable"


class PrinterFaultError(PrinterError):
    """Cutter jam or another error that the printer reports of itself."""

    code = "printer.fault"


class SlipUnconfirmedError(PrinterError):
    """Data were sent and the printer did not confirm: the slip may or may not have come out."""

    code = "printer.unconfirmed"


class Printer(Protocol):
    """A receipt printer. Calls block up to a deadline: never on the GUI thread."""

    def status(self) -> PrinterStatus:
        """Ask the printer. Raises `PrinterUnreachableError`."""

    def print_bitmap(self, bitmap: Bitmap) -> None:
        """Print and cut one slip, and return only when the printer confirmed that it is done.

        Raises `PrinterError`. After `SlipUnconfirmedError` the slip may be out; after any other no whole slip
        came out (a torn piece may have, when paper or power ended on the way).
        """

    def close(self) -> None:
        """Let go of the transport. The next call opens it again."""
