"""Empty backs, and backs that only look empty."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.support.paper_corpus.marks import seal, sign, stain
from tests.support.paper_corpus.scanned import NOISE, Scan, scanned
from tests.support.paper_corpus.sheets import A4, Picture, font_of, typed_form

_Drawer = Callable[[Image.Image, np.random.Generator], None]


def empty_back(dice: np.random.Generator) -> Picture:
    """Scan the back of a form: shine-through of print and seal, a fold, punch holes, dust, a stain."""
    front = typed_form(dice).pixels
    ghost = cv2.GaussianBlur(np.ascontiguousarray(front[:, ::-1]), (0, 0), float(dice.uniform(2.5, 5)))
    strength = float(dice.uniform(0.0, 0.22))
    # What shines through depends on the brightness alone: a table of its 256 steps.
    through = (247 * (1 - strength) + np.arange(256) * strength).astype(np.uint8)
    back = Image.fromarray(through[ghost[:, :, ::-1]])
    pen = ImageDraw.Draw(back)
    if dice.random() < 0.3:
        for y in (1270, 2230):
            pen.ellipse((90, y, 155, y + 65), fill=(170, 170, 168))
    if dice.random() < 0.4:
        fold = back.height // 2 + int(dice.integers(-30, 30))
        pen.line((0, fold, back.width, fold), fill=(226, 226, 224), width=5)
    for _ in range(int(dice.integers(0, 7))):
        x, y = int(dice.integers(0, back.width)), int(dice.integers(0, back.height))
        pen.ellipse((x, y, x + 6, y + 5), fill=(120, 118, 110))
    if dice.random() < 0.25:
        stain(back, dice)
    return _seen(back, dice)


def written_back(dice: np.random.Generator) -> Picture:
    """Scan a back with one small thing on it, which must be kept."""
    back = Image.new("RGB", A4, (248, 247, 243))
    drawer = _LITTLE[int(dice.integers(len(_LITTLE)))]
    drawer(back, dice)
    return _seen(back, dice)


def _seen(back: Image.Image, dice: np.random.Generator) -> Picture:
    how = Scan(
        skew_deg=float(dice.uniform(-3, 3)),
        noise=float(dice.choice(NOISE)),
        shading=float(dice.uniform(0, 0.08)),
    )
    return scanned(np.asarray(back)[:, :, ::-1].copy(), how, dice)


def _only_seal(back: Image.Image, dice: np.random.Generator) -> None:
    seal(back, dice, (int(dice.integers(400, 2000)), int(dice.integers(400, 3000))), 420)


def _only_signature(back: Image.Image, dice: np.random.Generator) -> None:
    sign(back, dice, (int(dice.integers(300, 1700)), int(dice.integers(400, 3000))), (30, 46, 150))


def _one_line(back: Image.Image, dice: np.random.Generator) -> None:
    text = "Đã đối chiếu với bản chính"
    at = (int(dice.integers(250, 900)), int(dice.integers(300, 3000)))
    ImageDraw.Draw(back).text(at, text, font=font_of("serif", 44, 400), fill=(40, 40, 44))


def _pencil(back: Image.Image, dice: np.random.Generator) -> None:
    at = (int(dice.integers(250, 900)), int(dice.integers(300, 3000)))
    pencil = (120, 120, 124)
    ImageDraw.Draw(back).text(at, "xem trang sau, số 27", font=font_of("script", 62, 500), fill=pencil)


def _note(back: Image.Image, dice: np.random.Generator) -> None:
    at = (int(dice.integers(250, 1900)), int(dice.integers(300, 3000)))
    ImageDraw.Draw(back).text(at, "Quyển số 01", font=font_of("sans", 40, 400), fill=(60, 60, 66))


_LITTLE: tuple[_Drawer, ...] = (_only_seal, _only_signature, _one_line, _pencil, _note)
