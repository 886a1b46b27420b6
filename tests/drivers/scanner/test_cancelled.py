"""Stopped by the citizen, by the device, or by nobody asking any more."""

from __future__ import annotations

import threading

import pytest

from drivers.scanner.port import HangError, PaperSource, ScanCancelledError, ScannerError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing


def test_cancel_from_another_thread_ends_a_slow_scan(backend_scanner: Make) -> None:
    slow = {"read-delay": True, "read-delay-duration": 200_000, "read-limit": True, "read-limit-size": 1}
    scanner = backend_scanner(options=slow, cancel_grace_s=0.5)
    scanner.info()
    canceller = threading.Timer(0.2, scanner.cancel)
    canceller.start()
    with pytest.raises(ScanCancelledError):
        list(scanner.scan(PaperSource.FEEDER))
    canceller.join()
    assert scanner.state is ConnectionState.CLOSED


def test_pages_before_the_cancel_are_kept(backend_scanner: Make) -> None:
    scanner = backend_scanner(cancel_grace_s=0.5)
    pages = []

    def feed() -> None:
        for page in scanner.scan(PaperSource.FEEDER):
            pages.append(page)
            scanner.cancel()

    with pytest.raises(ScanCancelledError):
        feed()
    assert pages


def test_the_device_may_cancel_itself(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("CANCELLED"), page_deadline_s=4.0)
    # Under load libsane's test backend now and then never returns from its own cancel: that is a hang, told
    # as one, and the next scan starts afresh.
    told: list[type[ScannerError]] = []
    while len(told) < 3 and ScanCancelledError not in told:
        with pytest.raises((ScanCancelledError, HangError)) as caught:
            list(scanner.scan(PaperSource.FEEDER))
        told.append(caught.type)
    assert told[-1] is ScanCancelledError


def test_closing_the_iterator_stops_the_scan(backend_scanner: Make) -> None:
    scanner = backend_scanner()
    pages = scanner.scan(PaperSource.FEEDER)
    next(pages)
    pages.close()
    assert scanner.state is ConnectionState.CLOSED
    assert len(list(scanner.scan(PaperSource.FEEDER, 2))) == 2
