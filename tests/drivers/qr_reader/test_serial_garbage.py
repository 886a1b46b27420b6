"""A serial scanner that sends nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.scan_assembly import MAX_BYTES, Assembler
from drivers.qr_reader.serial_reader import SerialReader
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.pseudo_terminal import SerialScanner


@pytest.mark.parametrize("garbage", [b"\xff\xfe\x80\x81", b"\x00\x00", bytes(range(128, 256))])
def test_bytes_that_are_no_text_are_told_as_such_and_the_next_code_is_read(
    tmp_path: Path, garbage: bytes
) -> None:
    scanner = SerialScanner(tmp_path / "scanner")
    scanner.plug_in()
    listener, reader = Listener(), SerialReader(str(scanner.path))
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY)
    scanner.scan(garbage + b"\r")
    listener.wait_for(lambda seen: len(seen.readings) == 1)
    scanner.scan("Đỗ\r".encode())
    listener.wait_for_text("Đỗ")
    reader.stop()
    scanner.pull_out()
    assert "\ufffd" in listener.readings[0].text or "\0" in listener.readings[0].text


def test_an_endless_stream_is_cut() -> None:
    assembler = Assembler()
    for number in range(100):
        assembler.add(b"x" * 1000, number / 1000)
    text = assembler.take(0.1)
    assert text is not None
    assert len(text) == MAX_BYTES + 1


def test_only_line_ends_are_no_reading() -> None:
    assembler = Assembler()
    assembler.add(b"\r\n\r\n", 0.0)
    assert assembler.take(1.0) is None
