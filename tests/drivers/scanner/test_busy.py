"""Another program holds the device."""

from __future__ import annotations

import pytest

from drivers.scanner.port import BusyError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing, scanned_whole


def test_busy_is_told_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("DEVICE_BUSY"))
    with pytest.raises(BusyError) as raised:
        scanned_whole(scanner)
    assert raised.value.code == "scanner.busy"
    assert scanner.state is ConnectionState.CLOSED
