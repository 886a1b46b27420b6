"""A keyboard scanner that is not there, is pulled out in the middle of a scan, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.wedge_reader import WedgeReader
from tests.drivers.qr_reader.keyboard_scanner import KeyboardScanner
from tests.drivers.qr_reader.listener import Listener


def test_plugged_in_late_pulled_out_and_plugged_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner = KeyboardScanner(tmp_path / "event7", monkeypatch)
    listener, reader = Listener(), WedgeReader(str(scanner.path), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    scanner.plug_in()
    listener.wait_for_state(ReaderState.READY)
    scanner.scan("half a co", end="")
    scanner.pull_out()
    listener.wait_for_state(ReaderState.ABSENT, times=2)
    scanner.plug_in()
    listener.wait_for_state(ReaderState.READY, times=2)
    scanner.scan("a whole code")
    listener.wait_for_text("a whole code")
    reader.close()
    scanner.pull_out()
    assert [one.text for one in listener.readings][-1] == "a whole code"
    assert scanner.grabs == [True, True]
