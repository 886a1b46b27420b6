"""The printer is switched off: told within its deadline, and its job is taken back."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.document_printer.port import OfflineError


def test_nothing_comes_out_when_it_is_switched_on_again(
    cups: PrivateCups, printer: CupsPrinter, document: bytes
) -> None:
    cups.switch_off()
    with pytest.raises(OfflineError) as told:
        printer.print_pdf(document)
    assert not told.value.sent
    assert cups.spooled() == []
    cups.switch_on()
    assert cups.printed() == []
