"""The device fails."""

from __future__ import annotations

import pytest

from drivers.scanner.port import DeviceIoError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing, scanned_whole


def test_io_is_told_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("IO_ERROR"))
    with pytest.raises(DeviceIoError) as raised:
        scanned_whole(scanner)
    assert raised.value.code == "scanner.io"
    assert scanner.state is ConnectionState.CLOSED
