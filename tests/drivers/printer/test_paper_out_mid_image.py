"""The roll ends while a slip is printed: it is reported at once, and the next slip is whole."""

from __future__ import annotations

import pytest

from drivers.printer.port import PaperOutError, SlipUnconfirmedError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


@pytest.mark.parametrize("rows", [1, 23, 24, 25, 200, 350])
def test_the_torn_piece_is_no_slip(emulated: EmulatedPrinter, rows: int) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=rows, then={"paper": "out"})
    slip = speckled(400)
    with pytest.raises(PaperOutError):
        printer.print_bitmap(slip)
    assert emulated.slips() == ["slip-0001-torn.png"]
    assert emulated.rows("slip-0001-torn.png") == slip.rows[: rows * 72].rstrip(b"\0")
    emulated.set(paper="enough")
    assert_prints_whole(emulated, printer)


def test_what_the_printer_still_held_is_cut_off_before_the_next_slip(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=100, then={"paper": "out"})
    slip = speckled(400)
    with pytest.raises(PaperOutError):
        printer.print_bitmap(slip)
    emulated.set(paper="enough")
    printer.print_bitmap(slip)
    torn, rest, whole = (emulated.rows(name) for name in emulated.slips())
    assert slip.rows.startswith(torn + rest)
    assert len(rest) < 2 * 24 * 72
    assert whole == slip.rows


def test_in_the_last_rows_the_printer_finishes_the_slip_itself(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(after_dots=385, then={"paper": "out"})
    with pytest.raises(SlipUnconfirmedError, match="no paper"):
        printer.print_bitmap(speckled(400))
    emulated.set(paper="enough")
    assert_prints_whole(emulated, printer)
