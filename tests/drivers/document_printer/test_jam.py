"""Paper is stuck: it is told, the job is taken back, and the next copy comes out once that is mended."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.document_printer.port import DocumentJamError
from tests.drivers.document_printer.conftest import assert_stopped_and_printed_once

pytestmark = pytest.mark.long("a print service of its own is started; test_no_paper.py does the same")


def test_it_is_told_and_nothing_comes_out_later(
    cups: PrivateCups, printer: CupsPrinter, document: bytes
) -> None:
    assert_stopped_and_printed_once(cups, printer, document, "media-jam", DocumentJamError)
