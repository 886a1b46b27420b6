"""The printer hangs: it takes bytes and answers nothing."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterUnreachableError, UnconfirmedError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


def test_status_ends_at_its_deadline(bench: Bench) -> None:
    printer = bench.printer(deadline_s=0.2)
    bench.set(silent=True)
    with pytest.raises(PrinterUnreachableError, match=r"within 0\.2 s"):
        printer.status()


def test_nothing_is_printed_by_a_printer_that_hung_before(bench: Bench) -> None:
    printer = bench.printer(deadline_s=0.2)
    bench.set(silent=True)
    with pytest.raises(PrinterUnreachableError):
        printer.print_bitmap(speckled())
    bench.set()
    assert bench.slips() == []
    assert_prints_whole(bench, printer)
    assert bench.slips() == ["slip-0001.png"]


def test_hanging_on_the_way_is_unconfirmed(bench: Bench) -> None:
    printer = bench.printer(deadline_s=0.2)
    bench.set(after_dots=60, then={"silent": True})
    with pytest.raises(UnconfirmedError, match="silent") as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.unconfirmed"
    bench.set()
    assert_prints_whole(bench, printer)


def test_answering_without_going_on_is_unconfirmed(bench: Bench) -> None:
    printer = bench.printer(deadline_s=0.5)
    bench.set(after_dots=60, then={"online": False})
    with pytest.raises(UnconfirmedError, match="no progress"):
        printer.print_bitmap(speckled())
    bench.set()
    assert_prints_whole(bench, printer)
