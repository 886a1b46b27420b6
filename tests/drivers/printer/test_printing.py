"""A slip comes out dot by dot, once, and is cut."""

from __future__ import annotations

import pytest

from drivers.printer.port import Bitmap, PaperLevel
from tests.drivers.printer.emulated_printer import WIDTH, EmulatedPrinter, speckled


def test_every_dot_arrives(emulated: EmulatedPrinter) -> None:
    slip = speckled(401)
    emulated.printer().print_bitmap(slip)
    assert emulated.slips() == ["slip-0001.png"]
    assert emulated.rows("slip-0001.png") == slip.rows


def test_two_slips_are_two_pictures(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    first, second = speckled(50, seed=1), speckled(30, seed=2)
    printer.print_bitmap(first)
    printer.print_bitmap(second)
    assert [emulated.rows(name) for name in emulated.slips()] == [first.rows, second.rows]


def test_a_narrow_picture_stands_at_the_left(emulated: EmulatedPrinter) -> None:
    emulated.printer().print_bitmap(Bitmap(10, 2, b"\xff\xc0\xff\xc0"))
    row = b"\xff\xc0" + bytes(WIDTH // 8 - 2)
    assert emulated.rows("slip-0001.png") == (row * 2).rstrip(b"\0")


def test_a_picture_wider_than_the_paper_is_refused(emulated: EmulatedPrinter) -> None:
    with pytest.raises(ValueError, match="584 dots does not fit on 576"):
        emulated.printer().print_bitmap(Bitmap(584, 1, bytes(73)))
    assert emulated.slips() == []


def test_status_of_a_printer_in_order(emulated: EmulatedPrinter) -> None:
    status = emulated.printer().status()
    assert status.ready
    assert status.online
    assert status.paper is PaperLevel.ENOUGH
    assert not status.cover_open
    assert not status.error


def test_closing_between_calls_harms_nothing(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    assert printer.status().ready
    printer.close()
    printer.close()
    printer.print_bitmap(speckled(10))
    assert len(emulated.slips()) == 1
