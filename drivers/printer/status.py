"""What the bytes mean that an ESC/POS printer sends back."""

from __future__ import annotations

from enum import Enum

from drivers.printer.port import PaperLevel, PrinterStatus

QUERIES = (1, 2, 3, 4)
"""The n of DLE EOT n: printer, cause of being offline, cause of an error, roll paper sensor."""

_OFFLINE = 0x08
_COVER_OPEN = 0x04
_STOPPED_FOR_PAPER = 0x20
_ERROR_OCCURRED = 0x40
_ANY_ERROR_CAUSE = 0x08 | 0x20 | 0x40
"""Cutter, unrecoverable, and recoverable by itself (print head too hot)."""
_PAPER_NEAR_END = 0x0C
_PAPER_END = 0x60


class StatusRequest(Enum):
    """Which request a byte answers. ESC/POS fixes some bits of each so that they can be told apart."""

    REAL_TIME = "real_time"
    """DLE EOT n: 0xx1xx10."""
    CONSUMED = "consumed"
    """GS r n: 0xx0xxxx; comes when everything sent before it was consumed."""
    OTHER = "other"
    """XON, XOFF, the head of an automatic status, or noise."""


def classify(byte: int) -> StatusRequest:
    """Tell what a received byte answers."""
    if byte & 0x93 == 0x12:
        return StatusRequest.REAL_TIME
    if byte & 0x90 == 0:
        return StatusRequest.CONSUMED
    return StatusRequest.OTHER


def decode(printer: int, offline: int, error: int, paper: int) -> PrinterStatus:
    """Read the four answers to DLE EOT 1, 2, 3 and 4."""
    if paper & _PAPER_END or offline & _STOPPED_FOR_PAPER:
        roll = PaperLevel.OUT
    elif paper & _PAPER_NEAR_END:
        roll = PaperLevel.NEAR_END
    else:
        roll = PaperLevel.ENOUGH
    return PrinterStatus(
        online=not printer & _OFFLINE,
        paper=roll,
        cover_open=bool(offline & _COVER_OPEN),
        error=bool(offline & _ERROR_OCCURRED or error & _ANY_ERROR_CAUSE),
    )
