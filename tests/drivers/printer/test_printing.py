"""A slip comes out dot by dot, once, and is cut."""

from __future__ import annotations

import pytest

from drivers.printer.port import Bitmap, Paper
from tests.drivers.printer.bench import WIDTH, Bench, speckled


def test_every_dot_arrives(bench: Bench) -> None:
    slip = speckled(401)
    bench.printer().print_bitmap(slip)
    assert bench.slips() == ["slip-0001.png"]
    assert bench.rows("slip-0001.png") == slip.rows


def test_two_slips_are_two_pictures(bench: Bench) -> None:
    printer = bench.printer()
    first, second = speckled(50, seed=1), speckled(30, seed=2)
    printer.print_bitmap(first)
    printer.print_bitmap(second)
    assert [bench.rows(name) for name in bench.slips()] == [first.rows, second.rows]


def test_a_narrow_picture_stands_at_the_left(bench: Bench) -> None:
    bench.printer().print_bitmap(Bitmap(10, 2, b"\xff\xc0\xff\xc0"))
    row = b"\xff\xc0" + bytes(WIDTH // 8 - 2)
    assert bench.rows("slip-0001.png") == (row * 2).rstrip(b"\0")


def test_a_picture_wider_than_the_paper_is_refused(bench: Bench) -> None:
    with pytest.raises(ValueError, match="584 dots does not fit on 576"):
        bench.printer().print_bitmap(Bitmap(584, 1, bytes(73)))
    assert bench.slips() == []


def test_status_of_a_printer_in_order(bench: Bench) -> None:
    status = bench.printer().status()
    assert status.ready
    assert status.online
    assert status.paper is Paper.ENOUGH
    assert not status.cover_open
    assert not status.error


def test_closing_between_calls_harms_nothing(bench: Bench) -> None:
    printer = bench.printer()
    assert printer.status().ready
    printer.close()
    printer.close()
    printer.print_bitmap(speckled(10))
    assert len(bench.slips()) == 1
