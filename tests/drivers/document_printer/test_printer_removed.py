"""The printer was removed from the printing service."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups
from drivers.document_printer.port import RemovedError


def test_it_is_told(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    cups.administer("lpadmin", "-x", QUEUE)
    with pytest.raises(RemovedError):
        printer.status()
    with pytest.raises(RemovedError):
        printer.print_pdf(document)
