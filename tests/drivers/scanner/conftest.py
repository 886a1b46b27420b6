"""Scanners on libsane's own test backends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.scanner.port import HangError, PaperSource, RawPage
from drivers.scanner.sane_scanner import SaneScanner, Setup
from tests.support.paper_tray import sane_folder

Make = Callable[..., SaneScanner]


@pytest.fixture
def backend_scanner(tmp_path: Path) -> Iterator[Make]:
    """Make scanners on the `test` backend: ten pages in the feeder, any status on demand."""
    made: list[SaneScanner] = []
    folder = sane_folder(tmp_path / "sane", "test")

    def make(device: str = "test:0", **more: object) -> SaneScanner:
        values: dict[str, object] = {
            "sane_config_dir": folder,
            "resolution_dpi": 50,
            "page_deadline_s": 8.0,
            **more,
        }
        scanner = SaneScanner(Setup(device, **values))  # type: ignore[arg-type]  # mixed keyword values
        made.append(scanner)
        return scanner

    yield make
    for scanner in made:
        scanner.close()


def scanned_whole(scanner: SaneScanner) -> list[RawPage]:
    """Scan until the feeder's end or an error.

    Once in some hundred runs the reader of the test backend hangs when it is cancelled after a status on
    demand. The driver's deadline ends that as it should; the status is what is asked for here.
    """
    try:
        return list(scanner.scan(PaperSource.FEEDER))
    except HangError:
        return list(scanner.scan(PaperSource.FEEDER))


def failing(status: str) -> dict[str, str]:
    """Options that make every read of the test backend end with this status."""
    return {"read-return-value": f"SANE_STATUS_{status}"}
