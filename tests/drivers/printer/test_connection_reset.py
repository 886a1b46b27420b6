"""The connection breaks while a slip is printed."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterUnreachableError, SlipUnconfirmedError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


@pytest.mark.parametrize("rows", [1, 24, 200, 380])
def test_power_cut_on_the_way_is_unconfirmed(emulated: EmulatedPrinter, rows: int) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=rows, then={"powered": False})
    with pytest.raises(SlipUnconfirmedError):
        printer.print_bitmap(speckled(400))
    with pytest.raises(PrinterUnreachableError):
        printer.status()
    emulated.set(powered=True)
    assert printer.status().ready
    assert_prints_whole(emulated, printer)
