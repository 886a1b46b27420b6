"""Callbacks of a reader that are sure to be silent once it was stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable

from drivers.qr_reader.port import Frame, ReaderState, Reading


class Callbacks:
    """Passes readings, states and pictures on until silenced; a state only when it changes."""

    def __init__(
        self,
        on_reading: Callable[[Reading], None],
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

    def reading(self, reading: Reading) -> None:
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
