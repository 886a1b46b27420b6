"""Good pages for the bench and the tests: whole pages, slips and cards, before several lids or none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.support.paper_corpus.scanned import NOISE, Scan, scanned
from tests.support.paper_corpus.sheets import A4, KINDS, Picture, card, card_copy, slip

_LIDS = (None, None, (46, 48, 50), (244, 245, 245), (20, 20, 20), (225, 226, 226))
_BELOW_GLASS = (A4[0] + 160, A4[1] + 160)


@dataclass(frozen=True, slots=True)
class Shot:
    """A scanned sheet and what is known of it."""

    kind: str
    pixels: Picture
    """(height, width, 3) uint8, BGR, at 300 dpi."""
    text: str
    how: Scan


def fed(seed: int, index: int) -> Shot:
    """Scan one whole page as a feeder does: askew by up to 5°, in five levels of grain, the right way up."""
    dice = np.random.default_rng([seed, index])
    kind = list(KINDS)[index % len(KINDS)]
    sheet = KINDS[kind](dice)
    how = Scan(skew_deg=float(dice.uniform(-5, 5)), noise=NOISE[index % len(NOISE)])
    return Shot(kind, scanned(sheet.pixels, how, dice), sheet.text, how)


def laid(seed: int, index: int) -> Shot:
    """Scan a good page, slip or card as it comes: any lid, any light, whole pages any way round."""
    dice = np.random.default_rng([seed, index])
    lid = _LIDS[index % len(_LIDS)]
    if index % 5 == 4:
        sheet = (card, slip, card_copy)[index // 5 % 3](dice)
        lid = None if sheet.kind == "card-copy" else _LIDS[2 + index // 15 % 4]
    else:
        sheet = KINDS[list(KINDS)[index % len(KINDS)]](dice)
    small = sheet.pixels.shape[1] < A4[0]
    how = Scan(
        skew_deg=float(dice.uniform(-5, 5)),
        noise=NOISE[index % len(NOISE)],
        lid=lid,
        frame=A4 if lid is None or small else _BELOW_GLASS,
        softness_px=float(dice.uniform(0.5, 1.1)),
        shading=float(dice.uniform(0, 0.15)),
        rotation=int(dice.choice((0, 90, 180, 270))) if lid is None else 0,
    )
    return Shot(sheet.kind, scanned(sheet.pixels, how, dice), sheet.text, how)
