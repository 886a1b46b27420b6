"""A printer on a serial line: a pseudo-terminal whose far end is the emulated printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.printer.escpos_printer import EscposPrinter, open_printer
from drivers.printer.port import PrinterUnreachableError
from tests.drivers.printer.cable import SerialCable
from tests.drivers.printer.emulated_printer import BRISK, EmulatedPrinter, assert_prints_whole


@pytest.fixture
def cable(emulated: EmulatedPrinter, tmp_path: Path) -> Iterator[SerialCable]:
    with SerialCable(tmp_path / "ttyPRINTER", emulated.port) as one:
        yield one


def driver(cable: SerialCable) -> EscposPrinter:
    return open_printer("serial", device=cable.path, deadline_s=1.0, timing=BRISK)


def test_prints(emulated: EmulatedPrinter, cable: SerialCable) -> None:
    cable.plug_in()
    printer = driver(cable)
    assert printer.status().ready
    assert_prints_whole(emulated, printer)
    assert_prints_whole(emulated, printer, seed=5)
    printer.close()


def test_unplugged_and_plugged_in_again(emulated: EmulatedPrinter, cable: SerialCable) -> None:
    printer = driver(cable)
    with pytest.raises(PrinterUnreachableError):
        printer.status()
    cable.plug_in()
    assert printer.status().ready
    cable.pull_out()
    with pytest.raises(PrinterUnreachableError):
        printer.status()
    cable.plug_in()
    assert printer.status().ready
    assert_prints_whole(emulated, printer)
    printer.close()
