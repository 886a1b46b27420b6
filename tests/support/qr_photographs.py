"""Photographs of codes as people take them: large pictures, bent paper, codes with logos and round dots.

They are drawn in another way than the corpus of camera frames (with Pillow, moving every pixel), to show
whether the reader only copes with how that corpus is drawn. The photo decoder was developed on other seeds
than the bench measures; the reader of camera frames was never tuned on these pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import segno
from PIL import Image, ImageDraw, ImageFilter

from drivers.qr_reader.port import Frame

Random = np.random.Generator
_Colour = tuple[int, int, int]
_WORDS = ("https://example.vn/tra-cuu?ma=", "Lê Thị Xuân Ữ – thôn Pà Dấu ", "VNEID1.", "048190000002|")
_LARGE, _MIDDLE = (4000, 3000), (1600, 1200)


@dataclass(frozen=True, slots=True)
class Photograph:
    """One picture and every text that stands in it."""

    kind: str
    seed: int
    texts: tuple[str, ...]
    frame: Frame
    """(height, width, 3) uint8 BGR."""


@dataclass(slots=True)
class _Print:
    """How a code is drawn and photographed."""

    dark: _Colour = (20, 20, 24)
    light: _Colour = (244, 243, 238)
    error: str = "m"
    dots: bool = False
    logo: float = 0.0
    """Share of the side that a picture in the middle covers."""
    border: int = 4
    length: int = 60
    side: float = 380.0
    """Pixels of the symbol in the photograph."""
    size: tuple[int, int] = _MIDDLE
    count: int = 1
    bend: float = 0.0
    """How far a bent sheet comes towards the camera, in shares of its width."""
    crumple: float = 0.0
    lean: float = 0.08
    turn_deg: float = 360.0
    mirrored: bool = False
    shadow: float = 0.0
    contrast: float = 1.0
    brightness: float = 0.0
    blur: float = 0.8
    noise: float = 5.0
    quality: int = 80


def _plain(made: _Print, random: Random) -> None:
    made.length = int(random.integers(10, 240))


def _small_in_large(made: _Print, random: Random) -> None:
    made.size, made.side = _LARGE, float(random.uniform(110, 260))
    made.length = int(random.integers(20, 80))


def _large_in_large(made: _Print, random: Random) -> None:
    made.size, made.side, made.blur = _LARGE, float(random.uniform(900, 2400)), float(random.uniform(1.5, 7))
    made.length = int(random.integers(40, 300))


def _curved(made: _Print, random: Random) -> None:
    made.bend, made.lean = float(random.uniform(0.2, 0.75)), 0.15


def _crumpled(made: _Print, random: Random) -> None:
    made.crumple, made.error = float(random.uniform(2.0, 7.0)), "m"


def _several(made: _Print, random: Random) -> None:
    made.count, made.side = int(random.integers(2, 5)), float(random.uniform(180, 330))
    made.turn_deg = 30


def _several_large(made: _Print, random: Random) -> None:
    made.count, made.side, made.size = int(random.integers(2, 5)), float(random.uniform(250, 900)), _LARGE
    made.turn_deg = 30


def _logo(made: _Print, random: Random) -> None:
    made.error, made.logo = str(random.choice(["q", "h"])), float(random.uniform(0.16, 0.27))


def _coloured(made: _Print, random: Random) -> None:
    pairs: tuple[tuple[_Colour, _Colour], ...] = (
        ((150, 20, 30), (250, 235, 200)),
        ((20, 60, 160), (255, 240, 120)),
        ((0, 105, 60), (225, 245, 225)),
        ((200, 60, 0), (255, 255, 255)),
        ((20, 20, 20), (90, 190, 255)),
        ((90, 0, 120), (255, 180, 200)),
        ((190, 0, 0), (60, 220, 210)),
    )
    made.dark, made.light = pairs[int(random.integers(len(pairs)))]


def _inverted(made: _Print, random: Random) -> None:
    made.dark, made.light = (235, 235, 240), (18, 20, 30)
    made.side = float(random.uniform(160, 400))


def _low_contrast(made: _Print, random: Random) -> None:
    made.contrast, made.brightness = float(random.uniform(0.08, 0.3)), float(random.uniform(-60, 60))
    made.noise = 2.5


def _dotted(made: _Print, random: Random) -> None:
    made.dots, made.error = True, "q"


def _dense(made: _Print, random: Random) -> None:
    made.length, made.side, made.error = int(random.integers(400, 900)), 620.0, "l"
    made.blur = 0.5


def _blurred(made: _Print, random: Random) -> None:
    made.blur, made.side = float(random.uniform(2.5, 5.5)), 330.0


def _noisy(made: _Print, random: Random) -> None:
    made.noise, made.quality = float(random.uniform(18, 50)), int(random.integers(18, 45))


def _shadowed(made: _Print, random: Random) -> None:
    made.shadow = float(random.uniform(0.5, 0.85))


def _leaning(made: _Print, random: Random) -> None:
    made.lean, made.side = float(random.uniform(0.35, 0.75)), 420.0


def _mirrored(made: _Print, random: Random) -> None:
    made.mirrored = True


def _no_quiet_zone(made: _Print, random: Random) -> None:
    made.border = int(random.integers(0, 2))


def _tiny_modules(made: _Print, random: Random) -> None:
    made.side, made.blur, made.length = float(random.uniform(60, 90)), 0.4, 30


KINDS: dict[str, Callable[[_Print, Random], None]] = {
    "plain": _plain,
    "small_in_large": _small_in_large,
    "large_in_large": _large_in_large,
    "curved": _curved,
    "crumpled": _crumpled,
    "several": _several,
    "several_large": _several_large,
    "logo": _logo,
    "coloured": _coloured,
    "inverted": _inverted,
    "low_contrast": _low_contrast,
    "dotted": _dotted,
    "dense": _dense,
    "blurred": _blurred,
    "noisy": _noisy,
    "shadowed": _shadowed,
    "leaning": _leaning,
    "mirrored": _mirrored,
    "no_quiet_zone": _no_quiet_zone,
    "tiny_modules": _tiny_modules,
}


def photographs(seed: int, each: int) -> Iterator[Photograph]:
    """Give `each` pictures of every kind. The same seed gives the same pictures."""
    for number, kind in enumerate(KINDS):
        for index in range(each):
            yield photograph(kind, seed + 1000 * number + index)


def photograph(kind: str, seed: int) -> Photograph:
    """Draw one."""
    random = np.random.default_rng(seed)
    made = _Print()
    KINDS[kind](made, random)
    texts = tuple(_text(made.length, random) for _ in range(made.count))
    width, height = made.size
    picture = _desk(width, height, random)
    for place, text in enumerate(texts):
        _lay(picture, _sheet(text, made, random), made, place, random)
    return Photograph(kind, seed, texts, _taken(picture, made, random))


def _text(length: int, random: Random) -> str:
    letters = np.array(list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
    return _WORDS[int(random.integers(len(_WORDS)))] + "".join(random.choice(letters, length))


def _sheet(text: str, made: _Print, random: Random) -> Image.Image:
    """A piece of paper or screen with the code, 12 pixels a module."""
    code = segno.make(text, error=made.error, encoding="utf-8", micro=False, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    unit, border = 12, made.border
    side = (len(rows) + 2 * border) * unit
    sheet = Image.new("RGB", (side, side), made.light)
    pen = ImageDraw.Draw(sheet)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                x, y = (across + border) * unit, (down + border) * unit
                if made.dots and not _in_finder(down, across, len(rows)):
                    pen.ellipse((x + 1, y + 1, x + unit - 2, y + unit - 2), fill=made.dark)
                else:
                    pen.rectangle((x, y, x + unit - 1, y + unit - 1), fill=made.dark)
    if made.logo:
        half = made.logo * len(rows) * unit / 2
        box = (side / 2 - half, side / 2 - half, side / 2 + half, side / 2 + half)
        pen.rounded_rectangle(box, half / 3, fill=made.light)
        colour = tuple(int(one) for one in random.integers(40, 220, 3))
        inner = [one + half * 0.15 * sign for one, sign in zip(box, (1, 1, -1, -1), strict=True)]
        pen.ellipse(inner, fill=colour)
    return sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if made.mirrored else sheet


def _in_finder(row: int, column: int, side: int) -> bool:
    return (row < 7 and (column < 7 or column >= side - 7)) or (row >= side - 7 and column < 7)


def _desk(width: int, height: int, random: Random) -> npt.NDArray[np.float32]:
    """Wood, printed lines, things with edges; RGB."""
    grain = random.normal(0, 1, (height // 8, width // 160 + 2)).astype(np.float32)
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None] * 9
    base = random.uniform(60, 200, 3).astype(np.float32)
    image = Image.fromarray(np.clip(base + wood, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        left, top = random.uniform(0, width), random.uniform(0, height)
        fill = tuple(int(one) for one in random.integers(10, 245, 3))
        far = (left + random.uniform(0.03, 0.3) * width, top + random.uniform(0.02, 0.2) * height)
        pen.rectangle((left, top, *far), fill=fill)
    for _ in range(40):
        left, top = random.uniform(0, width), random.uniform(0, height)
        pen.text((left, top), "CỘNG HÒA XÃ HỘI".encode("ascii", "ignore").decode() * 3, fill=(20, 20, 20))
    return np.asarray(image, dtype=np.float32)


def _lay(
    picture: npt.NDArray[np.float32], sheet: Image.Image, made: _Print, place: int, random: Random
) -> None:
    """Bend, tilt and turn a sheet and put it on the desk.

    Each pixel is looked up at its place on the sheet.
    """
    height, width = picture.shape[:2]
    source = np.asarray(sheet, dtype=np.uint8)
    extent = source.shape[0]
    side = made.side * extent / (extent - 24 * made.border)
    # Pillow's filter before sampling: no aliasing where the sheet is shown small.
    shrink = extent / side
    if shrink > 1:
        source = np.asarray(sheet.resize((round(side), round(side)), Image.Resampling.BOX), dtype=np.uint8)
        extent = source.shape[0]
    reach = side * (0.75 + abs(made.lean))
    columns = 2 if made.count > 1 else 1
    cell = np.array([width, height], dtype=np.float64) / columns
    middle = cell * (np.array([place % columns, place // columns]) + 0.5)
    room = np.maximum(cell / 2 - reach, 0)
    middle = middle + random.uniform(-1, 1, 2) * room
    left, top = (int(max(0, one - reach)) for one in middle)
    right, bottom = int(min(width, middle[0] + reach)), int(min(height, middle[1] + reach))
    y, x = np.mgrid[top:bottom, left:right].astype(np.float64)
    angle = np.deg2rad(random.uniform(-made.turn_deg / 2, made.turn_deg / 2))
    u = ((x - middle[0]) * np.cos(angle) + (y - middle[1]) * np.sin(angle)) / side
    v = ((y - middle[1]) * np.cos(angle) - (x - middle[0]) * np.sin(angle)) / side
    lean = made.lean * random.choice([-1, 1])
    # A pinhole camera's picture of a plane, looked up backwards.
    depth = 1 + lean * v * 0.9
    u, v = u / depth, v * (1 + abs(made.lean) * 0.4) / depth
    if made.bend:
        # A cylinder seen from the front: the angle about its axis is what lies on the paper.
        round_by = 1 / made.bend * 0.75
        u = np.where(np.abs(u) < round_by, np.arcsin(np.clip(u / round_by, -1, 1)) * round_by, 9.0)
        v = v + made.bend * 0.25 * u * u
    if made.crumple:
        for axis in (u, v):
            coarse = random.normal(0, 1, (5, 5)).astype(np.float32)
            wave = cv2.resize(coarse, (axis.shape[1], axis.shape[0]), interpolation=cv2.INTER_CUBIC)
            np.add(axis, wave * made.crumple / 380, out=axis)
    maps = [((axis + 0.5) * extent - 0.5).astype(np.float32) for axis in (u, v)]
    seen = cv2.remap(source, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inside = ((np.abs(u) <= 0.5) & (np.abs(v) <= 0.5)).astype(np.float32)
    inside = cv2.GaussianBlur(inside, (0, 0), 0.6)[:, :, None]
    part = picture[top:bottom, left:right]
    picture[top:bottom, left:right] = part * (1 - inside) + seen.astype(np.float32) * inside


def _taken(picture: npt.NDArray[np.float32], made: _Print, random: Random) -> Frame:
    """Shadow, contrast, blur, noise, JPEG; gives BGR."""
    height, width = picture.shape[:2]
    if made.shadow:
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        angle = random.uniform(0, 2 * np.pi)
        edge = (x - width / 2) * np.cos(angle) + (y - height / 2) * np.sin(angle)
        picture = picture * (1 - made.shadow / (1 + np.exp(-edge / 3)))[:, :, None].astype(np.float32)
    picture = (picture - 128) * np.float32(made.contrast) + np.float32(128 + made.brightness)
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(made.blur))
    noise = random.standard_normal((height, width, 3), dtype=np.float32) * np.float32(made.noise)
    image = Image.fromarray(np.clip(np.asarray(image, dtype=np.float32) + noise, 0, 255).astype(np.uint8))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=made.quality)
    return np.asarray(Image.open(file), dtype=np.uint8)[:, :, ::-1].copy()
