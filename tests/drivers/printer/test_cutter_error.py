"""The knife jams."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterFaultError, UnconfirmedError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


def test_after_the_last_row_the_slip_may_be_out(bench: Bench) -> None:
    printer = bench.printer()
    assert_prints_whole(bench, printer)
    bench.set(knife_jammed=True)
    with pytest.raises(UnconfirmedError, match="cut is not confirmed") as caught:
        printer.print_bitmap(speckled())
    assert isinstance(caught.value.__cause__, PrinterFaultError)


def test_the_next_one_is_refused_until_it_is_cleared(bench: Bench) -> None:
    printer = bench.printer()
    assert_prints_whole(bench, printer)
    bench.set(knife_jammed=True)
    first = speckled()
    with pytest.raises(UnconfirmedError):
        printer.print_bitmap(first)
    assert printer.status().error
    with pytest.raises(PrinterFaultError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.fault"
    bench.set()
    assert_prints_whole(bench, printer)
    assert bench.rows(bench.slips()[1]) == first.rows
    assert len(bench.slips()) == 3


def test_at_the_first_cut_of_all_nothing_is_out(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(knife_jammed=True)
    with pytest.raises(PrinterFaultError):
        printer.print_bitmap(speckled())
    bench.set()
    assert_prints_whole(bench, printer)


def test_an_error_on_the_way_is_a_fault(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(after_dots=100, then={"error": True})
    with pytest.raises(PrinterFaultError):
        printer.print_bitmap(speckled())
    bench.set()
    assert_prints_whole(bench, printer)
