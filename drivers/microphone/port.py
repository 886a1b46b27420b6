"""What the kiosk asks of a microphone, and each way in which that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

RATE_HZ = 8_000
"""As a telephone: a minute is not quite a megabyte, and speech is understood."""
BYTES_A_SECOND = 2 * RATE_HZ

Heard = Callable[[float, float], None]
"""Told several times a second: how loud the last moment was, 0 to 1, and seconds so far."""


class MicrophoneError(Exception):
    """Nothing was recorded; `code` is stable."""

    code: ClassVar[str] = "microphone.fault"


class MicrophoneAbsentError(MicrophoneError):
    """No such device, somebody else holds it, or the recorder is not installed."""

    code = "microphone.absent"


class MicrophoneStalledError(MicrophoneError):
    """The device was opened and gave nothing, or stopped giving in the middle."""

    code = "microphone.stalled"

    def __init__(self, text: str, gathered: bytes = b"") -> None:
        """`gathered`: samples that came before."""
        super().__init__(text)
        self.gathered = gathered


class Microphone(Protocol):
    """A microphone. Records only while it is asked to; never on the GUI thread."""

    def record(self, longest_s: float, stopped: Callable[[], bool], heard: Heard) -> bytes:
        """Record until `stopped` or `longest_s`: 16-bit samples of one channel, `RATE_HZ` a second.

        Raises a `MicrophoneError`.
        """
