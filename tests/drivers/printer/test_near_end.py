"""The roll is nearly at its end: told, and printed all the same."""

from __future__ import annotations

from drivers.printer.port import Paper
from tests.drivers.printer.bench import Bench, assert_prints_whole


def test_near_end_prints(bench: Bench) -> None:
    bench.set(paper="near_end")
    printer = bench.printer()
    status = printer.status()
    assert status.paper is Paper.NEAR_END
    assert status.ready
    assert_prints_whole(bench, printer)
    assert bench.slips() == ["slip-0001.png"]
