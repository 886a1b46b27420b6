"""The cover is open, or is opened while a slip is printed."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterCoverOpenError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


def test_before(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(cover_open=True)
    assert printer.status().cover_open
    assert not printer.status().ready
    with pytest.raises(PrinterCoverOpenError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.cover_open"
    bench.set()
    assert bench.slips() == []
    assert_prints_whole(bench, printer)


def test_named_before_the_paper_that_it_lifts_off_the_sensor(bench: Bench) -> None:
    bench.set(cover_open=True, paper="out")
    with pytest.raises(PrinterCoverOpenError):
        bench.printer().print_bitmap(speckled())


def test_while_printing(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(after_dots=150, then={"cover_open": True})
    with pytest.raises(PrinterCoverOpenError):
        printer.print_bitmap(speckled())
    bench.set()
    assert_prints_whole(bench, printer)
