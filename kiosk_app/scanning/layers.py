"""Takes a page apart into paper, ink colour and a sharp mask of the ink (mixed raster content, T.44)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.box import Box
from kiosk_app.scanning.comparison import LostStrokes, boxes_around, lost_strokes, with_strokes
from kiosk_app.scanning.crossings import FINER, crossings
from kiosk_app.scanning.encode import (
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
from kiosk_app.scanning.layer_colours import evened_ink, ink_colours, paper_colours
from kiosk_app.scanning.page import Crossing, Layers, Patch
from kiosk_app.scanning.photographs import photographs
from kiosk_app.scanning.rectified_page import RectifiedPage

Picture = npt.NDArray[np.uint8]


_CARD_MM = (65.0, 100.0)
_REPAIRS = 4
_OVERLAP_PX = 6
"""How far crossings lie over the ink beside them."""


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
    crossed: tuple[tuple[Box, Picture], ...]
    """Where inks cross, on the overview, and their colours as fine as that."""
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
        scale = settings.ink_dpi / page.overview_dpi
        coloured, commonest = ink_colours(page.overview, overview_mask, scale)
        ink = evened_ink(coloured, commonest)
        # They are looked for in an overview that is just as much finer.
        twice = math.isclose(scale * FINER, 1)
        places = crossings(page.overview, overview_mask, ink, page.overview_dpi) if twice else ()
        crossed = tuple(
            (box, evened_ink(ink_colours(box.cut(page.overview), box.cut(overview_mask), 1)[0], commonest))
            for box in places
        )
        paper = paper_colours(coarse, halved(overview_mask), boxes, settings.paper_dpi / coarse_dpi)
        if _worst_spot(coarse, halved(overview_mask), ink, paper, boxes, coarse_dpi) > settings.most_error:
            return None
        layered = _together(overview_mask, ink, crossed, paper, page.tint)
        lost = _lost(page, layered, boxes)
        return cls(mask, overview_mask, ink, paper, crossed, lost)

    def coded(
        self, page: RectifiedPage, dark: Picture, boxes: tuple[Box, ...], settings: LayerSettings
    ) -> Layers:
        """Compress them; `dark`: the darkest channel of the page. Raises `EncodingError`."""
        scale = 2 * page.dpi / page.overview_dpi
        small = has_small_letters(self.overview_mask, page.overview_dpi, page.dpi)
        # Its own copy: what goes to the crossings is taken out of it.
        mask = drawn_finer(self.mask, dark) if small else self.mask.copy()
        finer = mask.shape[1] / self.overview_mask.shape[1]
        crossed = tuple(
            _crossing(mask, box.scaled(finer, (mask.shape[1], mask.shape[0])), ink, settings)
            for box, ink in self.crossed
        )
        return Layers(
            width=mask.shape[1],
            height=mask.shape[0],
            mask=deflated(group4(mask)),
            ink=_coded_ink(self.ink, settings),
            paper=deflated(jpeg(self.paper, settings.paper_quality)),
            patches=tuple(_patch(page, box.scaled(scale, page.size), settings) for box in boxes),
            crossings=crossed,
        )


def _coded_ink(ink: Picture, settings: LayerSettings) -> bytes:
    return deflated(jpeg(ink, settings.ink_quality, sharp_colours=True))


def _crossing(mask: Picture, box: Box, ink: Picture, settings: LayerSettings) -> Crossing:
    """Take the ink that lies in a box of the mask out of it, with colours of its own.

    Along the edges it stays in the mask, too: where two pictures end at one line, paper would shine through.
    """
    height, width = mask.shape
    own = box.cut(mask)
    shares = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    made = Crossing(*shares, *box.size, deflated(group4(own)), _coded_ink(ink, settings))
    own[_OVERLAP_PX:-_OVERLAP_PX, _OVERLAP_PX:-_OVERLAP_PX] = 0
    return made


def _lost(page: RectifiedPage, layered: Picture, boxes: tuple[Box, ...]) -> LostStrokes:
    size = (layered.shape[1], layered.shape[0])
    lost = lost_strokes(darkest(page.overview, page.tint), layered, page.overview_dpi)
    for box in boxes:
        for strokes in (lost.dark, lost.bright):
            box.scaled(2.0, size).cut(strokes)[:] = 0
    return lost


def _together(
    mask: Picture, ink: Picture, crossed: tuple[tuple[Box, Picture], ...], paper: Picture, tint: Tint
) -> Picture:
    """Give the darkest channel of what the layers show: (height, width) uint8, as fine as the mask."""
    size = (mask.shape[1], mask.shape[0])
    over, under = (
        cv2.resize(darkest(plane, tint), size, interpolation=cv2.INTER_LINEAR) for plane in (ink, paper)
    )
    for box, colours in crossed:
        box.cut(over)[:] = darkest(colours, tint)
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
    mask = _coarser_mask(layers, scale)
    return Layers(
        width=mask.shape[1],
        height=mask.shape[0],
        mask=deflated(group4(mask)),
        ink=_coarser_ink(layers.ink, scale, quality),
        paper=deflated(recompressed(inflated(layers.paper), scale**3, quality // 2)),
        patches=tuple(
            replace(one, picture=recompressed(one.picture, 1.0, quality)) for one in layers.patches
        ),
        crossings=tuple(_coarser_crossing(one, scale, quality) for one in layers.crossings),
    )


def _coarser_crossing(crossing: Crossing, scale: float, quality: int) -> Crossing:
    mask = _coarser_mask(crossing, scale)
    return replace(
        crossing,
        width=mask.shape[1],
        height=mask.shape[0],
        mask=deflated(group4(mask)),
        ink=_coarser_ink(crossing.ink, scale, quality),
    )


def _coarser_mask(layers: Layers | Crossing, scale: float) -> Picture:
    mask = group4_decoded(inflated(layers.mask), layers.width, layers.height)
    if scale >= 1:
        return mask
    size = (max(1, round(layers.width * scale)), max(1, round(layers.height * scale)))
    small = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.threshold(small, 110, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _coarser_ink(ink: bytes, scale: float, quality: int) -> bytes:
    return deflated(recompressed(inflated(ink), scale**3, quality // 2, sharp_colours=True))


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
