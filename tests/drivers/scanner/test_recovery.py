"""After any failure the next scan works, without anything being restarted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from drivers.scanner.port import PaperSource, ScannerError
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.support.paper_tray import PaperTray


@pytest.mark.mostly_long("one more status", one_in=3)
@pytest.mark.parametrize("status", ["jammed", "nodocs", "coveropen", "ioerror", "nomem", "accessdenied"])
def test_a_scan_after_each_status(tmp_path: Path, status: str) -> None:
    tray = PaperTray(tmp_path)
    tray.lay(np.full((200, 150, 3), 180, np.uint8))
    options = dict(tray.options)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, 300, options=options))
    options[f"status-{status}"] = True
    with pytest.raises(ScannerError):
        list(scanner.scan(PaperSource.FLATBED))
    del options[f"status-{status}"]
    pages = list(scanner.scan(PaperSource.FLATBED))
    assert [page.pixels.shape for page in pages] == [(200, 150, 3)]
    scanner.close()


def test_a_scan_of_nothing_then_of_a_sheet(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, 300, options=tray.options))
    with pytest.raises(ScannerError):
        list(scanner.scan(PaperSource.FLATBED))
    tray.lay(np.full((20, 10, 3), 180, np.uint8))
    assert len(list(scanner.scan(PaperSource.FLATBED))) == 1
    scanner.close()
