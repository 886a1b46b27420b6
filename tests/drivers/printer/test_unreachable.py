"""Switched off, unplugged, or offline by its own button."""

from __future__ import annotations

import pytest

from drivers.printer.port import PrinterUnreachableError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled


def test_switched_off(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(powered=False)
    with pytest.raises(PrinterUnreachableError) as caught:
        printer.status()
    assert caught.value.code == "printer.unreachable"
    with pytest.raises(PrinterUnreachableError):
        printer.print_bitmap(speckled())
    bench.set(powered=True)
    assert bench.slips() == []
    assert_prints_whole(bench, printer)


def test_offline(bench: Bench) -> None:
    printer = bench.printer()
    bench.set(online=False)
    assert not printer.status().online
    assert not printer.status().ready
    with pytest.raises(PrinterUnreachableError, match="offline"):
        printer.print_bitmap(speckled())
    bench.set(online=True)
    assert bench.slips() == []
    assert_prints_whole(bench, printer)


def test_another_program_holds_it(bench: Bench) -> None:
    printer = bench.printer(deadline_s=0.3)
    with bench.client() as other:
        other.sendall(b"\x10\x04\x01")
        assert other.recv(1)
        with pytest.raises(PrinterUnreachableError):
            printer.status()
    assert_prints_whole(bench, printer)
