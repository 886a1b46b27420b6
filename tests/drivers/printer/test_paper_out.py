"""No paper from the start."""

from __future__ import annotations

import pytest

from drivers.printer.port import PaperLevel, PaperOutError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


def test_status_says_so(emulated: EmulatedPrinter) -> None:
    emulated.set(paper="out")
    status = emulated.printer().status()
    assert status.paper is PaperLevel.OUT
    assert not status.ready


def test_nothing_is_sent_and_it_prints_with_a_new_roll(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(paper="out")
    with pytest.raises(PaperOutError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.paper_out"
    emulated.set(paper="enough")
    assert emulated.slips() == []
    assert_prints_whole(emulated, printer)
    assert emulated.slips() == ["slip-0001.png"]
