"""What another program, or a broken job, left in the printer does not spoil the next slip."""

from __future__ import annotations

import socket
import struct

import pytest

from drivers.printer.port import PaperOutError
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole, speckled

HALF_AN_IMAGE = b"\x1dv0\x00\x48\x00\x18\x00" + b"\xaa" * 700


@pytest.mark.parametrize(
    "left_behind",
    [HALF_AN_IMAGE, HALF_AN_IMAGE[:6], b"\x1b", b"Xin ch\xc3\xa0o", b"\x1d(", b"\x1ba\x01\x1d!\x11"],
    ids=["half an image", "half a head", "escape", "text", "half a command", "settings"],
)
def test_the_next_slip_is_clean(emulated: EmulatedPrinter, left_behind: bytes) -> None:
    with emulated.client() as rude:
        rude.sendall(left_behind)
    printer = emulated.printer()
    slip = speckled(90)
    printer.print_bitmap(slip)
    # Rows of the earlier job stand above it, because nothing cut them off.
    assert emulated.rows(emulated.slips()[-1]).endswith(slip.rows)
    assert_prints_whole(emulated, printer)


@pytest.mark.parametrize("length", range(1, 7))
def test_no_part_of_a_head_eats_what_follows(emulated: EmulatedPrinter, length: int) -> None:
    """A status request taken for the size of an image would make the printer wait for up to 4 MB of rows."""
    with emulated.client() as rude:
        rude.sendall(HALF_AN_IMAGE[:length])
    printer = emulated.printer()
    slip = speckled(30)
    printer.print_bitmap(slip)
    assert emulated.slips() == ["slip-0001.png"]
    assert emulated.rows("slip-0001.png") == slip.rows


def test_a_stopped_printer_is_not_filled_up(emulated: EmulatedPrinter) -> None:
    """Its status is asked 300 times while somebody fetches paper. Its buffer must not fill up meanwhile."""
    emulated.set(paper="out")
    printer = emulated.printer()
    for _ in range(300):
        with pytest.raises(PaperOutError):
            printer.print_bitmap(speckled(10))
    emulated.set()
    assert_prints_whole(emulated, printer)


def test_reset_by_a_client_is_survived(emulated: EmulatedPrinter) -> None:
    rude = emulated.client()
    rude.sendall(HALF_AN_IMAGE)
    rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    rude.close()
    printer = emulated.printer()
    slip = speckled(10)
    printer.print_bitmap(slip)
    assert emulated.rows(emulated.slips()[-1]) == slip.rows
    assert_prints_whole(emulated, printer)


def test_late_answers_to_an_earlier_job_confirm_nothing(emulated: EmulatedPrinter) -> None:
    emulated.set(paper="out")
    with emulated.client() as earlier:
        earlier.sendall(b"\x1dr\x01" * 40 + b"\x10\x04\x01")
        assert earlier.recv(1)
    emulated.set(after_dots=30, then={"paper": "out"})
    with pytest.raises(PaperOutError):
        emulated.printer().print_bitmap(speckled(200))


def test_automatic_status_is_switched_off(emulated: EmulatedPrinter) -> None:
    printer = emulated.printer()
    with emulated.client() as other:
        other.sendall(b"\x1da\xff\x10\x04\x01")
        assert other.recv(1)
    assert_prints_whole(emulated, printer)
