"""A device that ends a page early."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from drivers.scanner.port import IncompletePageError, PaperSource
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.support.paper_tray import PaperTray


def test_fewer_lines_than_promised_are_no_page(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    tray.lay(np.full((400, 300, 3), 255, np.uint8))
    sheet = Path(str(tray.options["filename"]))
    whole = sheet.read_bytes()
    sheet.write_bytes(whole[: len(whole) // 2])
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, 300, options=tray.options))
    with pytest.raises(IncompletePageError):
        list(scanner.scan(PaperSource.FLATBED))
    sheet.write_bytes(whole)
    assert len(list(scanner.scan(PaperSource.FLATBED))) == 1
    scanner.close()
