"""Finds where inks of several colours cross, as a seal, a pen and a printed name do."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.encode import averaged
from kiosk_app.scanning.ink import components, largest

Picture = npt.NDArray[np.uint8]
FINER = 2
"""How many times as fine the inks are looked at as their colours are kept elsewhere."""
_COLOURED = 20
"""How far (0–255) a colour is from grey in Cr or Cb to be no print, pencil or grain."""
_WHOLE = 255
_OTHER = 0.12
"""From what difference (0–1) on of what inks take from the light they are two inks."""
_LEAST_DEPTH = 40.0
"""How much darker (0–255) than its paper a dot is at least to show which ink it is of."""
_SPOT_MM, _SPOT_PX = 1.5, 6
"""So many dots of another colour in a square of that side are seen."""
_LEAST_PX = 24
"""Fewer dots of another colour in a place are not worth a picture of their own."""
_BESIDE_MM = 3.0
"""How far beyond coloured ink it may still cross other ink: over black print it is black."""
_GROWN_MM, _TOGETHER_MM = 1.5, 6.0
"""What lies so near one another shares a box, which reaches so far beyond it."""
_MOST, _MOST_MM2 = 3, 2200.0
"""How many places are worth it, and how large all of them may be: a round seal takes 1,300 and the signature
on it as much as that. Words over dotted lines all over a form would take a third of its bytes."""


def crossings(look: Picture, mask: Picture, ink: Picture, dpi: float) -> tuple[Box, ...]:
    """Give boxes in which `ink` shows strokes in the colours of others; few, and on whole dots of `ink`.

    `look`, `mask`: (height, width, 3) and (height, width) uint8 at `dpi`, the page and its ink; `ink`: the
    colours of the ink, `FINER` times as coarse.
    """
    place = _coloured(mask, ink, round(_BESIDE_MM / 25.4 * dpi / FINER))
    if place is None:
        return ()
    fine = Box(*(FINER * side for side in (place.left, place.top, place.right, place.bottom)))
    shown = cv2.resize(place.cut(ink), fine.size, interpolation=cv2.INTER_NEAREST)
    paper = np.percentile(look[::16, ::16].reshape(-1, 3), 80, axis=0).astype(np.float32)
    # Grain would be ink of every kind.
    even = cv2.medianBlur(fine.cut(look), 3)
    inked = fine.cut(mask) == _WHOLE
    away = largest(np.abs(_kind(even[inked], paper) - _kind(shown[inked], paper)))
    other = np.zeros(inked.shape, np.uint8)
    other[inked] = np.where(away > _OTHER, 255, 0)
    side = round(_SPOT_MM / 25.4 * dpi) | 1
    seen = _above(cv2.blur(other, (side, side)), 255 * _SPOT_PX // side**2 - 1)
    if not cv2.countNonZero(seen):
        return ()
    together, grown = (round(reach / 25.4 * dpi) for reach in (_TOGETHER_MM, _GROWN_MM))
    joined = cv2.dilate(seen, np.ones((together | 1, together | 1), np.uint8))
    labels, stats = components(np.asarray(joined, np.uint8))
    counts = np.bincount(labels[other > 0], minlength=len(stats))
    less = together // 2 - grown
    boxes: list[Box] = []
    left_over = _MOST_MM2 / 25.4**2 * dpi**2
    # Those with the most of it first.
    for number in (1 + np.argsort(-counts[1:], kind="stable"))[:_MOST].tolist():
        left, top, wide, high, _ = stats[number].tolist()
        box = _whole(Box(left + less, top + less, left + wide - less, top + high - less), fine)
        if counts[number] >= _LEAST_PX and box.area <= left_over:
            boxes.append(box)
            left_over -= box.area
    return tuple(boxes)


def _coloured(mask: Picture, ink: Picture, beside: int) -> Box | None:
    """Give what lies so far around all coloured ink, in dots of `ink`; None where there is hardly any."""
    inked = _above(averaged(mask, 1 / FINER), 20)
    _, *chroma = cv2.split(cv2.cvtColor(ink, cv2.COLOR_BGR2YCrCb))
    red, blue = (cv2.absdiff(one, np.full_like(one, 128)) for one in chroma)
    coloured = cv2.bitwise_and(_above(cv2.max(red, blue), _COLOURED), inked)
    if cv2.countNonZero(coloured) < _SPOT_PX:
        return None
    left, top, wide, high = cv2.boundingRect(coloured)
    height, width = coloured.shape
    return Box(
        max(0, left - beside),
        max(0, top - beside),
        min(width, left + wide + beside),
        min(height, top + high + beside),
    )


def _kind(dots: npt.NDArray[np.uint8], paper: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give what dots take from the light of each channel, as a share of what they take from one at most.

    How much of a dot is paper changes nothing in that: the rim of a stroke has the ink of its middle.
    `dots`: (number, 3) uint8, BGR.
    """
    taken = np.maximum(paper - dots, np.float32(0))
    most = np.maximum(largest(taken), np.float32(_LEAST_DEPTH))
    return np.asarray(taken / most[:, None], np.float32)


def _above(values: cv2.typing.MatLike, border: int) -> cv2.typing.MatLike:
    return cv2.threshold(values, border, 255, cv2.THRESH_BINARY)[1]


def _whole(box: Box, within: Box) -> Box:
    """Give it on the page, from whole dot of the coarse ink to whole dot."""
    left, top = (max(0, side) // FINER * FINER for side in (box.left, box.top))
    right, bottom = (
        min(most, -(-side // FINER) * FINER)
        for side, most in zip((box.right, box.bottom), within.size, strict=True)
    )
    return Box(within.left + left, within.top + top, within.left + right, within.top + bottom)
