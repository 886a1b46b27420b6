"""The serial reader on a pseudo-terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.scan_assembly import MAX_BYTES, Assembler, Framing
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
    assert assembler.take(0.25) is None
    assembler.add("Đỗ".encode()[1:], 0.25)
    assert assembler.take(0.5) is None
    assert assembler.take(0.6) == "Đỗ"


def test_what_is_surely_unfinished_is_waited_for_and_then_given_as_it_is() -> None:
    assembler = Assembler(unfinished=lambda text: text.count("|") < 2)
    assembler.add(b"a|", 0.0)
    assert assembler.take(1.9) is None
    assembler.add(b"b", 1.9)
    assert assembler.take(3.8) is None
    assert assembler.take(4.0) == "a|b"


@pytest.mark.parametrize("silence_s", [0.13, 0.6])
def test_a_card_that_comes_with_a_pause_is_read_whole(scanner: SerialScanner, silence_s: float) -> None:
    reader = SerialReader(str(scanner.path), look_again_s=0.02, unfinished=lambda text: text != CARD)
    listener = Listener()
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY)
    scanner.scan(CARD.encode()[:60])
    time.sleep(silence_s)
    scanner.scan(CARD.encode()[60:])
    listener.wait_for_text(CARD)
    reader.stop()
    assert [one.text for one in listener.readings] == [CARD]


@pytest.mark.parametrize(
    "framed",
    ["\x02{}\x03", "]Q1{}\r\n", "*{}*", "{}\x1d", "{}\0", "\0{}", "\x02]Q1*{}*\x03\r", "{}\t", "{}\r{}\r"],
)
def test_what_scanners_send_around_a_code_is_taken_away(framed: str) -> None:
    assembler = Assembler()
    assembler.add(framed.format(CARD, CARD).encode(), 0.0)
    assert assembler.take(1.0) == CARD


def test_the_frame_is_what_the_scanner_is_set_to() -> None:
    assembler = Assembler(Framing(prefixes=("<<",), suffixes=(">>",)))
    assembler.add(f"<<{CARD}>>".encode(), 0.0)
    assert assembler.take(1.0) == CARD
    assembler = Assembler(Framing(prefixes=("~",), suffixes=("~", "\r")))
    assembler.add(f"~{CARD}~\r".encode(), 0.0)
    assert assembler.take(1.0) == CARD


@pytest.mark.parametrize(
    "encoding",
    [
        *("gbk", "cp949", "cp932", "cp437", "cp1252", "cp1251", "cp866", "koi8_r", "mac_roman", "iso8859_15"),
        "cp1250",
    ],
)
def test_a_scanner_that_takes_utf8_for_another_encoding(encoding: str) -> None:
    name = next(
        name for name in ("NGUYỄN VĂN TÈO", "Lê Thị Hà", "Đỗ Ân", "Ngô Văn Thân") if _garbled(name, encoding)
    )
    assembler = Assembler()
    assembler.add(f"{_garbled(name, encoding)}\r".encode(), 0.0)
    assert assembler.take(1.0) == name


def _garbled(name: str, encoding: str) -> str:
    try:
        return name.encode().decode(encoding)
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("between", ["\r\n", "\t", "\x1d", "\x03\x02", "\r]Q1", "\n\n"])
def test_a_scan_that_comes_twice_is_one(between: str) -> None:
    assembler = Assembler()
    assembler.add(f"\x02]Q1{CARD}{between}{CARD}{between}{CARD}\x03\r\n".encode(), 0.0)
    assert assembler.take(1.0) == CARD


def test_two_scans_that_differ_are_no_one() -> None:
    assembler = Assembler()
    assembler.add(f"{CARD}\t{CARD[:-1]}2\t".encode(), 0.0)
    assert assembler.take(1.0) == f"{CARD}\t{CARD[:-1]}2"
