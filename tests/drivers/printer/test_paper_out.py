"""No paper from the start."""

from __future__ import annotations

import pytest

from drivers.printer.port import Paper, PaperOutError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


def test_status_says_so(bench: Bench) -> None:
    bench.set(paper="out")
    status = bench.printer().status()
    assert status.paper is Paper.OUT
    assert not status.ready


def test_nothing_is_sent_and_it_prints_with_a_new_roll(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(paper="out")
    with pytest.raises(PaperOutError) as caught:
        printer.print_bitmap(speckled())
    assert caught.value.code == "printer.paper_out"
    bench.set(paper="enough")
    assert bench.slips() == []
    assert_prints_whole(bench, printer)
    assert bench.slips() == ["slip-0001.png"]
