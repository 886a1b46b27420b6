"""Tells whether a page of a PDF shows the same paper as a picture."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2

Picture = npt.NDArray[np.uint8]
SAME = 0.8
"""Likeness above which two pictures show the same paper.

The same paper reaches 0.99; different forms of the same design reach 0.5.
"""


def pdf_pages(pdf: bytes, dpi: int = 75) -> list[Picture]:
    """Rasterise every page: (height, width, 3) uint8, BGR."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.asarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3], np.uint8) for page in document]
    finally:
        document.close()


def likeness(one: Picture, other: Picture) -> float:
    """Give −1…1: correlation of the ink of both, after straightening one onto the other."""
    first, second = _ink(one), _ink(other)
    motion: cv2.typing.MatLike = np.eye(2, 3, dtype=np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 80, 1e-4)
    try:
        _, motion = cv2.findTransformECC(first, second, motion, cv2.MOTION_AFFINE, stop)
    except cv2.error:
        return 0.0
    size = (first.shape[1], first.shape[0])
    aligned = cv2.warpAffine(second, motion, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return float(np.corrcoef(first.ravel(), aligned.ravel())[0, 1])


def _ink(picture: Picture) -> npt.NDArray[np.float32]:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (420, 594), interpolation=cv2.INTER_AREA).astype(np.float32)
    paper = cv2.GaussianBlur(small, (0, 0), 12)
    return np.asarray(cv2.GaussianBlur(np.clip(paper - small, 0, 255), (0, 0), 1.2), np.float32)
