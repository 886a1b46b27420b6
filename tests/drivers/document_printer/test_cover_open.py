"""A cover stands open: it is told, the job is taken back, and the next copy comes out once that is mended."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.document_printer.port import DocumentCoverOpenError
from tests.drivers.document_printer.conftest import mended

pytestmark = pytest.mark.long("a print service of its own is started; test_no_paper.py does the same")


def test_it_is_told_and_nothing_comes_out_later(
    cups: PrivateCups, printer: CupsPrinter, document: bytes
) -> None:
    cups.trouble("cover-open")
    with pytest.raises(DocumentCoverOpenError):
        printer.print_pdf(document)
    assert cups.spooled() == []
    cups.trouble("")
    mended(cups).print_pdf(document)
    assert len(cups.printed()) == 1, "what was taken back came out as well"
