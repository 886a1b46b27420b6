"""Evens the light on a page without touching its ink or its colours."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.ink import largest

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
_CELL_MM = 3.0
_MOST_CELLS = 60_000
"""A3 has 14,000 of 3 mm, a page of five metres three million: no more are needed to follow its light."""
_MOST_GAIN = 1.7
"""A darker place has too few levels left to be read when it is brightened."""
_WORTH_IT = 1.06
"""Factor below which shade is ignored, because neither people nor text recognition notice it."""
_LEAST_PAPER = 0.3
"""Share of the page that must be paper.

Cards and photographs have too little paper to measure the light by.
"""
_ROUNDS = 8
"""Fits, each of which leaves out what the one before showed to be no paper; more change nothing."""


def light_of(look: Picture, dpi: float) -> Floats | None:
    """Give by what factor each place of the page has to be brightened, coarsely; None: by none.

    `look`: (height, width, 3) uint8, BGR. The light of a lamp changes slowly over a page, so a surface of
    third degree is laid through what is surely paper: neither a tinted card nor a photograph can bend it.
    """
    cell = max(
        1, round(_CELL_MM / 25.4 * dpi), math.ceil(math.sqrt(look.shape[0] * look.shape[1] / _MOST_CELLS))
    )
    size = (max(4, look.shape[1] // cell), max(4, look.shape[0] // cell))
    coarse = cv2.resize(look, size, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.cvtColor(coarse, cv2.COLOR_BGR2GRAY), np.float32)
    tint = coarse.astype(np.float32) / np.maximum(grey, 1.0)[:, :, None]
    ground = cv2.dilate(grey, np.ones((5, 5), np.uint8))
    bright = ground >= np.percentile(ground, 60)
    paper_tint = np.median(tint[bright], axis=0)
    like_paper = (largest(np.abs(tint - paper_tint)) < 0.06) & (grey > 0.94 * ground)
    if np.count_nonzero(like_paper) < 24:
        return None
    terms = _terms(size)
    chosen = terms[like_paper.ravel()]
    seen = grey[like_paper]
    # If paper is seen on one half only, the fitted surface must not rise without bound on the other.
    ridge = np.diag([0.0] + [1e-3 * len(seen)] * (terms.shape[1] - 1)).astype(np.float32)
    factors = np.zeros(terms.shape[1], np.float32)
    fitted = np.full_like(seen, np.percentile(seen, 85))
    # No matrix products: OpenBLAS's threads would busy-wait on the cores that draw the screen.
    for turn in range(_ROUNDS):
        below = fitted - seen
        # Pixels far below the fitted surface are ink, a stain or a picture, and not shade.
        reach = 40.0 if turn < 2 else 10.0
        weight = 1.0 / (1.0 + np.square(np.where(below > 0, below / reach, below / 12.0))) ** 2
        weighed = chosen * weight[:, None]
        products = np.einsum("ij,ik->jk", weighed, chosen) + ridge
        factors = np.linalg.solve(products, np.einsum("ij,i->j", weighed, seen))
        fitted = np.asarray(np.einsum("ij,j->i", chosen, factors), np.float32)
    on_it = np.count_nonzero(np.abs(fitted - seen) < 12.0)
    if on_it < _LEAST_PAPER * grey.size:
        return None
    surface = np.einsum("ij,j->i", terms, factors).reshape(size[1], size[0])
    wanted = float(np.percentile(surface, 95))
    gain = np.clip(wanted / np.maximum(surface, 1.0), 1.0, _MOST_GAIN)
    return None if float(gain.max()) < _WORTH_IT else np.asarray(gain, np.float32)


def evened(pixels: Picture, gain: Floats | None) -> Picture:
    """Give the page with shaded paper as bright as its brightest.

    `pixels`: (height, width) uint8 or (height, width, 3) uint8, BGR.
    """
    return pixels if gain is None else brightened(pixels, gain_at(gain, (pixels.shape[1], pixels.shape[0])))


def gain_at(gain: Floats, size: tuple[int, int]) -> Picture:
    """Give 128 times the factor for each pixel of a page: (height, width) uint8; `size`: width, height."""
    # Fixed point with seven fractional bits in one byte: faster than floats, and precise enough for shade.
    fixed = np.clip(gain * 128.0 + 0.5, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(fixed, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def brightened(pixels: Picture, factors: Picture) -> Picture:
    """Give each pixel times its factor; `factors`: (height, width) uint8, 128 leaves a pixel as it is."""
    each = factors if pixels.ndim == 2 else cv2.merge([factors, factors, factors])
    return np.asarray(cv2.multiply(pixels, each, scale=1 / 128), np.uint8)


def _terms(size: tuple[int, int]) -> Floats:
    across, along = np.meshgrid(
        np.linspace(-1, 1, size[0], dtype=np.float32), np.linspace(-1, 1, size[1], dtype=np.float32)
    )
    x, y = across.ravel(), along.ravel()
    return np.stack([x**i * y**j for i in range(4) for j in range(4 - i)], axis=1)
