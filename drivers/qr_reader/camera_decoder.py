"""Finds QR codes in one picture of a camera: zxing-cpp first, then whatever helps within a budget of time.

For a photograph, which no better picture follows, see `photo_decoder`.
"""

from __future__ import annotations

import time

from drivers.qr_reader.budget import Budget, Clock
from drivers.qr_reader.decoders import FrameShapeError, grey_of, read_zbar, read_zxing
from drivers.qr_reader.port import Frame, QrReading
from drivers.qr_reader.preprocessing import decode_prepared

__all__ = ["CAMERA_BUDGET_S", "FrameShapeError", "decode", "grey_of", "read_zbar", "read_zxing"]

CAMERA_BUDGET_S = 0.032
"""For one picture of a camera: half of the time between two at 15 a second."""


def decode(
    frame: Frame, budget_s: float = CAMERA_BUDGET_S, clock: Clock = time.perf_counter
) -> tuple[QrReading, ...]:
    """Give the QR texts in a picture, each once, () when there is none.

    `frame`: (height, width, 3) uint8 BGR, or (height, width) uint8 grey. `budget_s`: how long to go on
    trying; one step may pass it by a few milliseconds. `clock` gives seconds. Raises `FrameShapeError`.
    """
    budget = Budget(budget_s, clock)
    return decode_prepared(grey_of(frame), budget)
