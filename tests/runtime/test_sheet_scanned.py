"""The printed test sheet on the running screen's own scanner: judged as `kioskctl doctor` judges it."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from configuration.load import load
from kiosk_app.device_adapters import scanner_of
from kiosk_app.runtime.scanner_worker import ScannerWorker
from kiosk_app.scanning.page import Page
from kiosk_app.servicing.scan_target.draw import target_pdf
from kiosk_app.session.facts.service import CheckFinding, ScanTestSheet, SheetScanned
from kiosk_app.session.kernel.event import Event
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml
from tests.support.paper_tray import PaperTray

VISIT = 7
SHEET = np.ascontiguousarray(
    pypdfium2.PdfDocument(target_pdf())[0].render(scale=300 / 72).to_numpy()[:, :, :3]
)


def _unused(_raw: object) -> Page:
    raise AssertionError("a test sheet is no page of a citizen's")


@pytest.fixture
def tray(tmp_path: Path) -> PaperTray:
    return PaperTray(tmp_path)


@pytest.fixture
def seen(tmp_path: Path, tray: PaperTray) -> Iterator[tuple[ScannerWorker, queue.Queue[Event]]]:
    before, _, after = kiosk_toml(Keys().recipients, {}).partition('[scanner]\ndevice = ""\n')
    (tmp_path / "kiosk.toml").write_text(f"{before}{tray.toml()}{after}", encoding="utf-8")
    said: queue.Queue[Event] = queue.Queue()
    scanner = scanner_of(load(tmp_path / "kiosk.toml").scanner)
    worker = ScannerWorker(scanner, _unused, None, 1.0, said.put)
    try:
        yield worker, said
    finally:
        worker.close()


def _scanned(worker: ScannerWorker, said: queue.Queue[Event]) -> tuple[CheckFinding, ...]:
    worker.effects()[ScanTestSheet](ScanTestSheet(VISIT))
    while not isinstance(event := said.get(timeout=60), SheetScanned):
        pass
    assert event.visit == VISIT
    return event.findings


def test_each_property_of_the_scanner_is_told(
    tray: PaperTray, seen: tuple[ScannerWorker, queue.Queue[Event]]
) -> None:
    tray.lay(SHEET)
    found = {one.check: one.verdict for one in _scanned(*seen)}
    assert set(found) == {f"scanner.{one}" for one in ("resolution", "edges", "skew", "sharpness", "colour")}
    assert set(found.values()) == {"good"}


def test_another_paper_and_none_are_said_with_what_to_do(
    tray: PaperTray, seen: tuple[ScannerWorker, queue.Queue[Event]]
) -> None:
    tray.lay(np.full_like(SHEET, 255))
    (found,) = _scanned(*seen)
    assert (found.check, found.verdict) == ("scanner.target", "failed")
    assert "tờ thử" in found.said
    assert found.mend
    tray.lay(SHEET)
    assert len(_scanned(*seen)) == 5
