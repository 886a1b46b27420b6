"""The serial reader on a pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.scan_assembly import MAX_BYTES, Assembler
from drivers.qr_reader.serial_reader import SerialReader
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.pseudo_terminal import SerialScanner

CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang, Đà Nẵng|15042021"


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[SerialScanner]:
    device = SerialScanner(tmp_path / "scanner")
    device.plug_in()
    yield device
    device.pull_out()


@pytest.fixture
def reader(scanner: SerialScanner) -> Iterator[SerialReader]:
    serial_reader = SerialReader(str(scanner.path), look_again_s=0.02)
    yield serial_reader
    serial_reader.stop()


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n", b""])
def test_a_scan_ends_at_a_line_end_or_an_idle_gap(
    scanner: SerialScanner, reader: SerialReader, end: bytes
) -> None:
    listener = Listener()
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY)
    scanner.scan(CARD.encode() + end)
    listener.wait_for_text(CARD)
    assert [one.decoder for one in listener.readings] == ["serial"]


def test_a_code_with_line_ends_in_it_stays_whole(scanner: SerialScanner, reader: SerialReader) -> None:
    listener = Listener()
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY)
    scanner.scan(b"BEGIN:VCARD\r\nFN:Ai\r\nEND:VCARD\r\n")
    listener.wait_for(lambda seen: bool(seen.readings))
    assert listener.readings[0].text == "BEGIN:VCARD\r\nFN:Ai\r\nEND:VCARD"


def test_nothing_comes_after_stop_and_the_device_is_free_again(scanner: SerialScanner) -> None:
    reader = SerialReader(str(scanner.path))
    first, second = Listener(), Listener()
    first.attach(reader)
    first.wait_for_state(ReaderState.READY)
    reader.stop()
    scanner.scan(b"scanned when nobody asked\r")
    second.attach(reader)
    second.wait_for_state(ReaderState.READY)
    scanner.scan(b"now\r")
    second.wait_for_text("now")
    reader.stop()
    assert first.readings == []
    assert [one.text for one in second.readings] == ["now"]


@given(st.lists(st.binary(min_size=1, max_size=600), min_size=1, max_size=30))
def test_pieces_are_put_together_and_bounded(pieces: list[bytes]) -> None:
    assembler = Assembler()
    for number, piece in enumerate(pieces):
        assembler.add(piece, number / 1000)
    text = assembler.take(1000.0)
    assert text is None or len(text) <= MAX_BYTES + 1
    assert assembler.take(2000.0) is None


def test_a_scan_is_not_cut_while_it_still_comes() -> None:
    assembler = Assembler()
    assembler.add("Đỗ".encode()[:1], 0.0)
    assert assembler.take(0.1) is None
    assembler.add("Đỗ".encode()[1:], 0.1)
    assert assembler.take(0.2) is None
    assert assembler.take(0.3) == "Đỗ"
