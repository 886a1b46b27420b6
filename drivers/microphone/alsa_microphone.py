"""Microphone through ALSA's own recorder, a process that can be ended when the device hangs.

What it hears comes through a pipe and lies in this process's memory alone.
"""

from __future__ import annotations

import logging
import os
import selectors
import subprocess
import time
from collections.abc import Callable

import numpy as np

from drivers.microphone.port import (
    BYTES_A_SECOND,
    RATE_HZ,
    Heard,
    MicrophoneAbsentError,
    MicrophoneStalledError,
)

_RECORDER = "arecord"
_MOMENT = BYTES_A_SECOND // 8
_LOOK_S = 0.1
_END_S = 2.0
"""How long is waited for a recorder that was ended: one that its driver holds ends when that lets go."""
_QUIETEST_DB = -50.0
"""Below full scale: what is quieter shows as nothing."""
log = logging.getLogger(__name__)


class AlsaMicrophone:
    """Implements `port.Microphone`."""

    def __init__(
        self,
        device: str = "default",
        *,
        silent_s: float = 3.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`device`: a name of ALSA's, as `arecord -L` lists them. `silent_s`: without a sample for
        so long the device hangs.
        """
        sound = ("-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(RATE_HZ))
        self._command = (_RECORDER, "-q", "-D", device, *sound)
        self._silent_s = silent_s
        self._monotonic = monotonic

    def record(self, longest_s: float, stopped: Callable[[], bool], heard: Heard) -> bytes:
        """See `port.Microphone`."""
        most = int(longest_s * RATE_HZ) * 2
        try:
            recorder = subprocess.Popen(  # noqa: S603  a fixed program; the device's name is configuration
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise MicrophoneAbsentError(f"{_RECORDER} cannot be started") from error
        try:
            return self._gather(recorder, most, stopped, heard)
        finally:
            recorder.kill()
            try:
                recorder.wait(_END_S)
            except subprocess.TimeoutExpired:
                log.warning("%s does not end; the device's driver holds it", _RECORDER)
            if recorder.stdout is not None:
                recorder.stdout.close()

    def _gather(
        self, recorder: subprocess.Popen[bytes], most: int, stopped: Callable[[], bool], heard: Heard
    ) -> bytes:
        if recorder.stdout is None:
            raise MicrophoneAbsentError(f"{_RECORDER} has no output")
        pipe = recorder.stdout.fileno()
        gathered = bytearray()
        told, last = 0, self._monotonic()
        with selectors.DefaultSelector() as ready:
            ready.register(pipe, selectors.EVENT_READ)
            while len(gathered) < most and not stopped():
                if ready.select(_LOOK_S):
                    found = os.read(pipe, _MOMENT)
                    if not found:
                        self._ended(_whole(gathered, most))
                    gathered += found
                    last = self._monotonic()
                elif self._monotonic() - last > self._silent_s:
                    raise MicrophoneStalledError("the device gives no sound", _whole(gathered, most))
                whole = len(gathered) // 2 * 2
                if whole - told >= _MOMENT:
                    heard(level(bytes(gathered[told:whole])), whole / BYTES_A_SECOND)
                    told = whole
        return _whole(gathered, most)

    def _ended(self, gathered: bytes) -> None:
        """The recorder ended by itself: before the first sample there is no such device."""
        if gathered:
            raise MicrophoneStalledError("the device stopped giving sound", gathered)
        raise MicrophoneAbsentError("there is no such microphone, or it cannot be used now")


def _whole(gathered: bytearray, most: int) -> bytes:
    """Give whole samples, and no more than were wanted."""
    return bytes(gathered[: min(most, len(gathered) // 2 * 2)])


def level(samples: bytes) -> float:
    """Give how loud it is, 0 to 1: in decibels, as the ear hears it."""
    values = np.frombuffer(samples, dtype="<i2").astype(np.float64)
    if not values.size:
        return 0.0
    loud = float(np.sqrt(np.mean(np.square(values)))) / 32_768
    decibels = 20 * np.log10(loud) if loud > 0 else _QUIETEST_DB
    return float(min(1.0, max(0.0, 1 - decibels / _QUIETEST_DB)))
