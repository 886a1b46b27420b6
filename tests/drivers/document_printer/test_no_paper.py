"""The tray is empty: it is told, the job is taken back, and the next copy comes out once that is mended."""

from __future__ import annotations

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.document_printer.port import NoPaperError
from tests.drivers.document_printer.conftest import assert_stopped_and_printed_once


def test_it_is_told_and_nothing_comes_out_later(
    cups: PrivateCups, printer: CupsPrinter, document: bytes
) -> None:
    assert_stopped_and_printed_once(cups, printer, document, "media-empty", NoPaperError)
