"""The printer hangs: it takes bytes and answers nothing."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterUnreachableError, SlipUnconfirmedError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


def test_status_ends_at_its_deadline(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer(deadline_s=0.2)
    emulated.set(silent=True)
    with pytest.raises(PrinterUnreachableError, match=r"within 0\.2 s"):
        printer.status()


def test_nothing_is_printed_by_a_printer_that_hung_before(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer(deadline_s=0.2)
    emulated.set(silent=True)
    with pytest.raises(PrinterUnreachableError):
        printer.print_bitmap(speckled())
    emulated.set()
    assert emulated.slips() == []
    assert_prints_whole(emulated, printer)
    assert emulated.slips() == ["slip-0001.png"]


def test_hanging_on_the_way_is_unconfirmed(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer(deadline_s=0.2)
    emulated.set(after_dots=60, then={"silent": True})
    with pytest.raises(SlipUnconfirmedError, match="silent") as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.unconfirmed"
    emulated.set()
    assert_prints_whole(emulated, printer)


def test_answering_without_going_on_is_unconfirmed(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer(deadline_s=0.5)
    emulated.set(after_dots=60, then={"online": False})
    with pytest.raises(SlipUnconfirmedError, match="no progress"):
        printer.print_bitmap(speckled())
    emulated.set()
    assert_prints_whole(emulated, printer)
