"""The worker that reads titles."""

from __future__ import annotations

import queue
import threading

from kiosk_app.runtime.title_worker import TitleWorker
from kiosk_app.scanning.title import TitleReader
from kiosk_app.session.steps.scan.events import ReadTitle, TitleRead


class Reading(TitleReader):
    """Reads what it is told; holds the reading until it may go on."""

    def __init__(self, *lines: str, available: bool = True) -> None:
        super().__init__("vie", 5.0)
        self._lines = lines
        self._is_available = available
        self.may_go_on = threading.Event()
        self.began = threading.Event()

    def available(self) -> bool:
        return self._is_available

    def lines(self, preview: bytes) -> tuple[str, ...]:
        assert preview == b"preview"
        self.began.set()
        self.may_go_on.wait(10)
        return self._lines


def effect(session: int, name: str = "p1") -> ReadTitle:
    return ReadTitle(session, name, b"preview", ("giấy ủy quyền",))


def test_the_hint_is_posted() -> None:
    reader = Reading("GIẤY CHỨNG SINH")
    reader.may_go_on.set()
    posted: queue.Queue[object] = queue.Queue()
    worker = TitleWorker(reader, ("Giấy chứng sinh",), posted.put)
    worker.read(effect(1))
    assert posted.get(timeout=10) == TitleRead(1, "p1", "Giấy chứng sinh")
    worker.close()


def test_what_waits_for_a_session_that_is_over_is_not_read() -> None:
    reader = Reading("GIẤY CHỨNG SINH")
    posted: queue.Queue[object] = queue.Queue()
    worker = TitleWorker(reader, ("Giấy chứng sinh",), posted.put)
    worker.read(effect(1))
    assert reader.began.wait(10)
    worker.read(effect(1, "p2"))
    worker.wipe(1)
    worker.read(effect(2, "p3"))
    reader.may_go_on.set()
    found = [posted.get(timeout=10), posted.get(timeout=10)]
    worker.close()
    assert [one.page_id for one in found if isinstance(one, TitleRead)] == ["p1", "p3"]
    assert posted.empty()


def test_without_a_reader_nothing_happens() -> None:
    posted: list[object] = []
    absent = TitleWorker(Reading("GIẤY CHỨNG SINH", available=False), ("Giấy chứng sinh",), posted.append)
    unwanted = TitleWorker(None, (), posted.append)
    for worker in (absent, unwanted):
        worker.read(effect(1))
        worker.close()
    assert posted == []
