"""The device is not there, or its process ends."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from drivers.scanner.listing import list_scanners
from drivers.scanner.port import DeviceIoError, PaperSource, ScanCancelledError, UnpluggedError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make
from tests.support.paper_tray import sane_folder


def test_an_unknown_device_cannot_be_opened(backend_scanner: Make) -> None:
    with pytest.raises(UnpluggedError):
        backend_scanner("test:7").info()


def test_no_device_at_all(backend_scanner: Make, tmp_path: Path) -> None:
    with pytest.raises(UnpluggedError):
        backend_scanner("", sane_config_dir=sane_folder(tmp_path / "none")).info()


def test_an_option_that_the_device_lacks_is_told(backend_scanner: Make) -> None:
    with pytest.raises(UnpluggedError):
        backend_scanner(options={"resolution": "not a number"}).info()


def test_a_process_that_dies_is_started_again(backend_scanner: Make) -> None:
    scanner = backend_scanner()
    scanner.info()
    assert scanner.pid is not None
    os.kill(scanner.pid, signal.SIGKILL)
    try:
        pages = list(scanner.scan(PaperSource.FEEDER, 1))
    except (DeviceIoError, UnpluggedError):
        assert scanner.state is ConnectionState.CLOSED
        pages = list(scanner.scan(PaperSource.FEEDER, 1))
    assert len(pages) == 1


def test_a_process_that_cannot_be_started_is_told_as_such(
    backend_scanner: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without memory or file descriptors left: the thread that asks must live on and ask again."""
    scanner = backend_scanner()
    descriptors = Path("/proc/self/fd")
    open_before = len(list(descriptors.iterdir()))
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(tmp_path / "missing"))
        with pytest.raises(DeviceIoError):
            scanner.info()
        with pytest.raises(DeviceIoError):
            list_scanners()
    assert len(list(descriptors.iterdir())) == open_before
    assert scanner.info().device == "test:0"


def test_a_cancel_after_the_process_died_leaves_the_telling_to_the_scan(backend_scanner: Make) -> None:
    scanner = backend_scanner()
    pages = scanner.scan(PaperSource.FEEDER)
    next(pages)
    assert scanner.pid is not None
    os.kill(scanner.pid, signal.SIGKILL)
    os.waitid(os.P_PID, scanner.pid, os.WEXITED | os.WNOWAIT)
    scanner.cancel()
    with pytest.raises(ScanCancelledError):
        list(pages)
