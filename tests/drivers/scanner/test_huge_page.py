"""Large pages: memory goes to one copy of the page, in this process."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from drivers.scanner.port import PaperSource
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.support.paper_tray import PaperTray

pytestmark = pytest.mark.long("a page of a hundred megabytes")


def test_a_page_takes_little_more_memory_than_its_pixels(tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    sheet = np.zeros((3500, 2400, 3), np.uint8)
    sheet[:, :] = (10, 20, 230)
    tray.lay(sheet)
    scanner = SaneScanner(Setup("pnm:0", tray.config_dir, 300, options=tray.options))
    scanner.info()
    tracemalloc.start()
    try:
        (page,) = scanner.scan(PaperSource.FLATBED)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        scanner.close()
    assert (page.pixels == (10, 20, 230)).all()
    assert peak < 1.3 * sheet.nbytes
