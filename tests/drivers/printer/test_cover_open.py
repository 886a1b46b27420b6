"""The cover is open, or is opened while a slip is printed."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterCoverOpenError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


def test_before(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(cover_open=True)
    assert printer.status().cover_open
    assert not printer.status().ready
    with pytest.raises(PrinterCoverOpenError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.cover_open"
    emulated.set()
    assert emulated.slips() == []
    assert_prints_whole(emulated, printer)


def test_named_before_the_paper_that_it_lifts_off_the_sensor(emulated: EmulatedPrinter) -> None:
    emulated.set(cover_open=True, paper="out")
    with pytest.raises(PrinterCoverOpenError):
        emulated.printer().print_bitmap(speckled())


def test_while_printing(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=150, then={"cover_open": True})
    with pytest.raises(PrinterCoverOpenError):
        printer.print_bitmap(speckled())
    emulated.set()
    assert_prints_whole(emulated, printer)
