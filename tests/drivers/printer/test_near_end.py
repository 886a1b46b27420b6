"""The roll is nearly at its end: the status says so, and printing still works."""

from __future__ import annotations

from drivers.printer.port import PaperLevel
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole


def test_near_end_prints(emulated: EmulatedPrinter) -> None:
    emulated.set(paper="near_end")
    printer = emulated.printer()
    status = printer.status()
    assert status.paper is PaperLevel.NEAR_END
    assert status.ready
    assert_prints_whole(emulated, printer)
    assert emulated.slips() == ["slip-0001.png"]
