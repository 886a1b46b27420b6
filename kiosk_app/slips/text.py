"""Sets text: fonts, runs of bold, lines that break without losing a letter."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from kiosk_app.slips.template import Style
from kiosk_app.typesetting.faces import Face, FaceRun, Weight, clusters, runs

BLACK, WHITE = 0, 255
SMALLEST = 22
"""Dots; smaller letters with marks are not legible on thermal paper."""
_ABOVE = 1.28
"""Of the size: what stands above the base line of a capital with two marks."""
_BELOW = 0.34
_MARKS = 0.3
"""Of the size: the part above that only marks need."""
_LARGE_CODE = 50
_BOLD: dict[Weight, Weight] = {"Regular": "Bold", "Medium": "Bold", "Italic": "BoldItalic"}
_MARK = re.compile(r"\*\*")
_SPLIT = re.compile(r"( +)")
"""Not at a no-break space."""
_BREAK_BEHIND = re.compile(r"(?<=[-/.@•])(?=.)")


@cache
def _sized(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Give a face in a size, shaped: marks stand where the face's rules put them."""
    return ImageFont.truetype(BytesIO(face.data), size, layout_engine=ImageFont.Layout.RAQM)


def length_of(text: str, weight: Weight, size: int) -> float:
    """Give the dots that a text takes. Raises `UnprintableError`."""
    return sum(_length_of_run(run, size) for run in runs(text, weight))


def _length_of_run(run: FaceRun, size: int) -> float:
    return _sized(run.face, size).getlength(run.text)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    weight: Weight
    glued: bool
    """Follows the word before without a space."""


@dataclass(slots=True)
class _Line:
    words: list[_Word]
    width: float = 0.0


class Setter:
    """Sets one paragraph in a style."""

    def __init__(self, style: Style, width: int) -> None:
        """`width`: dots that a line may have."""
        self._style = style
        self._width = width
        self._size = style.size
        # Breaking asks for the same words again and again. Gone with this paragraph, as the words are.
        self._lengths: dict[tuple[str, Weight, int], float] = {}

    def draw(self, text: str) -> Image.Image:
        """Give a strip of mode "L", black on white, `width` dots wide; `**…**` is bold."""
        words = self._words(text)
        if self._style.fit:
            while self._size > SMALLEST and self._length(words) > self._width:
                self._size -= 1
        lines = self._balanced(words) if self._style.align == "center" else self._lines(words)
        pitch = round(self._size * self._style.pitch)
        above = math.ceil(self._size * _ABOVE)
        strip = Image.new(
            "L", (self._width, above + pitch * (len(lines) - 1) + math.ceil(self._size * _BELOW)), WHITE
        )
        pen = ImageDraw.Draw(strip)
        for number, line in enumerate(lines):
            self._draw_line(pen, line, above + number * pitch)
        return strip

    def _draw_line(self, pen: ImageDraw.ImageDraw, line: _Line, base: int) -> None:
        spare = self._width - line.width
        x = {"left": 0.0, "center": spare / 2, "right": spare}[self._style.align]
        for position, word in enumerate(line.words):
            if position and not word.glued:
                x += self._space
            at = x
            for run in runs(word.text, word.weight):
                pen.text((round(at), base), run.text, BLACK, _sized(run.face, self._size), anchor="ls")
                at += _length_of_run(run, self._size)
            x += self._advance(word.text, word.weight)

    @property
    def _space(self) -> float:
        return self._advance(" ", self._style.weight)

    def _advance(self, text: str, weight: Weight) -> float:
        key = (text, weight, self._size)
        if key not in self._lengths:
            self._lengths[key] = length_of(text, weight, self._size)
        return self._lengths[key]

    def _words(self, text: str) -> list[_Word]:
        words: list[_Word] = []
        spaced = True
        for number, run in enumerate(_MARK.split(text)):
            weight = _BOLD.get(self._style.weight, self._style.weight) if number % 2 else self._style.weight
            for piece in _SPLIT.split(run):
                if piece.isspace():
                    spaced = True
                elif piece:
                    words.append(_Word(piece, weight, glued=not spaced))
                    spaced = False
        return words

    def _length(self, words: list[_Word]) -> float:
        lengths = sum(self._advance(word.text, word.weight) for word in words)
        return lengths + self._space * sum(not word.glued for word in words[1:])

    def _balanced(self, words: list[_Word]) -> list[_Line]:
        """Break centred text into lines of about one length, as few as possible."""
        lines, whole = self._lines(words), self._width
        try:
            while self._width > whole // 2:
                self._width -= 8
                narrower = self._lines(words)
                if len(narrower) > len(lines):
                    break
                lines = narrower
        finally:
            self._width = whole
        return lines

    def _lines(self, words: list[_Word]) -> list[_Line]:
        lines = [_Line([])]
        for chunk in _chunks(words):
            length = self._length(chunk)
            if length > self._width:
                self._add_in_pieces(lines, chunk)
                continue
            line = lines[-1]
            gap = self._space if line.words else 0.0
            if line.words and line.width + gap + length > self._width:
                line = _Line([])
                lines.append(line)
                gap = 0.0
            line.words += chunk
            line.width += gap + length
        return lines

    def _add_in_pieces(self, lines: list[_Line], chunk: list[_Word]) -> None:
        """Break what is wider than a line: behind a hyphen, slash, full stop or @, else anywhere."""
        first = True
        for word in chunk:
            for part in _BREAK_BEHIND.split(word.text):
                for piece in self._fitting(part, word.weight):
                    self._add_piece(lines, _Word(piece, word.weight, glued=not first))
                    first = False

    def _add_piece(self, lines: list[_Line], piece: _Word) -> None:
        line = lines[-1]
        length = self._advance(piece.text, piece.weight)
        gap = 0.0 if piece.glued or not line.words else self._space
        if line.words and line.width + gap + length > self._width:
            lines.append(_Line([piece], length))
            return
        line.words.append(piece)
        line.width += gap + length

    def _fitting(self, text: str, weight: Weight) -> list[str]:
        pieces = [""]
        for letter in clusters(text):
            if pieces[-1] and self._advance(pieces[-1] + letter, weight) > self._width:
                pieces.append("")
            pieces[-1] += letter
        return pieces


def _chunks(words: list[_Word]) -> list[list[_Word]]:
    """Group words that must not be parted: a bold name and the full stop behind it."""
    chunks: list[list[_Word]] = []
    for word in words:
        if word.glued and chunks:
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return chunks


def draw_code(text: str, style: Style, width: int) -> Image.Image:
    """Set a code as large as it goes: on one line while that is large enough, else broken behind a hyphen."""
    parts = re.split(r"(?<=-)", text)
    cuts = [["".join(parts[:cut]), "".join(parts[cut:])] for cut in range(1, len(parts)) if parts[cut]]
    lines = [text]
    if _fitting_size(lines, style, width) < _LARGE_CODE and cuts:
        lines = max(cuts, key=lambda cut: _fitting_size(cut, style, width))
    fitted = style.model_copy(update={"size": _fitting_size(lines, style, width)})
    strips = [Setter(fitted, width).draw(line) for line in lines]
    pitch = round(fitted.size * style.pitch)
    whole = Image.new("L", (width, strips[0].height + pitch * (len(strips) - 1)), WHITE)
    for number, strip in enumerate(strips):
        # Codes have no marks: the room for them may lie over the line above.
        bare = round(fitted.size * _MARKS)
        whole.paste(strip.crop((0, bare, width, strip.height)), (0, bare // 2 + number * pitch))
    return whole


def _fitting_size(lines: list[str], style: Style, width: int) -> int:
    widest = max(length_of(line, style.weight, style.size) for line in lines)
    return max(SMALLEST, min(style.size, int(style.size * width / max(widest, 1.0))))
