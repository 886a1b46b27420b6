"""Printing again after any error but `SlipUnconfirmedError` gives one whole slip, never two."""

from __future__ import annotations

from typing import Any

import pytest

from drivers.printer.port import PrinterError, SlipUnconfirmedError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, speckled

FAULTS: list[dict[str, Any]] = [
    {"paper": "out"},
    {"cover_open": True},
    {"online": False},
    {"error": True},
    {"silent": True},
    {"powered": False},
    {"knife_jammed": True},
]
MOMENTS = (0, 1, 239, 240)
"""Rows; the middle of a picture is in test_paper_out_mid_image.py and its neighbours."""


@pytest.mark.mostly_long("the line is cut at one more place", one_in=4)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: next(iter(fault)))
@pytest.mark.parametrize("after_rows", MOMENTS)
def test_one_whole_slip_at_most(emulated: EmulatedPrinter, fault: dict[str, Any], after_rows: int) -> None:
    slip = speckled(240)
    printer = emulated.printer(deadline_s=0.12)
    emulated.set(**fault) if after_rows == 0 else emulated.set(after_dots=after_rows, then=fault)
    unconfirmed = False
    try:
        printer.print_bitmap(slip)
    except SlipUnconfirmedError:
        unconfirmed = True
        emulated.set()
    except PrinterError:
        emulated.set()
        # No fault any more, so no short deadline either: a busy machine must not look like a silent printer.
        emulated.printer().print_bitmap(slip)
    # Printing one more slip makes the printer finish whatever an unconfirmed one left in it.
    emulated.set()
    last = speckled(24, seed=3)
    emulated.printer().print_bitmap(last)
    printed = [emulated.rows(name) for name in emulated.slips()]
    assert printed[-1] == last.rows
    whole = sum(rows == slip.rows for rows in printed)
    assert whole == 1 or (unconfirmed and whole == 0)
