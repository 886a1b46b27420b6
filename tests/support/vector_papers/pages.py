"""Pages of the second corpus as vector PDFs, and what they look like at a resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.support.vector_papers.wording import sentence

# Pictures stand in these files as bytes: as letters they took most of the time of drawing a page.
rl_config.useA85 = 0

Picture = npt.NDArray[np.uint8]
A4_MM = (210.0, 297.0)
WHITE = (0.97, 0.97, 0.965)
FACES = ("serif", "sans", "light")
_FILES = {
    "serif": ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    "sans": ("fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
    "light": ("fontpkg_be_vietnam_pro", "BeVietnamPro-Light.ttf"),
    "thin": ("fontpkg_be_vietnam_pro", "BeVietnamPro-ExtraLight.ttf"),
    "hand": ("fontpkg_dancing_script", "DancingScript[wght].ttf"),
}


@cache
def face(name: str) -> str:
    """Make a face known to ReportLab; gives its name there."""
    package, file = _FILES[name]
    path = Path(str(files(package))) / "files" / file
    pdfmetrics.registerFont(TTFont(f"second-{name}", str(path)))
    return f"second-{name}"


@dataclass
class Drawing:
    """A page that is being drawn; lengths in millimetres from the upper left corner."""

    paper: tuple[float, float, float] = WHITE
    """Red, green, blue, 0 to 1."""
    contrast: float = 200 / 255
    """By how much the ink is darker than the paper in every colour, 0 to 1."""
    size_mm: tuple[float, float] = A4_MM
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=(self.size_mm[0] * mm, self.size_mm[1] * mm))
        self.box((0, 0, *self.size_mm), fill=self.paper)

    @property
    def ink(self) -> tuple[float, float, float]:
        """The colour of print: the paper's, darker by the contrast."""
        red, green, blue = (max(0.0, part - self.contrast) for part in self.paper)
        return red, green, blue

    def text(
        self,
        at: tuple[float, float],
        words: str,
        points: float,
        name: str = "serif",
        colour: tuple[float, float, float] | None = None,
    ) -> float:
        """Write a line with its baseline there; gives its width."""
        self.canvas.setFillColorRGB(*(colour or self.ink))
        self.canvas.setFont(face(name), points)
        self.canvas.drawString(at[0] * mm, (self.size_mm[1] - at[1]) * mm, words)
        self.lines.append(words)
        return float(pdfmetrics.stringWidth(words, face(name), points)) / mm

    def paragraph(
        self, at: tuple[float, float], width: float, words: str, points: float, name: str = "serif"
    ) -> float:
        """Write words as lines that are no wider; gives where the next line would stand."""
        left, y = at
        line = ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if line and pdfmetrics.stringWidth(longer, face(name), points) > width * mm:
                self.text((left, y), line, points, name)
                y += points * 0.3528 * 1.32
                longer = word
            line = longer
        self.text((left, y), line, points, name)
        return y + points * 0.3528 * 1.32

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        width: float = 0.2,
        colour: tuple[float, float, float] | None = None,
    ) -> None:
        """Draw a line so many millimetres thick."""
        self.canvas.setStrokeColorRGB(*(colour or self.ink))
        self.canvas.setLineWidth(width * mm)
        height = self.size_mm[1]
        self.canvas.line(start[0] * mm, (height - start[1]) * mm, end[0] * mm, (height - end[1]) * mm)

    def box(
        self,
        place: tuple[float, float, float, float],
        fill: tuple[float, float, float] | None = None,
        stroke: float = 0.0,
    ) -> None:
        """Draw a rectangle: left, top, width, height; `stroke`: thickness of its frame."""
        left, top, width, height = place
        if fill is not None:
            self.canvas.setFillColorRGB(*fill)
        self.canvas.setStrokeColorRGB(*self.ink)
        self.canvas.setLineWidth(stroke * mm)
        below = self.size_mm[1] - top - height
        self.canvas.rect(
            left * mm, below * mm, width * mm, height * mm, int(stroke > 0), int(fill is not None)
        )

    def picture(self, place: tuple[float, float, float, float], dice: np.random.Generator) -> None:
        """Print a photograph: soft spots of colour that nobody took."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        small = Image.fromarray(dice.integers(0, 255, (7, 9, 3)).astype(np.uint8))
        soft = ImageReader(small.resize((540, 420), Image.Resampling.BICUBIC))
        left, top, width, height = place
        below = self.size_mm[1] - top - height
        self.canvas.drawImage(soft, left * mm, below * mm, width * mm, height * mm)

    def drawn(self, dpi: int) -> Picture:
        """Give the page as pixels: (height, width, 3) uint8, BGR."""
        self.canvas.save()
        document = pypdfium2.PdfDocument(self._file.getvalue())
        made = document[0].render(scale=dpi / 72).to_numpy()[:, :, :3]
        document.close()
        return np.ascontiguousarray(made)


def text_block(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print one block of running text anywhere on the page."""
    width = float(dice.uniform(90, 170))
    left = float(dice.uniform(18, 200 - width))
    page.paragraph(
        (left, float(dice.uniform(20, 60))), width, sentence(dice, int(dice.integers(60, 220))), points, name
    )


def captioned_picture(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print a photograph with a line below or above it."""
    width, height = float(dice.uniform(60, 160)), float(dice.uniform(50, 130))
    left, top = float(dice.uniform(20, 190 - width)), float(dice.uniform(40, 120))
    page.picture((left, top, width, height), dice)
    below = bool(dice.random() < 0.6)
    page.text((left, top + height + 6 if below else top - 3), "Hình 1. " + sentence(dice, 5), points, name)


def framed(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print text in a frame, and a page number outside it."""
    inset = float(dice.uniform(12, 22))
    page.box((inset, inset, 210 - 2 * inset, 297 - 2 * inset), stroke=float(dice.uniform(0.2, 1.6)))
    page.text((float(dice.uniform(20, 180)), inset - 4), f"- {int(dice.integers(1, 9))} -", points, name)
    page.paragraph((inset + 8, inset + 20), 190 - 2 * inset, sentence(dice, 120), points, name)


def form(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print a form: labels, rules to write on, a table."""
    y = 25.0
    page.text((float(dice.uniform(40, 70)), y), "TỜ KHAI " + sentence(dice, 4).upper(), points * 1.2, name)
    for _ in range(int(dice.integers(4, 9))):
        y += float(dice.uniform(9, 13))
        wide = page.text((22, y), sentence(dice, 3)[:-1] + ":", points, name)
        page.rule((24 + wide, y + 0.5), (188, y + 0.5), 0.15)
    y += 10
    rows, columns = int(dice.integers(2, 6)), sorted(float(x) for x in dice.uniform(35, 175, 3))
    for row in range(rows + 1):
        page.rule((22, y + 9 * row), (188, y + 9 * row))
    for x in (22.0, *columns, 188.0):
        page.rule((x, y), (x, y + 9 * rows))
    page.paragraph((22, y + 9 * rows + 12), 166, sentence(dice, 40), points, name)


def two_columns(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print text in two columns."""
    for left in (20.0, 109.0):
        page.paragraph((left, 30), 80, sentence(dice, 110), points, name)


def short_note(dice: np.random.Generator, page: Drawing, points: float, name: str) -> None:
    """Print a few lines on a page that is bare otherwise."""
    for row in range(int(dice.integers(3, 7))):
        page.text((25, 40 + row * points * 0.6), sentence(dice, int(dice.integers(4, 9))), points, name)


PAGES: dict[str, Callable[[np.random.Generator, Drawing, float, str], None]] = {
    "text": text_block,
    "caption": captioned_picture,
    "framed": framed,
    "form": form,
    "columns": two_columns,
    "note": short_note,
}
