"""Dots that look like a real-time command are changed by a dot: a real printer would obey them."""

from __future__ import annotations

from drivers.printer.port import Bitmap
from tests.drivers.printer.emulated_printer import WIDTH, EmulatedPrinter


def test_no_stray_command_and_hardly_another_picture(emulated: EmulatedPrinter) -> None:
    row = (b"\x10\x04\x01\x10\x05\x01\x10\x14\x01\x00\x01\x00\x05").ljust(WIDTH // 8, b"\x10")
    slip = Bitmap(WIDTH, 300, row * 300)
    emulated.printer().print_bitmap(slip)
    printed = emulated.rows("slip-0001.png")
    assert len(printed) == len(slip.rows)
    assert b"\x10\x04" not in printed
    assert b"\x10\x05" not in printed
    assert b"\x10\x14" not in printed
    changed = [(old, new) for old, new in zip(slip.rows, printed, strict=True) if old != new]
    assert set(changed) == {(0x10, 0x18)}
    assert len(changed) == 3 * 300
