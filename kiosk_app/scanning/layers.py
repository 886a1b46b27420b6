"""Takes a page apart into paper, ink colour and a sharp mask of the ink (mixed raster content, T.44)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.encode import again, group4, group4_decoded, halved, jpeg
from kiosk_app.scanning.ink import ink_mask, largest
from kiosk_app.scanning.page import Layers, Patch
from kiosk_app.scanning.photographs import Box, photographs

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


_CARD_MM = (65.0, 100.0)
_NOTHING = 1e-9
_SURE = 0.02
"""Share of a cell that must be chosen for the cell to have a colour of its own."""


@dataclass(frozen=True, slots=True)
class LayerSettings:
    """How fine the layers are. `tests/bench/paper.py` measures what comes of them."""

    ink_dpi: int = 75
    ink_quality: int = 50
    paper_dpi: float = 37.5
    paper_quality: int = 45
    patch_dpi: int = 200
    patch_quality: int = 60
    least_dpi: int = 200
    """NĐ 30/2020 Phụ lục I; a coarser scan has no dots to spare for a mask and stays a JPEG."""
    most_patches_share: float = 0.6
    """Share of the page under photographs from which the page is kept as one picture."""
    most_error: float = 34.0
    """How far a spot of 2 mm may be from the page (0–255)."""


def split_layers(pixels: Picture, dpi: int, settings: LayerSettings) -> Layers | None:
    """Take a prepared page apart; None when layers would harm it.

    `pixels`: (height, width, 3) uint8, BGR. Photographs on the page become patches.
    """
    if dpi < settings.least_dpi or _is_card(pixels, dpi):
        return None
    half = halved(pixels)
    mask = ink_mask(pixels, dpi)
    boxes = photographs(half, dpi / 2)
    height, width = mask.shape
    if sum(box.area for box in boxes) * 4 > settings.most_patches_share * height * width:
        return None
    for box in boxes:
        mask[2 * box.top : 2 * box.bottom, 2 * box.left : 2 * box.right] = 0
    half_mask = halved(mask)
    ink = _ink_colours(half, half_mask, settings.ink_dpi / dpi * 2)
    paper = _paper(halved(half), halved(half_mask), boxes, settings.paper_dpi / dpi * 4)
    if _worst_spot(half, half_mask, ink, paper, boxes, dpi / 2) > settings.most_error:
        return None
    return Layers(
        width=mask.shape[1],
        height=mask.shape[0],
        mask=group4(mask),
        ink=jpeg(ink, settings.ink_quality),
        paper=jpeg(paper, settings.paper_quality),
        patches=tuple(_patch(pixels, box, dpi, settings) for box in boxes),
    )


def _is_card(pixels: Picture, dpi: int) -> bool:
    """Whether it is of the size of an id card (86 × 54 mm): tinted all over, no ink on paper."""
    shorter, longer = sorted(side / dpi * 25.4 for side in pixels.shape[:2])
    return bool(shorter < _CARD_MM[0] and longer < _CARD_MM[1])


def coarser(layers: Layers, scale: float, quality: int) -> Layers:
    """Give the same page in fewer bytes: every layer `scale` times as fine, pictures at JPEG `quality`.

    Raises `EncodingError`.
    """
    mask = group4_decoded(layers.mask, layers.width, layers.height)
    if scale < 1:
        small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        mask = np.asarray(cv2.threshold(small, 110, 255, cv2.THRESH_BINARY)[1], np.uint8)
    layer_scale, layer_quality = scale**3, quality // 2
    return Layers(
        width=mask.shape[1],
        height=mask.shape[0],
        mask=group4(mask),
        ink=again(layers.ink, layer_scale, layer_quality),
        paper=again(layers.paper, layer_scale, layer_quality),
        patches=tuple(replace(one, picture=again(one.picture, 1.0, quality)) for one in layers.patches),
    )


def _ink_colours(half: Picture, mask: Picture, scale: float) -> Picture:
    # The rim of a stroke is half paper: its core says the colour, the rim only where there is no core.
    whole = np.asarray(cv2.threshold(mask, 254, 255, cv2.THRESH_BINARY)[1], np.uint8)
    core = np.asarray(cv2.erode(whole, np.ones((2, 2), np.uint8)), np.uint8)
    rim = np.asarray(cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], np.uint8)
    weight = cv2.addWeighted(core, 1.0 / 255, whole, 0.1 / 255, 0.0, dtype=cv2.CV_32F)
    return _filled(*_sum(half, cv2.scaleAdd(rim.astype(np.float32), 0.003 / 255, weight), scale))


def _paper(quarter: Picture, mask: Picture, boxes: tuple[Box, ...], scale: float) -> Picture:
    inked = cv2.dilate(cv2.threshold(mask, 0, 255, cv2.THRESH_BINARY)[1], np.ones((3, 3), np.uint8))
    bare = np.asarray(cv2.bitwise_not(inked), np.uint8)
    for box in boxes:
        bare[box.top // 2 : box.bottom // 2, box.left // 2 : box.right // 2] = 0
    return _filled(*_sum(quarter, bare.astype(np.float32) / np.float32(255), scale))


def _sum(pixels: Picture, weight: cv2.typing.MatLike, scale: float) -> tuple[Floats, Floats]:
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    # Whole bytes would round the sums away where little of a cell is chosen. One colour at a time, or A3
    # would take 100 MB.
    summed = [
        cv2.resize(
            cv2.multiply(cv2.extractChannel(pixels, colour), weight, dtype=cv2.CV_32F),
            size,
            interpolation=cv2.INTER_AREA,
        )
        for colour in range(3)
    ]
    return np.asarray(cv2.merge(summed), np.float32).reshape(size[1], size[0], 3), np.asarray(
        cv2.resize(weight, size, interpolation=cv2.INTER_AREA), np.float32
    )


def _filled(summed: Floats, weight: Floats) -> Picture:
    """Give every cell a colour: its own where enough of it was chosen, else what lies nearest (push-pull)."""
    levels = [(summed, weight)]
    while max(levels[-1][1].shape) > 1:
        finer, finer_weight = levels[-1]
        size = ((finer.shape[1] + 1) // 2, (finer.shape[0] + 1) // 2)
        levels.append(
            (
                np.asarray(cv2.resize(finer, size, interpolation=cv2.INTER_AREA), np.float32).reshape(
                    size[1], size[0], 3
                ),
                np.asarray(cv2.resize(finer_weight, size, interpolation=cv2.INTER_AREA), np.float32),
            )
        )
    colour = levels[-1][0] / np.maximum(levels[-1][1], _NOTHING)[:, :, None]
    for own, sure in reversed(levels[:-1]):
        near = cv2.resize(colour, (sure.shape[1], sure.shape[0]), interpolation=cv2.INTER_LINEAR)
        colour = (own + _SURE * near) / (sure + _SURE)[:, :, None]
    return np.asarray(np.clip(colour + 0.5, 0, 255), np.uint8)


def _worst_spot(
    pixels: Picture, mask: Picture, ink: Picture, paper: Picture, boxes: tuple[Box, ...], dpi: float
) -> float:
    """Put the layers together coarsely and give the largest difference, averaged over spots of 2 mm."""
    size = (ink.shape[1], ink.shape[0])
    share = (
        np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.float32)[:, :, np.newaxis] / 255
    )
    original = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    below = cv2.resize(paper, size).astype(np.float32)
    error = largest(np.abs(original - (ink * share + below * (1 - share))))
    for box in boxes:
        scale = ink.shape[1] / pixels.shape[1]
        rows = slice(max(0, round(box.top * scale) - 1), round(box.bottom * scale) + 1)
        columns = slice(max(0, round(box.left * scale) - 1), round(box.right * scale) + 1)
        error[rows, columns] = 0
    spot = max(3, round(2.0 / 25.4 * dpi * ink.shape[1] / pixels.shape[1]))
    return float(cv2.blur(error, (spot, spot)).max())


def _patch(pixels: Picture, box: Box, dpi: int, settings: LayerSettings) -> Patch:
    height, width = pixels.shape[:2]
    left, top = 2 * box.left, 2 * box.top
    right, bottom = min(width, 2 * box.right), min(height, 2 * box.bottom)
    cut: Picture = np.ascontiguousarray(pixels[top:bottom, left:right])
    scale = settings.patch_dpi / dpi
    if scale < 1:
        cut = np.asarray(cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    shares = (left / width, top / height, right / width, bottom / height)
    return Patch(*shares, picture=jpeg(cut, settings.patch_quality))
