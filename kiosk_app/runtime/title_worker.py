"""Looks whether a scanned page carries the title of another paper: a hint, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.scanning.title import TitleReader, Titles, looks_like
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.scan.events import ReadTitle, TitleRead

_log = logging.getLogger(__name__)


class TitleWorker:
    """Reads titles where a reader is installed; without one it does nothing."""

    def __init__(self, reader: TitleReader | None, known: tuple[str, ...], post: Post) -> None:
        """`reader` None: titles are not to be read. `known`: titles of papers that citizens bring."""
        self._reader = reader
        self._known = known
        self._post = post
        self._worker = JobThread("titles")
        self._wiped = 0
        self._lock = threading.Lock()
        if reader is not None:
            self._worker.do(lambda: self._look_for(reader))

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {ReadTitle: self.read}

    def read(self, effect: ReadTitle) -> None:
        """Read one page (→ TitleRead)."""
        self._worker.do(lambda: self._read(effect))

    def wipe(self, visit: int) -> None:
        """Drop what is read or waits for this visit."""
        with self._lock:
            self._wiped = max(self._wiped, visit)
        reader = self._reader
        if reader is not None:
            reader.stop()

    def close(self) -> None:
        """End the thread."""
        reader = self._reader
        if reader is not None:
            reader.stop()
        self._worker.close()

    def _look_for(self, reader: TitleReader) -> None:
        if not reader.available():
            _log.info("titles are not read: tesseract or its language is not installed")
            self._reader = None

    def _read(self, effect: ReadTitle) -> None:
        reader = self._reader
        with self._lock:
            wanted = reader is not None and effect.visit > self._wiped
        if reader is None or not wanted:
            return
        lines = reader.lines(effect.preview)
        seems = looks_like(lines, Titles(effect.expected, self._known))
        self._post(TitleRead(effect.visit, effect.page_id, seems))
