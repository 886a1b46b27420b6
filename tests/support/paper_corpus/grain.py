"""The grain of a scanner: noise that the same dice draw alike."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt


def grain(dice: np.random.Generator, deviation: float, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """Give normal noise around 0 with that deviation, float32 of that shape (at most three axes).

    Drawn by OpenCV, which is faster at it than NumPy.
    """
    cv2.setRNGSeed(int(dice.integers(2**31)))
    noise = np.empty(shape, np.float32)
    cv2.randn(noise, np.array(0.0), np.array(deviation))
    return noise
