"""Paper is jammed."""

from __future__ import annotations

import pytest

from drivers.scanner.port import ScannerJamError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing, scanned_whole


def test_jam_is_told_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("JAMMED"))
    with pytest.raises(ScannerJamError) as raised:
        scanned_whole(scanner)
    assert raised.value.code == "scanner.jam"
    assert scanner.state is ConnectionState.CLOSED
