"""What the kiosk asks of a QR reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

Frame = npt.NDArray[np.uint8]
"""(height, width, 3) uint8, BGR, or (height, width) uint8 grey."""


@dataclass(frozen=True, slots=True)
class QrReading:
    """One QR text. Personal: never logged, never kept outside memory."""

    text: str
    decoder: str
    """Which decoder or device found it: "zxing", "zbar", "opencv", "repair", "serial", "wedge"."""

    @property
    def typed(self) -> bool:
        """Whether it came as keys of a keyboard, a shift key among them."""
        return self.decoder == "wedge"

    def __repr__(self) -> str:
        return f"QrReading({len(self.text)} characters, {self.decoder})"


class ReaderState(StrEnum):
    """Whether the reader could read if a code were shown now."""

    STARTING = "starting"
    READY = "ready"
    ABSENT = "absent"
    """No device; the adapter goes on looking for it until stopped."""


class QrReader(Protocol):
    """A reader that works on a thread of its own between `start` and `stop`.

    The callbacks are called on that thread. The same text is reported once until another text, or two seconds
    without it, has been seen.
    """

    def start(
        self,
        on_reading: Callable[[QrReading], None],
        on_state: Callable[[ReaderState], None],
        on_preview: Callable[[Frame], None] | None = None,
    ) -> None:
        """Begin to read. `on_preview` gets the newest picture of a camera, at most 15 a second."""

    def stop(self) -> None:
        """Stop; idempotent. No callback comes after it returned.

        Lets go of the device, unless what it sends would then go elsewhere, as a keyboard's keys do.
        """

    def close(self) -> None:
        """Stop for good, and let go of the device; idempotent."""
