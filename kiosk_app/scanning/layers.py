"""Takes a page apart into paper, ink colour and a sharp mask of the ink (mixed raster content, T.44)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.comparison import LostStrokes, boxes_around, lost_strokes, with_strokes
from kiosk_app.scanning.encode import (
    averaged,
    deflated,
    group4,
    group4_decoded,
    halved,
    inflated,
    jpeg,
    recompressed,
)
from kiosk_app.scanning.fine_mask import drawn_finer, has_small_letters
from kiosk_app.scanning.ink import Tint, darkest, ink_mask, largest
from kiosk_app.scanning.page import Layers, Patch
from kiosk_app.scanning.photographs import photographs
from kiosk_app.scanning.rectified_page import RectifiedPage

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


_CARD_MM = (65.0, 100.0)
_NOTHING = 1e-9
_REPAIRS = 4
_SURE = 0.02
"""Share of a cell that must be chosen for the cell to have a colour of its own."""
_SAME_INK, _OTHER_INK = 30.0, 55.0
"""How far (0–255) a colour is from the commonest ink to be taken for it, and to be wholly its own."""


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


def split_layers(page: RectifiedPage, settings: LayerSettings) -> Layers | None:
    """Take a page apart; None when layers would harm it. Photographs on the page become patches."""
    if page.dpi < settings.least_dpi or _is_card(page):
        return None
    coarse, coarse_dpi = halved(page.overview), page.overview_dpi / 2
    boxes = photographs(coarse, coarse_dpi)
    size = (coarse.shape[1], coarse.shape[0])
    dark = page.darkest()
    mask = ink_mask(dark, page.dpi)
    # A patch may cut a stroke in two, whose other half then needs a larger one.
    for repaired in (False, *[True] * _REPAIRS):
        if sum(box.area for box in boxes) > settings.most_patches_share * size[0] * size[1]:
            return None
        made = _Made.of(page, mask, boxes, settings)
        if made is None:
            return None
        if not made.lost.any():
            return made.coded(page, dark, boxes, settings)
        # What no mask can show, such as white letters on a dark ground, is kept as a picture in its place.
        unshown = made.lost.bright
        if repaired:
            unshown = np.asarray(cv2.bitwise_or(unshown, made.lost.dark), np.uint8)
        else:
            mask = with_strokes(mask, dark, page.dpi, made.lost.dark)
        boxes = (*boxes, *(box.scaled(0.5, size) for box in boxes_around(unshown, page.overview_dpi)))
    return None


@dataclass(frozen=True, slots=True)
class _Made:
    """Layers that are not coded yet, and what they do not show."""

    mask: Picture
    overview_mask: Picture
    ink: Picture
    paper: Picture
    lost: LostStrokes

    @classmethod
    def of(
        cls, page: RectifiedPage, mask: Picture, boxes: tuple[Box, ...], settings: LayerSettings
    ) -> _Made | None:
        """Put the layers together; None where a spot of the page has another colour in them."""
        coarse, coarse_dpi = halved(page.overview), page.overview_dpi / 2
        for box in boxes:
            box.scaled(page.dpi / coarse_dpi, page.size).cut(mask)[:] = 0
        overview_mask = page.as_coarse_as_overview(mask)
        ink = _ink_colours(page.overview, overview_mask, settings.ink_dpi / page.overview_dpi)
        paper = _paper(coarse, halved(overview_mask), boxes, settings.paper_dpi / coarse_dpi)
        if _worst_spot(coarse, halved(overview_mask), ink, paper, boxes, coarse_dpi) > settings.most_error:
            return None
        return cls(mask, overview_mask, ink, paper, _lost(page, overview_mask, ink, paper, boxes))

    def coded(
        self, page: RectifiedPage, dark: Picture, boxes: tuple[Box, ...], settings: LayerSettings
    ) -> Layers:
        """Compress them; `dark`: the darkest channel of the page. Raises `EncodingError`."""
        scale = 2 * page.dpi / page.overview_dpi
        small = has_small_letters(self.overview_mask, page.overview_dpi, page.dpi)
        mask = drawn_finer(self.mask, dark) if small else self.mask
        return Layers(
            width=mask.shape[1],
            height=mask.shape[0],
            mask=deflated(group4(mask)),
            ink=deflated(jpeg(self.ink, settings.ink_quality, sharp_colours=True)),
            paper=deflated(jpeg(self.paper, settings.paper_quality)),
            patches=tuple(_patch(page, box.scaled(scale, page.size), settings) for box in boxes),
        )


def _lost(
    page: RectifiedPage, mask: Picture, ink: Picture, paper: Picture, boxes: tuple[Box, ...]
) -> LostStrokes:
    size = (mask.shape[1], mask.shape[0])
    together = _together(mask, ink, paper, page.tint)
    lost = lost_strokes(darkest(page.overview, page.tint), together, page.overview_dpi)
    for box in boxes:
        for strokes in (lost.dark, lost.bright):
            box.scaled(2.0, size).cut(strokes)[:] = 0
    return lost


def _together(mask: Picture, ink: Picture, paper: Picture, tint: Tint) -> Picture:
    """Give the darkest channel of what the layers show: (height, width) uint8, as fine as the mask."""
    size = (mask.shape[1], mask.shape[0])
    over, under = (
        cv2.resize(darkest(plane, tint), size, interpolation=cv2.INTER_LINEAR) for plane in (ink, paper)
    )
    share = mask.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.blendLinear(over, under, share, 1 - share), np.uint8)


def _is_card(page: RectifiedPage) -> bool:
    """Whether it is of the size of an id card (86 × 54 mm): tinted all over, no ink on paper."""
    shorter, longer = sorted(side / page.dpi * 25.4 for side in page.size)
    return bool(shorter < _CARD_MM[0] and longer < _CARD_MM[1])


def coarser(layers: Layers, scale: float, quality: int) -> Layers:
    """Give the same page in fewer bytes: every layer `scale` times as fine, pictures at JPEG `quality`.

    Raises `EncodingError`.
    """
    mask = group4_decoded(inflated(layers.mask), layers.width, layers.height)
    if scale < 1:
        small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        mask = np.asarray(cv2.threshold(small, 110, 255, cv2.THRESH_BINARY)[1], np.uint8)
    layer_scale, layer_quality = scale**3, quality // 2
    return Layers(
        width=mask.shape[1],
        height=mask.shape[0],
        mask=deflated(group4(mask)),
        ink=deflated(recompressed(inflated(layers.ink), layer_scale, layer_quality, sharp_colours=True)),
        paper=deflated(recompressed(inflated(layers.paper), layer_scale, layer_quality)),
        patches=tuple(
            replace(one, picture=recompressed(one.picture, 1.0, quality)) for one in layers.patches
        ),
    )


def _ink_colours(look: Picture, mask: Picture, scale: float) -> Picture:
    # The rim of a stroke is half paper: it says the colour only where a stroke has nothing else.
    whole = np.asarray(cv2.threshold(mask, 254, 255, cv2.THRESH_BINARY)[1], np.uint8)
    rim = np.asarray(cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], np.uint8)
    summed, weight = _mean(look, whole, 1.0, scale)
    more, more_weight = _mean(look, rim, 0.003, scale)
    more += summed
    more_weight += weight
    del summed
    return _evened_ink(_filled(more, more_weight), weight)


def _evened_ink(ink: Picture, weight: Floats) -> Picture:
    """Give all ink that has nearly the commonest colour just that: print is of one colour, its grain is not.

    Colours that differ more keep what they differ by.
    """
    sure = weight > _SURE
    if not sure.any():
        return ink
    common = np.empty_like(ink)
    common[:] = np.median(ink[sure], axis=0).astype(np.uint8)
    far = largest(np.asarray(cv2.absdiff(ink, common), np.uint8))
    own = np.clip((np.arange(256, dtype=np.float32) - _SAME_INK) / (_OTHER_INK - _SAME_INK), 0.0, 1.0)
    share = np.take(own, far)
    return np.asarray(cv2.blendLinear(ink, common, share, 1 - share), np.uint8)


def _paper(coarse: Picture, mask: Picture, boxes: tuple[Box, ...], scale: float) -> Picture:
    inked = cv2.dilate(cv2.threshold(mask, 0, 255, cv2.THRESH_BINARY)[1], np.ones((3, 3), np.uint8))
    bare = np.asarray(cv2.bitwise_not(inked), np.uint8)
    for box in boxes:
        box.cut(bare)[:] = 0
    return _filled(*_mean(coarse, bare, 1.0, scale))


def _mean(pixels: Picture, chosen: Picture, share: float, scale: float) -> tuple[Floats, Floats]:
    """Give the mean of each cell, black where nothing is chosen, and what part of the cell is chosen.

    `chosen`: (height, width) uint8, 255 or 0; `share`: what both are multiplied by.
    """
    mean = averaged(np.asarray(cv2.copyTo(pixels, chosen), np.uint8), scale)
    weight = averaged(chosen, scale)
    return (
        np.multiply(mean, share, dtype=np.float32),
        np.multiply(weight, share / 255, dtype=np.float32),
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
    colour: cv2.typing.MatLike = levels[-1][0] / np.maximum(levels[-1][1], _NOTHING)[:, :, None]
    for own, sure in reversed(levels[:-1]):
        near = cv2.resize(colour, (sure.shape[1], sure.shape[0]), interpolation=cv2.INTER_LINEAR)
        share = 1 / (sure + np.float32(_SURE))
        cv2.scaleAdd(near, _SURE, own, dst=near)
        colour = cv2.multiply(near, cv2.merge([share, share, share]), dst=near)
    return np.asarray(cv2.convertScaleAbs(colour), np.uint8)


def _worst_spot(
    coarse: Picture, mask: Picture, ink: Picture, paper: Picture, boxes: tuple[Box, ...], dpi: float
) -> float:
    """Put the layers together coarsely and give the largest difference, averaged over spots of 2 mm."""
    size = (ink.shape[1], ink.shape[0])
    share = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.float32) / np.float32(255)
    original = cv2.resize(coarse, size, interpolation=cv2.INTER_AREA)
    together = cv2.blendLinear(ink, cv2.resize(paper, size), share, 1 - share)
    error = largest(np.asarray(cv2.absdiff(original, together), np.uint8)).astype(np.float32)
    for box in boxes:
        scale = ink.shape[1] / coarse.shape[1]
        rows = slice(max(0, round(box.top * scale) - 1), round(box.bottom * scale) + 1)
        columns = slice(max(0, round(box.left * scale) - 1), round(box.right * scale) + 1)
        error[rows, columns] = 0
    spot = max(3, round(2.0 / 25.4 * dpi * ink.shape[1] / coarse.shape[1]))
    return float(cv2.blur(error, (spot, spot)).max())


def _patch(page: RectifiedPage, box: Box, settings: LayerSettings) -> Patch:
    cut = page.colours(box)
    scale = settings.patch_dpi / page.dpi
    if scale < 1:
        cut = np.asarray(cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    width, height = page.size
    shares = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return Patch(*shares, picture=jpeg(cut, settings.patch_quality))
