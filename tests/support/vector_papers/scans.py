"""How a scanner sees a page of the second corpus."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from tests.support.vector_papers.pages import Picture


def seen(page: Picture, dice: np.random.Generator, *, grain: float = 2.0, softness: float = 0.6) -> Picture:
    """Scan a page that fills the frame: optics, a lamp that is weaker towards one side, grain, JPEG.

    `page`: (height, width, 3) uint8, BGR; `softness`: sigma of the optics in pixels.
    """
    soft = cv2.GaussianBlur(page, (0, 0), softness) if softness else page
    light = np.linspace(1.0, float(dice.uniform(0.94, 1.0)), page.shape[0], dtype=np.float32)[:, None, None]
    lit = np.empty(page.shape, np.uint8)
    # A few lines at a time, so that the data stay in the processor's cache.
    for top in range(0, len(page), 64):
        lines = slice(top, top + 64)
        given = soft[lines] * light[lines]
        given += dice.normal(0.0, grain, given.shape[:2]).astype(np.float32)[:, :, None]
        lit[lines] = np.clip(given, 0, 255, out=given)
    done, coded = cv2.imencode(".jpg", lit, [cv2.IMWRITE_JPEG_QUALITY, 92])
    if not done:
        raise RuntimeError("the scan could not be coded")
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def askew(page: Picture, degrees: float, ground: tuple[int, int, int] = (246, 247, 247)) -> Picture:
    """Turn a page in its frame, positive anticlockwise."""
    turned = Image.fromarray(page).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=ground)
    return np.asarray(turned, np.uint8)
