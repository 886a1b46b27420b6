"""From a feeder of both sides to the screen: empty backs are set aside, and come back in their place."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.scanner.port import Frame, RawPage
from drivers.scanner.sane_scanner import SaneScanner, Setup
from kiosk_app.runtime.scanner_worker import ScannerWorker
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.prepare import Settings, prepare
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.events import HealthChanged
from tests.drivers.scanner.escl_device import EsclDevice
from tests.session import words as events
from tests.session.support import Driver
from tests.support.vector_papers.pages import Drawing
from tests.support.vector_papers.scans import seen

pytestmark = pytest.mark.long("a feed of whole pages is judged")

DPI = 200
TEXT = "Giấy xác nhận tình trạng hôn nhân, cấp theo Nghị định 123/2015/NĐ-CP của Chính phủ. "


def written(contrast: float) -> Frame:
    page = Drawing(contrast=contrast)
    page.paragraph((25, 30), 160, TEXT * 6, 13)
    return _fed(page)


def empty() -> Frame:
    return _fed(Drawing())


def _fed(page: Drawing) -> Frame:
    scan = seen(page.drawn(DPI), np.random.default_rng(7))
    return np.asarray(cv2.resize(scan, (1654, 2339), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[EsclDevice, ScannerWorker, queue.Queue[Event]]]:
    """A network scanner with a feeder of both sides, the real driver, and the worker over it."""
    numbers = count(1)

    def made(raw: RawPage) -> Page:
        return prepare(raw.pixels, raw.dpi, f"side-{next(numbers)}", Settings())

    said: queue.Queue[Event] = queue.Queue()
    with EsclDevice() as device:
        scanner = SaneScanner(
            Setup("airscan:e0:Desk", device.config_dir(tmp_path / "sane"), DPI, duplex=True)
        )
        worker = ScannerWorker(scanner, made, None, 1.0, said.put)
        yield device, worker, said
        worker.close()


def test_empty_backs_are_set_aside_and_brought_back_in_their_place(
    told: tuple[EsclDevice, ScannerWorker, queue.Queue[Event]],
) -> None:
    device, worker, said = told
    # The back of the second sheet is printed palely, and is no empty side.
    device.feeder = [written(0.8), empty(), written(0.7), written(0.25), written(0.8), empty()]
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan())
    worker.effects()[events.ScanPages](events.ScanPages(driver.visit, single=False))
    while not isinstance(event := said.get(timeout=60), events.ScanEnded):
        assert not isinstance(event, events.ScanFailed)
        if not isinstance(event, HealthChanged):
            driver.send(event)
    driver.send(event)
    line = driver.state.of(events.Papers).line("OLD")
    assert [page.page_id for page in line.pages] == ["side-1", "side-3", "side-4", "side-5"]
    assert [side.page.page_id for side in line.dropped] == ["side-2", "side-6"]
    driver.send(events.SideBroughtBack("side-6"))
    driver.send(events.SideBroughtBack("side-2"))
    line = driver.state.of(events.Papers).line("OLD")
    assert [page.page_id for page in line.pages] == [f"side-{number}" for number in range(1, 7)]
    assert line.dropped == ()
