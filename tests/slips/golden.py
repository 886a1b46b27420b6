"""What every slip looks like, as text: each line of words, each code and stroke with its place on the paper.

A binary picture would tell a reader of a change nothing. `python -m tests.slips.golden` draws them anew; look
at the slips (`python -m tests.slips.golden --pictures FOLDER`) before what it wrote is kept. Only
the typefaces that ship with the kiosk are used, so every machine writes the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count, groupby
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from unittest.mock import patch

from PIL import Image, ImageDraw, ImageFont, ImageOps

from kiosk_app.slips import layout, text
from kiosk_app.slips.layout import DOTS_PER_MM
from kiosk_app.slips.model import Content
from kiosk_app.slips.qr import QUIET_MODULES, qr_picture
from kiosk_app.slips.render import render
from kiosk_app.slips.template import load_template
from kiosk_app.slips.values import template_of, values_of
from tests.slips.reading import picture
from tests.slips.samples import ALL, HEALTH, TEST

FOLDER = Path(__file__).parent / "golden"
SLIPS: dict[str, Content] = {**ALL, "test": TEST, "health": HEALTH}
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the paper, in dots from its left upper corner; words stand on `y`."""

    y: int
    x: int
    look: str
    """Size and weight of words, or the kind and size of anything else."""
    said: str = ""
    end: float = 0.0
    """Of words: where the next letter would stand."""
    strip: int = 0
    """Of words: which strip of paper they were set on; two cells of a table are two."""

    def moved(self, right: int, down: int) -> Mark:
        """Give it where it stands on a larger sheet."""
        return replace(self, x=self.x + right, y=self.y + down, end=self.end + right)


class Sheet(Image.Image):
    """A strip of paper that knows what was drawn on it, and hands that on with its picture."""

    marks: list[Mark]

    def paste(self, im: object, box: object = None, mask: object = None) -> None:
        """Take over the marks of a strip that is laid down here."""
        super().paste(im, box, mask)  # type: ignore[arg-type]  # Handed through as it came.
        if isinstance(im, Sheet):
            right, down, *_ = cast("tuple[int, ...]", box)
            self.marks += [mark.moved(right, down) for mark in im.marks]

    def crop(self, box: Box | None = None) -> Image.Image:
        """Keep the marks of what is cut out."""
        left, top = (0, 0) if box is None else (round(box[0]), round(box[1]))
        return _sheet(super().crop(box), [mark.moved(-left, -top) for mark in self.marks])


def _sheet(image: Image.Image, marks: list[Mark]) -> Sheet:
    image.__class__ = Sheet
    sheet = cast("Sheet", image)
    sheet.marks = marks
    return sheet


class Pen:
    """Draws on a sheet, and writes down what."""

    _number = count(1)

    def __init__(self, sheet: Image.Image) -> None:
        self._strip = next(self._number)
        self._sheet = cast("Sheet", sheet)
        self._pen = ImageDraw.Draw(sheet)

    def text(
        self, at: tuple[int, int], said: str, ink: int, font: ImageFont.FreeTypeFont, anchor: str
    ) -> None:
        """Draw a word."""
        self.lay_down(at, said, ink, font, anchor)
        family, weight = font.getname()
        face = weight if family == "Be Vietnam Pro" else f"{family} {weight}"
        look = f"{font.size / DOTS_PER_MM:.2f} {face}"
        end = at[0] + font.getlength(said)
        self._sheet.marks.append(Mark(at[1], at[0], look, said.replace("\u00a0", " "), end, self._strip))

    def lay_down(
        self, at: tuple[int, int], said: str, ink: int, font: ImageFont.FreeTypeFont, anchor: str
    ) -> None:
        """Blacken the dots of a word."""
        self._pen.text(at, said, ink, font, anchor=anchor)

    def rectangle(self, box: Box, **look: int) -> None:
        """Draw a stroke, or a frame."""
        self._pen.rectangle(box, **look)
        self._stroke(box, "stroke" if "fill" in look else f"frame of {look['width'] / DOTS_PER_MM:.2f}")

    def line(self, box: Box, fill: int, width: int = 1) -> None:
        """Draw a thin stroke."""
        self._pen.line(box, fill=fill, width=width)
        self._stroke(box, "stroke")

    def _stroke(self, box: Box, kind: str) -> None:
        left, top, right, bottom = map(round, box)
        size = f"{(right - left + 1) / DOTS_PER_MM:.1f} × {(bottom - top + 1) / DOTS_PER_MM:.1f}"
        self._sheet.marks.append(Mark(top, left, f"{kind} {size}"))


class DryPen(Pen):
    """Writes the words down and leaves no dots of them, which take most of the time."""

    def lay_down(self, *_word: object) -> None:
        """Nothing."""


def _new(mode: str, size: tuple[int, int], colour: int) -> Image.Image:
    return _sheet(Image.new(mode, size, colour), [])


def _expand(image: Image.Image, border: int, fill: int) -> Image.Image:
    marks = [mark.moved(border, border) for mark in cast("Sheet", image).marks]
    return _sheet(ImageOps.expand(image, border, fill), marks)


def _invert(image: Image.Image) -> Image.Image:
    white = [replace(mark, look=f"{mark.look}, white") for mark in cast("Sheet", image).marks]
    size = f"{image.width / DOTS_PER_MM:.1f} × {image.height / DOTS_PER_MM:.1f}"
    return _sheet(ImageOps.invert(image), [Mark(0, 0, f"black {size}"), *white])


def _code(said: str, scale: int) -> Image.Image:
    symbol = qr_picture(said, scale)
    quiet = QUIET_MODULES * scale
    side = (symbol.width - 2 * quiet) / DOTS_PER_MM
    shown = said.replace("\n", "⏎")
    return _sheet(symbol, [Mark(quiet, quiet, f"QR {side:.1f} × {side:.1f}", shown)])


@contextmanager
def _written_down(pen: type[Pen] = Pen) -> Iterator[None]:
    image, pens = SimpleNamespace(new=_new, Image=Image.Image), SimpleNamespace(Draw=pen)
    with ExitStack() as stack:
        for module in (layout, text):
            stack.enter_context(patch.object(module, "Image", image))
            stack.enter_context(patch.object(module, "ImageDraw", pens))
        stack.enter_context(patch.object(layout, "ImageOps", SimpleNamespace(expand=_expand, invert=_invert)))
        stack.enter_context(patch.object(layout, "qr_picture", _code))
        yield


def marks_of(content: Content, pen: type[Pen] = Pen) -> tuple[Image.Image, list[Mark]]:
    """Draw a slip: its picture, and what stands on it from top to bottom, a line of words in one."""
    with _written_down(pen):
        slip = cast("Sheet", layout.draw(load_template(template_of(content)), values_of(content)))
    words = _lines(mark for mark in slip.marks if mark.said and not mark.look.startswith("QR"))
    rest = _rows(mark for mark in slip.marks if not mark.said or mark.look.startswith("QR"))
    return slip, sorted([*words, *rest], key=lambda mark: (mark.y, mark.x))


def _lines(words: Iterator[Mark]) -> Iterator[Mark]:
    """Put words together that stand one behind the other; a change of weight is written where it is."""
    ordered = sorted(words, key=lambda mark: (mark.y, mark.strip, mark.x))
    for _, row in groupby(ordered, key=lambda mark: (mark.y, mark.strip)):
        line, *others = row
        look = line.look
        for word in others:
            size = float(word.look.split()[0]) * DOTS_PER_MM
            space = " " if word.x - line.end > size * 0.1 else ""
            change = "" if word.look == look else f"[{word.look.split(' ', 1)[1]}]"
            look = word.look
            line = replace(line, said=f"{line.said}{space}{change}{word.said}", end=word.end)
        yield line


def _rows(marks: Iterator[Mark]) -> Iterator[Mark]:
    """Put strokes of one size in one row together: the dashes of a rule, the ticks of an edge."""
    ordered = sorted(marks, key=lambda mark: (mark.y, mark.look, mark.x))
    for _, same in groupby(ordered, key=lambda mark: (mark.y, mark.look, mark.said)):
        row = list(same)
        first, last = row[0], row[-1]
        many = f"{len(row)} times to {last.x / DOTS_PER_MM:.1f}" if len(row) > 1 else first.said
        yield replace(first, said=many)


def looks_of(name: str) -> str:
    """Write a slip down."""
    content = SLIPS[name]
    slip, marks = marks_of(content)
    head = (
        f"# {name}: assets/slips/{template_of(content)}.yaml; answers: tests/slips/samples.py\n"
        "# mm from the top (of words: their base line) and from the left; height of the type in mm; weight\n"
        f"paper {slip.width / DOTS_PER_MM:.1f} × {slip.height / DOTS_PER_MM:.1f}\n"
    )
    return head + "".join(f"{_line(mark)}\n" for mark in marks)


def _line(mark: Mark) -> str:
    place = f"{mark.y / DOTS_PER_MM:6.1f} {mark.x / DOTS_PER_MM:5.1f}"
    return f"{place}  {mark.look:<15} {mark.said}".rstrip()


def file_of(name: str) -> Path:
    """Where it is kept."""
    return FOLDER / f"{name.replace(' ', '-')}.txt"


def main() -> int:
    """Write all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="write PNG pictures here, and change nothing else")
    pictures: Path | None = parser.parse_args().pictures
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        for name, content in SLIPS.items():
            picture(render(content)).convert("1").save(pictures / f"{name.replace(' ', '-')}.png")
        sys.stdout.write(f"{len(SLIPS)} slips drawn in {pictures}\n")
        return 0
    FOLDER.mkdir(exist_ok=True)
    wanted = {file_of(name): looks_of(name) for name in SLIPS}
    for old in FOLDER.glob("*.txt"):
        if old not in wanted:
            old.unlink()
    for path, looks in wanted.items():
        path.write_text(looks, encoding="utf-8")
    sys.stdout.write(f"{len(wanted)} slips written to {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
