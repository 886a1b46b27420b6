"""The printing service itself does not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import ServiceError


def test_it_ended(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    cups.stop_service()
    with pytest.raises(ServiceError):
        printer.print_pdf(document)


def test_it_was_never_there(tmp_path: Path, document: bytes) -> None:
    with pytest.raises(ServiceError):
        CupsPrinter(QUEUE, HttpAddress(tmp_path / "none.sock")).print_pdf(document)
