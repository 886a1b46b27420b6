"""Collects what a reader tells, and lets a test wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from drivers.qr_reader.port import Frame, QrReader, QrReading, ReaderState

DEADLINE_S = 10.0


class Listener:
    """Gets a reader's callbacks."""

    def __init__(self) -> None:
        self.readings: list[QrReading] = []
        self.states: list[ReaderState] = []
        self.pictures: list[Frame] = []
        self._changed = threading.Condition()

    def attach(self, reader: QrReader) -> None:
        """Start the reader with this listener's callbacks."""
        reader.start(self._reading, self._state, self._picture)

    def wait_for(self, holds: Callable[[Listener], bool]) -> None:
        """Wait until it holds; fails after the deadline."""
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self), DEADLINE_S), f"states were {self.states}"

    def wait_for_state(self, state: ReaderState, times: int = 1) -> None:
        """Wait until a state was told so many times."""
        self.wait_for(lambda seen: seen.states.count(state) >= times)

    def wait_for_text(self, text: str, times: int = 1) -> None:
        """Wait until a text was told so many times."""
        self.wait_for(lambda seen: [one.text for one in seen.readings].count(text) >= times)

    def texts_until(self, text: str) -> list[str]:
        """Wait for a text and give all that were told by then; fails after the deadline."""
        self.wait_for_text(text)
        return [one.text for one in self.readings]

    def _reading(self, reading: QrReading) -> None:
        with self._changed:
            self.readings.append(reading)
            self._changed.notify_all()

    def _state(self, state: ReaderState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def _picture(self, frame: Frame) -> None:
        with self._changed:
            self.pictures.append(frame)
            self._changed.notify_all()
