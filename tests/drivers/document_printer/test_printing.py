"""A copy comes out, once, on A4, and nothing of it stays with the printing service."""

from __future__ import annotations

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import PrivateCups


def test_one_call_is_one_copy_byte_for_byte(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    printer.status()
    printer.print_pdf(document)
    printer.print_pdf(document)
    assert [path.read_bytes() for path in cups.printed()] == [document, document]
    assert cups.asked_for() == ["1 iso_a4_210x297mm"] * 2


def test_the_service_keeps_no_document(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    printer.print_pdf(document)
    assert cups.spooled() == []
