"""Draws clean sheets: typed forms, forms filled by hand, letters, copies with photographs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from tests.support.paper_corpus import wording
from tests.support.paper_corpus.marks import portrait, seal, sign, stain

Picture = npt.NDArray[np.uint8]
A4 = (2480, 3508)
A5 = (1748, 2480)
CARD = (1011, 638)
"""Width and height in pixels at 300 dpi."""
DPI = 300
_INK = (28, 28, 34)
_PENS = ((28, 44, 140), (20, 20, 30), (40, 70, 170))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before it is scanned."""

    kind: str
    pixels: Picture
    """(height, width, 3) uint8, BGR, at 300 dpi."""
    text: str
    """What stands on it, line by line."""


@dataclass(slots=True)
class _Pen:
    """Writes line after line down a sheet."""

    sheet: Image.Image
    face: str
    y: int
    lines: list[str] = field(default_factory=list)
    margin: int = 250

    def write(
        self, text: str, size: int, *, bold: bool = False, centre: bool = False, gap: float = 1.55
    ) -> None:
        """Write a line."""
        font = font_of(self.face, size, 700 if bold else 400)
        draw = ImageDraw.Draw(self.sheet)
        x = (self.sheet.width - draw.textlength(text, font=font)) / 2 if centre else float(self.margin)
        draw.text((x, self.y), text, font=font, fill=_INK)
        self.lines.append(text)
        self.y += round(size * gap)

    def wrap(self, text: str, size: int) -> None:
        """Write a sentence over as many lines as it takes."""
        font = font_of(self.face, size, 400)
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if font.getlength(longer) > self.sheet.width - 2 * self.margin:
                self.write(line, size)
                line = word
            else:
                line = longer
        self.write(line, size)

    def fill(self, label: str, value: str, size: int, hand: str | None, colour: tuple[int, int, int]) -> None:
        """Write a label and what was filled in behind it, on dots, typed or by hand."""
        font = font_of(self.face, size, 400)
        draw = ImageDraw.Draw(self.sheet)
        draw.text((self.margin, self.y), label, font=font, fill=_INK)
        x = self.margin + round(font.getlength(label)) + 24
        if hand is None:
            draw.text((x, self.y), value, font=font_of(self.face, size, 600), fill=_INK)
        else:
            for dot in range(x, self.sheet.width - self.margin, 16):
                draw.ellipse((dot, self.y + size + 10, dot + 3, self.y + size + 13), fill=_INK)
            draw.text(
                (x, self.y - size // 5), value, font=font_of(hand, round(size * 1.25), 500), fill=colour
            )
        self.lines.append(f"{label} {value}")
        self.y += round(size * 1.75)


@cache
def font_of(face: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Load a face at a size in pixels; `weight` 100–900 where the face has weights."""
    package, file = {
        "serif": ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
        "sans": ("fontpkg_be_vietnam_pro", f"BeVietnamPro-{'Bold' if weight >= 600 else 'Regular'}.ttf"),
        "script": ("fontpkg_dancing_script", "DancingScript[wght].ttf"),
        "round": ("fontpkg_pacifico", "Pacifico-Regular.ttf"),
    }[face]
    font = ImageFont.truetype(str(Path(str(files(package))) / "files" / file), size)
    if face == "serif":
        font.set_variation_by_axes([weight, 100] if _first_axis(font) == b"Weight" else [100, weight])
    elif face == "script":
        font.set_variation_by_axes([weight])
    return font


def _first_axis(font: ImageFont.FreeTypeFont) -> bytes:
    name = font.get_variation_axes()[0]["name"]
    return bytes(name) if isinstance(name, bytes) else str(name).encode()


def typed_form(dice: np.random.Generator, size: tuple[int, int] = A4) -> Sheet:
    """Draw a printed form with typed entries, a table, a seal and a signature."""
    return _form(dice, size, None, "typed")


def filled_form(dice: np.random.Generator) -> Sheet:
    """Draw a printed form filled in by hand."""
    return _form(dice, A4, str(dice.choice(("script", "round"))), "handwriting")


def letter(dice: np.random.Generator) -> Sheet:
    """Draw a page of running text."""
    pen = _Pen(_paper(dice, A4), str(dice.choice(("serif", "sans"))), 260)
    size = int(dice.integers(40, 50))
    _head(pen, dice, size)
    for _ in range(int(dice.integers(8, 13))):
        pen.wrap(wording.sentence(dice), size)
        pen.y += size // 3
    sign(pen.sheet, dice, (1500, min(pen.y + 240, 3050)), _PENS[0])
    return _done(pen, "letter")


def with_photograph(dice: np.random.Generator) -> Sheet:
    """Draw a form with a photograph of a person glued on, half under the seal."""
    pen = _Pen(_paper(dice, A4), "serif", 260)
    _head(pen, dice, 46)
    top = pen.y
    face = portrait(dice, (354, 472))
    pen.sheet.paste(face, (260, top))
    pen.margin = 700
    for label, value in wording.entries(dice)[:6]:
        pen.fill(label, value, 44, None, _INK)
    seal(pen.sheet, dice, (600, top + 440), 420)
    pen.margin, pen.y = 250, max(pen.y, top + 700)
    for _ in range(3):
        pen.wrap(wording.sentence(dice), 44)
    return _done(pen, "photograph")


def card_copy(dice: np.random.Generator) -> Sheet:
    """Draw a sheet with the coloured copies of both sides of an id card: nearly all picture."""
    pen = _Pen(_paper(dice, A4), "sans", 240)
    pen.write("BẢN CHỤP THẺ CĂN CƯỚC", 54, bold=True, centre=True)
    for row in range(2):
        card = _card(dice).resize((1900, 1200))
        pen.sheet.paste(card, (290, 460 + row * 1450))
    return _done(pen, "card-copy")


def card(dice: np.random.Generator) -> Sheet:
    """Draw a card of 86 × 54 mm."""
    made = _card(dice)
    return Sheet("card", np.asarray(made)[:, :, ::-1].copy(), "")


def slip(dice: np.random.Generator) -> Sheet:
    """Draw an A5 slip."""
    return _form(dice, A5, None, "slip")


KINDS: dict[str, Callable[[np.random.Generator], Sheet]] = {
    "typed": typed_form,
    "handwriting": filled_form,
    "letter": letter,
    "photograph": with_photograph,
}
"""Kinds of whole pages, in the mix of the bench."""


def _form(dice: np.random.Generator, size: tuple[int, int], hand: str | None, kind: str) -> Sheet:
    pen = _Pen(_paper(dice, size), str(dice.choice(("serif", "sans"))), 200 if size == A4 else 130)
    pen.margin = 250 if size == A4 else 140
    letters = int(dice.integers(40, 50)) if size == A4 else 34
    _head(pen, dice, letters)
    colour = _PENS[int(dice.integers(len(_PENS)))]
    for label, value in wording.entries(dice):
        pen.fill(label, value, letters, hand, colour)
    pen.wrap(wording.sentence(dice), letters)
    if size == A4:
        _table(pen, dice, letters)
        if dice.random() < 0.3:
            stain(pen.sheet, dice)
    foot = min(pen.y + letters, size[1] - 800 if size == A4 else size[1] - 560)
    if foot >= pen.y:
        x = size[0] * 3 // 5
        ImageDraw.Draw(pen.sheet).text(
            (x, foot), "NGƯỜI KHAI", font=font_of(pen.face, letters, 700), fill=_INK
        )
        pen.lines.append("NGƯỜI KHAI")
        sign(pen.sheet, dice, (x, foot + 190), _PENS[0])
        seal(pen.sheet, dice, (x - 40, foot + 260), 430 if size == A4 else 330)
    return _done(pen, kind)


def _head(pen: _Pen, dice: np.random.Generator, size: int) -> None:
    pen.write("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size, bold=True, centre=True)
    pen.write("Độc lập - Tự do - Hạnh phúc", size, bold=True, centre=True, gap=2.6)
    pen.write(wording.title(dice), round(size * 1.3), bold=True, centre=True, gap=2.2)


def _table(pen: _Pen, dice: np.random.Generator, size: int) -> None:
    draw = ImageDraw.Draw(pen.sheet)
    left, right, high = pen.margin, pen.sheet.width - pen.margin, round(size * 1.9)
    middle = left + (right - left) // 2
    top = pen.y + size
    rows = [(wording.name(dice), wording.day(dice)) for _ in range(3)]
    for index in range(len(rows) + 1):
        draw.line((left, top + index * high, right, top + index * high), fill=_INK, width=4)
    for x in (left, middle, right):
        draw.line((x, top, x, top + len(rows) * high), fill=_INK, width=4)
    font = font_of(pen.face, size, 400)
    for index, (name, day) in enumerate(rows):
        draw.text((left + 24, top + index * high + size // 3), name, font=font, fill=_INK)
        draw.text((middle + 24, top + index * high + size // 3), day, font=font, fill=_INK)
        pen.lines.append(f"{name} {day}")
    pen.y = top + len(rows) * high + size


def _card(dice: np.random.Generator) -> Image.Image:
    height, width = CARD[1], CARD[0]
    across = np.linspace(0, 1, width)[None, :, None]
    along = np.linspace(0, 1, height)[:, None, None]
    ends = dice.integers(150, 235, (2, 3)).astype(float)
    waves = 10 * np.sin(across * dice.uniform(20, 60) + along * dice.uniform(10, 40))
    ground = np.clip(ends[0] * (1 - across) + ends[1] * across + waves, 0, 255)
    made = Image.fromarray(np.broadcast_to(ground, (height, width, 3)).astype(np.uint8).copy())
    draw = ImageDraw.Draw(made)
    draw.text((330, 40), "THẺ CĂN CƯỚC (MẪU VẼ)", font=font_of("sans", 44, 700), fill=(150, 30, 40))
    made.paste(portrait(dice, (240, 320)), (50, 200))
    for row, (label, value) in enumerate(wording.entries(dice)[:4]):
        draw.text((330, 190 + row * 95), label, font=font_of("sans", 26, 400), fill=(60, 60, 60))
        draw.text((330, 224 + row * 95), value, font=font_of("sans", 36, 700), fill=(20, 20, 20))
    return made


def _paper(dice: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    tint = (int(dice.integers(244, 255)), int(dice.integers(242, 253)), int(dice.integers(232, 250)))
    return Image.new("RGB", size, tint)


def _done(pen: _Pen, kind: str) -> Sheet:
    return Sheet(kind, np.asarray(pen.sheet)[:, :, ::-1].copy(), "\n".join(pen.lines))
