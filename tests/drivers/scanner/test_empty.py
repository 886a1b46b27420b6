"""Nothing lies in the feeder."""

from __future__ import annotations

import pytest

from drivers.scanner.port import FeederEmptyError
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make, failing, scanned_whole


def test_empty_is_told_by_status(backend_scanner: Make) -> None:
    scanner = backend_scanner(options=failing("NO_DOCS"))
    with pytest.raises(FeederEmptyError) as raised:
        scanned_whole(scanner)
    assert raised.value.code == "scanner.empty"
    assert scanner.state is ConnectionState.CLOSED
