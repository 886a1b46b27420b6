"""What the printer's state is called on the screen."""

from __future__ import annotations

import pytest

from drivers.printer.port import PaperLevel, PrinterStatus
from kiosk_app.runtime.print_worker import problem_of


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (PrinterStatus(True, PaperLevel.ENOUGH, False, False), ""),
        (PrinterStatus(True, PaperLevel.NEAR_END, False, False), ""),
        (PrinterStatus(True, PaperLevel.OUT, False, False), "printer.paper_out"),
        (PrinterStatus(False, PaperLevel.OUT, False, False), "printer.paper_out"),
        (PrinterStatus(False, PaperLevel.OUT, True, False), "printer.cover_open"),
        (PrinterStatus(True, PaperLevel.ENOUGH, False, True), "printer.fault"),
        (PrinterStatus(False, PaperLevel.ENOUGH, False, False), "printer.unreachable"),
    ],
)
def test_problem(status: PrinterStatus, problem: str) -> None:
    assert problem_of(status) == problem
