"""What is put on a sheet after printing: seals, signatures, photographs, stains."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_RED = (205, 32, 44)


def seal(sheet: Image.Image, dice: np.random.Generator, centre: tuple[int, int], size: int) -> None:
    """Press a round red seal, a little turned and unevenly inked."""
    made = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    strength = int(dice.integers(150, 235))
    for inset, width in ((6, 10), (size // 7, 5)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=(*_RED, strength), width=width)
    face = Path(str(files("fontpkg_be_vietnam_pro"))) / "files" / "BeVietnamPro-Bold.ttf"
    for text, at, high in (("ỦY BAN NHÂN DÂN", 0.27, 0.075), ("★", 0.5, 0.2), ("XÃ NAM GIANG", 0.74, 0.075)):
        font = ImageFont.truetype(str(face), round(size * high))
        pen.text((size / 2, size * at), text, font=font, fill=(*_RED, strength), anchor="mm")
    worn = Image.fromarray((dice.random((size // 8, size // 8)) * 90 + 165).astype(np.uint8)).resize(
        (size, size)
    )
    made.putalpha(
        Image.fromarray((np.asarray(made.getchannel("A"), float) * np.asarray(worn) / 255).astype(np.uint8))
    )
    turned = made.rotate(float(dice.uniform(-25, 25)), resample=Image.Resampling.BICUBIC)
    sheet.paste(turned, (centre[0] - size // 2, centre[1] - size // 2), turned)


def sign(
    sheet: Image.Image, dice: np.random.Generator, start: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    """Write a signature about 45 mm wide."""
    steps = np.linspace(0, 1, 90)
    one, two, three = dice.uniform(0, 6, 3)
    xs = start[0] + 520 * steps + 40 * np.sin(steps * dice.uniform(25, 40) + one)
    ys = (
        start[1]
        + 80 * np.sin(steps * dice.uniform(16, 26) + two) * (1 - 0.6 * steps)
        - 50 * steps
        + 8 * np.sin(three)
    )
    line = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    ImageDraw.Draw(sheet).line(line, fill=colour, width=int(dice.integers(5, 10)), joint="curve")


def portrait(dice: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """Draw something with the soft tones of a photograph of a person; nobody's."""
    width, height = size
    ground = tuple(int(v) for v in dice.integers(120, 230, 3))
    made = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(made)
    skin = (int(dice.integers(180, 230)), int(dice.integers(140, 180)), int(dice.integers(110, 150)))
    coat = tuple(int(v) for v in dice.integers(20, 150, 3))
    pen.ellipse((width * 0.05, height * 0.68, width * 0.95, height * 1.5), fill=coat)
    pen.ellipse((width * 0.24, height * 0.1, width * 0.76, height * 0.5), fill=(25, 22, 20))
    pen.ellipse((width * 0.27, height * 0.18, width * 0.73, height * 0.72), fill=skin)
    for side in (0.38, 0.56):
        pen.ellipse((width * side, height * 0.4, width * (side + 0.07), height * 0.43), fill=(40, 30, 30))
    pen.arc((width * 0.4, height * 0.5, width * 0.6, height * 0.6), 20, 160, fill=(140, 60, 60), width=4)
    soft = np.asarray(made.filter(ImageFilter.GaussianBlur(5)), float)
    light = np.linspace(1.12, 0.8, width)[None, :, None]
    return Image.fromarray(np.clip(soft * light + dice.normal(0, 4, soft.shape), 0, 255).astype(np.uint8))


def stain(sheet: Image.Image, dice: np.random.Generator) -> None:
    """Leave the ring of a cup or a yellow patch."""
    size = int(dice.integers(300, 700))
    mask = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mask)
    strength = int(dice.integers(25, 70))
    if dice.random() < 0.5:
        pen.ellipse((10, 10, size - 10, size - 10), outline=strength, width=18)
    else:
        pen.ellipse((40, 60, size - 30, size - 80), fill=strength)
    soft = mask.filter(ImageFilter.GaussianBlur(12))
    brown = Image.new("RGB", (size, size), (150, 105, 50))
    at = (int(dice.integers(0, sheet.width - size)), int(dice.integers(0, sheet.height - size)))
    sheet.paste(brown, at, soft)
