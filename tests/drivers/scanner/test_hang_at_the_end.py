"""A device that hangs once it has given every page that was wanted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drivers.scanner.port import Source
from drivers.scanner.sane_scanner import State
from tests.drivers.scanner.conftest import Make

# libsane's test backend does this once in some hundred runs; here its library does it each time.
HANGING = """
import time

import sane

sane.SaneDev.cancel = lambda _self: time.sleep(600)
"""


@pytest.mark.parametrize(("source", "at_most", "pages"), [(Source.FEEDER, 3, 3), (Source.FLATBED, None, 1)])
def test_every_page_is_kept_and_the_next_scan_begins_anew(
    backend_scanner: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: Source,
    at_most: int | None,
    pages: int,
) -> None:
    (tmp_path / "sitecustomize.py").write_text(HANGING, encoding="utf-8")
    with monkeypatch.context() as hanging:
        hanging.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
        scanner = backend_scanner(page_deadline_s=6.0)
        assert len(list(scanner.scan(source, at_most))) == pages
        assert scanner.state is State.CLOSED
    assert len(list(scanner.scan(source, at_most))) == pages
