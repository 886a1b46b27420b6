"""What another program, or a broken job, left in the printer does not spoil the next slip."""

from __future__ import annotations

import socket
import struct

import pytest

from drivers.printer.port import PaperOutError
from tests.drivers.printer.bench import Bench, assert_prints_whole, speckled

HALF_AN_IMAGE = b"\x1dv0\x00\x48\x00\x18\x00" + b"\xaa" * 700


@pytest.mark.parametrize(
    "left_behind",
    [HALF_AN_IMAGE, HALF_AN_IMAGE[:6], b"\x1b", b"Xin ch\xc3\xa0o", b"\x1d(", b"\x1ba\x01\x1d!\x11"],
    ids=["half an image", "half a head", "escape", "text", "half a command", "settings"],
)
def test_the_next_slip_is_clean(bench: Bench, left_behind: bytes) -> None:
    with bench.client() as rude:
        rude.sendall(left_behind)
    printer = bench.printer()
    slip = speckled(90)
    printer.print_bitmap(slip)
    # Rows that the rude client had printed stand above it: nobody cut them off.
    assert bench.rows(bench.slips()[-1]).endswith(slip.rows)
    assert_prints_whole(bench, printer)


@pytest.mark.parametrize("length", range(1, 7))
def test_no_part_of_a_head_eats_what_follows(bench: Bench, length: int) -> None:
    """Taken for sizes, the questions for the status would make an image of up to 4 MB; now it is none."""
    with bench.client() as rude:
        rude.sendall(HALF_AN_IMAGE[:length])
    printer = bench.printer()
    slip = speckled(30)
    printer.print_bitmap(slip)
    assert bench.slips() == ["slip-0001.png"]
    assert bench.rows("slip-0001.png") == slip.rows


def test_a_stopped_printer_is_not_filled_up(bench: Bench) -> None:
    """It is asked again and again while somebody fetches paper, and must still hear that it has some."""
    bench.set(paper="out")
    printer = bench.printer()
    for _ in range(300):
        with pytest.raises(PaperOutError):
            printer.print_bitmap(speckled(10))
    bench.set()
    assert_prints_whole(bench, printer)


def test_reset_by_a_client_is_survived(bench: Bench) -> None:
    rude = bench.client()
    rude.sendall(HALF_AN_IMAGE)
    rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    rude.close()
    printer = bench.printer()
    slip = speckled(10)
    printer.print_bitmap(slip)
    assert bench.rows(bench.slips()[-1]) == slip.rows
    assert_prints_whole(bench, printer)


def test_late_answers_to_an_earlier_job_confirm_nothing(bench: Bench) -> None:
    bench.set(paper="out")
    with bench.client() as earlier:
        earlier.sendall(b"\x1dr\x01" * 40 + b"\x10\x04\x01")
        assert earlier.recv(1)
    bench.set(after_dots=30, then={"paper": "out"})
    with pytest.raises(PaperOutError):
        bench.printer().print_bitmap(speckled(200))


def test_automatic_status_is_switched_off(bench: Bench) -> None:
    printer = bench.printer()
    with bench.client() as other:
        other.sendall(b"\x1da\xff\x10\x04\x01")
        assert other.recv(1)
    assert_prints_whole(bench, printer)
