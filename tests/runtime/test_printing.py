"""What the printer's state is called on the screen."""

from __future__ import annotations

import pytest

from drivers.printer.port import Paper, PrinterStatus
from kiosk_app.runtime.print_worker import problem_of


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (PrinterStatus(True, Paper.ENOUGH, False, False), ""),
        (PrinterStatus(True, Paper.NEAR_END, False, False), ""),
        (PrinterStatus(True, Paper.OUT, False, False), "printer.paper_out"),
        (PrinterStatus(False, Paper.OUT, False, False), "printer.paper_out"),
        (PrinterStatus(False, Paper.OUT, True, False), "printer.cover_open"),
        (PrinterStatus(True, Paper.ENOUGH, False, True), "printer.fault"),
        (PrinterStatus(False, Paper.ENOUGH, False, False), "printer.unreachable"),
    ],
)
def test_problem(status: PrinterStatus, problem: str) -> None:
    assert problem_of(status) == problem
