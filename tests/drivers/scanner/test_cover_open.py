"""The cover is open."""

from __future__ import annotations

import pytest

from drivers.scanner.port import ScannerCoverOpenError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing, scanned_whole


def test_cover_open_is_told_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("COVER_OPEN"))
    with pytest.raises(ScannerCoverOpenError) as raised:
        scanned_whole(scanner)
    assert raised.value.code == "scanner.cover_open"
    assert scanner.state is ConnectionState.CLOSED
