"""A serial scanner that is not there, is pulled out, and comes back."""

from __future__ import annotations

from pathlib import Path

from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.serial_reader import SerialReader
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.pseudo_terminal import SerialScanner


def test_plugged_in_late_pulled_out_and_plugged_in_again(tmp_path: Path) -> None:
    scanner = SerialScanner(tmp_path / "scanner")
    listener, reader = Listener(), SerialReader(str(scanner.path), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    scanner.plug_in()
    listener.wait_for_state(ReaderState.READY)
    scanner.scan(b"half a co")
    scanner.pull_out()
    listener.wait_for_state(ReaderState.ABSENT, times=2)
    scanner.plug_in()
    listener.wait_for_state(ReaderState.READY, times=2)
    scanner.scan(b"a whole code\r\n")
    listener.wait_for_text("a whole code")
    reader.stop()
    scanner.pull_out()
    assert [one.text for one in listener.readings] == ["a whole code"]


def test_what_is_no_serial_device_counts_as_absent(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"not a device")
    listener, reader = Listener(), SerialReader(str(plain), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    reader.stop()
    assert ReaderState.READY not in listener.states
