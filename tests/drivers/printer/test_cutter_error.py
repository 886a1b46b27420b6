"""The knife jams."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterFaultError, SlipUnconfirmedError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


def test_after_the_last_row_the_slip_may_be_out(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    assert_prints_whole(emulated, printer)
    emulated.set(knife_jammed=True)
    with pytest.raises(SlipUnconfirmedError, match="cut is not confirmed") as caught:
        printer.print_bitmap(speckled())
    assert isinstance(caught.value.__cause__, PrinterFaultError)


def test_the_next_one_is_refused_until_it_is_cleared(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    assert_prints_whole(emulated, printer)
    emulated.set(knife_jammed=True)
    first = speckled()
    with pytest.raises(SlipUnconfirmedError):
        printer.print_bitmap(first)
    assert printer.status().error
    with pytest.raises(PrinterFaultError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.fault"
    emulated.set()
    assert_prints_whole(emulated, printer)
    assert emulated.rows(emulated.slips()[1]) == first.rows
    assert len(emulated.slips()) == 3


def test_at_the_first_cut_of_all_nothing_is_out(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(knife_jammed=True)
    with pytest.raises(PrinterFaultError):
        printer.print_bitmap(speckled())
    emulated.set()
    assert_prints_whole(emulated, printer)


def test_an_error_on_the_way_is_a_fault(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=100, then={"error": True})
    with pytest.raises(PrinterFaultError):
        printer.print_bitmap(speckled())
    emulated.set()
    assert_prints_whole(emulated, printer)
