"""The device is not there, or its process ends."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from drivers.scanner.port import DeviceIoError, PaperSource, UnpluggedError
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
