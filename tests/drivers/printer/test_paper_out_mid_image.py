"""The roll ends while a slip is printed: told at once, and the next slip is whole and clean."""

from __future__ import annotations

import pytest

from drivers.printer.port import PaperOutError, UnconfirmedError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


@pytest.mark.parametrize("rows", [1, 23, 24, 25, 200, 350])
def test_the_torn_piece_is_no_slip(bench: Bench, rows: int) -> None:
    printer = bench.printer()
    bench.set(after_dots=rows, then={"paper": "out"})
    slip = speckled(400)
    with pytest.raises(PaperOutError):
        printer.print_bitmap(slip)
    assert bench.slips() == ["slip-0001-torn.png"]
    assert bench.rows("slip-0001-torn.png") == slip.rows[: rows * 72].rstrip(b"\0")
    bench.set(paper="enough")
    assert_prints_whole(bench, printer)


def test_what_the_printer_still_held_is_cut_off_before_the_next_slip(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(after_dots=100, then={"paper": "out"})
    slip = speckled(400)
    with pytest.raises(PaperOutError):
        printer.print_bitmap(slip)
    bench.set(paper="enough")
    printer.print_bitmap(slip)
    torn, rest, whole = (bench.rows(name) for name in bench.slips())
    assert slip.rows.startswith(torn + rest)
    assert len(rest) < 2 * 24 * 72
    assert whole == slip.rows


def test_in_the_last_rows_the_printer_finishes_the_slip_itself(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(after_dots=385, then={"paper": "out"})
    with pytest.raises(UnconfirmedError, match="no paper"):
        printer.print_bitmap(speckled(400))
    bench.set(paper="enough")
    assert_prints_whole(bench, printer)
