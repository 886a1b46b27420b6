"""What readers share: callbacks that are silent once stopped, and one run between a start and a stop."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol

from drivers.qr_reader.port import Frame, QrReading, ReaderState

STOP_WAIT_S = 2.0
"""How long a stop waits for the thread; a device that hangs is left to it."""


class Callbacks:
    """Passes readings, states and pictures on until silenced; a state only when it changes."""

    def __init__(
        self,
        on_reading: Callable[[QrReading], None],
        on_state: Callable[[ReaderState], None],
        on_preview: Callable[[Frame], None] | None,
    ) -> None:
        self._on_reading = on_reading
        self._on_state = on_state
        self._on_preview = on_preview
        self._state: ReaderState | None = None
        self._silent = False
        # Re-entrant, so that a callback may itself stop the reader.
        self._lock = threading.RLock()

    @property
    def wants_preview(self) -> bool:
        """Whether anybody looks at the pictures."""
        return self._on_preview is not None

    def reading(self, reading: QrReading) -> None:
        """Tell a reading."""
        with self._lock:
            if not self._silent:
                self._on_reading(reading)

    def state(self, state: ReaderState) -> None:
        """Tell a state if it is another than the last."""
        with self._lock:
            if not self._silent and state is not self._state:
                self._state = state
                self._on_state(state)

    def preview(self, frame: Frame) -> None:
        """Show a picture."""
        with self._lock:
            if not self._silent and self._on_preview is not None:
                self._on_preview(frame)

    def silence(self) -> None:
        """Let nothing through any more; waits for a callback that runs on another thread."""
        with self._lock:
            self._silent = True


class Run(Protocol):
    """A device that is being read."""

    def stop(self) -> None:
        """Let go of it, and be silent."""


class RunOnThread(ABC):
    """A run that reads on a thread of its own until it is stopped.

    Who builds one sets what `_main` needs first: the thread begins at the end of this constructor.
    """

    def __init__(self, callbacks: Callbacks, name: str) -> None:
        """`name`: of the thread."""
        self._callbacks = callbacks
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._main, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the device within two seconds, and be silent at once; allowed in a callback."""
        self._stopping.set()
        self._wake()
        self._callbacks.silence()
        if threading.current_thread() is not self._thread:
            self._thread.join(STOP_WAIT_S)

    def _wake(self) -> None:
        """End a wait for the device; none here is longer than a moment."""
        return

    @abstractmethod
    def _main(self) -> None:
        """Read until `_stopping` is set."""


class OneRun(ABC):
    """Implements `port.QrReader` for a device that is let go of between `stop` and the next `start`."""

    def __init__(self) -> None:
        self._run: Run | None = None

    def start(
        self,
        on_reading: Callable[[QrReading], None],
        on_state: Callable[[ReaderState], None],
        on_preview: Callable[[Frame], None] | None = None,
    ) -> None:
        """Begin to read; a reader that runs is stopped first."""
        self.stop()
        self._run = self._begin(Callbacks(on_reading, on_state, on_preview))

    def stop(self) -> None:
        """Stop and let go of the device; idempotent, and allowed in a callback."""
        run, self._run = self._run, None
        if run is not None:
            run.stop()

    def close(self) -> None:
        """Stop for good."""
        self.stop()

    @abstractmethod
    def _begin(self, callbacks: Callbacks) -> Run:
        """Open the device, on a thread of its own."""
