"""A device that hangs or dies once it has given every page that was wanted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drivers.scanner.port import PaperSource
from drivers.scanner.sane_scanner import ConnectionState
from tests.drivers.scanner.conftest import Make

pytestmark = pytest.mark.mostly_long("one more page at which it hangs", one_in=3)

# libsane's test backend does this once in some hundred runs; here its library does it each time.
HANGING = """
import time

import sane

sane.SaneDev.cancel = lambda _self: time.sleep(600)
"""
DYING = """
import os

import sane

sane.SaneDev.cancel = lambda _self: os._exit(3)
"""
BREAKING = """
import sane


def cancel(_self):
    raise sane._sane.error("Error during device I/O")


sane.SaneDev.cancel = cancel
"""


@pytest.mark.parametrize("end", [HANGING, DYING, BREAKING], ids=["hangs", "dies", "breaks"])
@pytest.mark.parametrize(
    ("source", "at_most", "pages"), [(PaperSource.FEEDER, 3, 3), (PaperSource.FLATBED, None, 1)]
)
def test_every_page_is_kept_and_the_next_scan_begins_anew(
    backend_scanner: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: PaperSource,
    at_most: int | None,
    pages: int,
    end: str,
) -> None:
    (tmp_path / "sitecustomize.py").write_text(end, encoding="utf-8")
    with monkeypatch.context() as hanging:
        hanging.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
        scanner = backend_scanner(page_deadline_s=6.0)
        assert len(list(scanner.scan(source, at_most))) == pages
        assert scanner.state is ConnectionState.CLOSED
    assert len(list(scanner.scan(source, at_most))) == pages
