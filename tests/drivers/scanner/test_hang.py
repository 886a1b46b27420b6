"""A call into libsane that does not come back."""

from __future__ import annotations

import os
import signal
import subprocess
import threading

import pytest

from drivers.scanner.port import HangError, PaperSource
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make


def test_a_scan_that_hangs_ends_at_its_deadline_and_its_process_is_gone(backend_scanner: Make) -> None:
    # The backend itself waits this long before each read.
    slow = {"read-delay": True, "read-delay-duration": 200_000, "read-limit": True, "read-limit-size": 1}
    scanner = backend_scanner(options=slow, page_deadline_s=0.4)
    scanner.info()
    pid = scanner.pid
    assert pid is not None
    with pytest.raises(HangError):
        list(scanner.scan(PaperSource.FEEDER))
    assert scanner.state is ConnectionState.CLOSED
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_stopped_process_is_a_hang_too(backend_scanner: Make) -> None:
    scanner = backend_scanner(page_deadline_s=0.4)
    scanner.info()
    assert scanner.pid is not None
    os.kill(scanner.pid, signal.SIGSTOP)
    with pytest.raises(HangError):
        list(scanner.scan(PaperSource.FEEDER))
    assert scanner.state is ConnectionState.CLOSED


def test_a_process_that_cannot_be_ended_holds_nobody_up(
    backend_scanner: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No device here holds its driver for long enough: one that is stopped, and a kill that does nothing."""
    scanner = backend_scanner()
    scanner.info()
    pid = scanner.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    closed = threading.Event()

    def close() -> None:
        scanner.close()
        closed.set()

    with monkeypatch.context() as stuck:
        stuck.setattr(subprocess.Popen, "kill", lambda _self: None)
        threading.Thread(target=close, daemon=True).start()
        try:
            assert closed.wait(20)
            assert scanner.state is ConnectionState.CLOSED
        finally:
            os.kill(pid, signal.SIGKILL)
