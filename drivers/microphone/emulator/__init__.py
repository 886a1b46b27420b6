"""A microphone for tests and the demo: a device of ALSA's that hears what a pipe gives, in real time."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from drivers.microphone.port import RATE_HZ

DEVICE, HALL = "kiosk_microphone", "kiosk_hall"
_STEP_S = 0.05
_PERIOD = 2_000
"""Bytes that the recorder takes at once: of a smaller piece libasound would make a whole one."""


class EmulatedMicrophone:
    """Use as a context manager. `environment` leads libasound to it; `say` sets what it hears from now on."""

    def __init__(self, folder: Path, speed: float = 1.0) -> None:
        """`speed`: how much faster than real a second passes."""
        self._folder, self._speed = folder, speed
        self._pipe = folder / "heard"
        self.played = folder / "played.raw"
        self._said = b""
        self.silent = False
        """It is there and gives nothing at all."""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def environment(self) -> dict[str, str]:
        """What libasound reads."""
        return {"ALSA_CONFIG_PATH": str(self._folder / "asound.conf")}

    def say(self, samples: bytes) -> None:
        """Let it hear this; silence after it."""
        with self._lock:
            self._said = samples

    def __enter__(self) -> Self:
        os.mkfifo(self._pipe)
        (self._folder / "asound.conf").write_text(
            f'pcm.{DEVICE} {{ type file slave.pcm {{ type null }} file "/dev/null" infile "{self._pipe}" '
            'format "raw" }\n'
            f'pcm.{HALL} {{ type file slave.pcm {{ type null }} file "{self.played}" format "raw" }}\n'
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        # A pipe that nobody reads would never open for writing.
        os.close(os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK))
        self._thread.join(10)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                pipe = os.open(self._pipe, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                # No recorder has opened the pipe.
                self._ended.wait(_STEP_S)
                continue
            os.set_blocking(pipe, True)
            self._speak(pipe)
            os.close(pipe)

    def _speak(self, pipe: int) -> None:
        begun, given = time.monotonic(), 0
        while not self._ended.is_set():
            due = int((time.monotonic() - begun) * self._speed * RATE_HZ) * 2 - given
            if due < _PERIOD or self.silent:
                time.sleep(_STEP_S)
                continue
            with self._lock:
                samples, self._said = self._said[:_PERIOD], self._said[_PERIOD:]
            try:
                os.write(pipe, samples + bytes(_PERIOD - len(samples)))
            except BrokenPipeError:
                return
            given += _PERIOD
