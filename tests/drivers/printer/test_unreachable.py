"""Switched off, unplugged, or offline by its own button."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterUnreachableError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled


def test_switched_off(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(powered=False)
    with pytest.raises(PrinterUnreachableError) as caught:
        printer.status()
    assert caught.value.code == "printer.unreachable"
    with pytest.raises(PrinterUnreachableError):
        printer.print_bitmap(speckled())
    emulated.set(powered=True)
    assert emulated.slips() == []
    assert_prints_whole(emulated, printer)


def test_offline(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    emulated.set(online=False)
    assert not printer.status().online
    assert not printer.status().ready
    with pytest.raises(PrinterUnreachableError, match="offline"):
        printer.print_bitmap(speckled())
    emulated.set(online=True)
    assert emulated.slips() == []
    assert_prints_whole(emulated, printer)


def test_another_program_holds_it(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer(deadline_s=0.3)
    with emulated.client() as other:
        other.sendall(b"\x10\x04\x01")
        assert other.recv(1)
        with pytest.raises(PrinterUnreachableError):
            printer.status()
    assert_prints_whole(emulated, printer)
