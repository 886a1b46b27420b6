"""What can be seen on a slip: its words, its ink, its QR."""

from __future__ import annotations

import zxingcpp
from PIL import Image

from drivers.printer.port import Bitmap
from kiosk_app.slips.layout import shown_blocks
from kiosk_app.slips.model import Content
from kiosk_app.slips.template import (
    BannerBlock,
    CodeBlock,
    FrameBlock,
    QrBlock,
    TableBlock,
    TextBlock,
    load_template,
)
from kiosk_app.slips.values import template_of, values_of


def words(content: Content) -> str:
    """All text of a slip, a line for each block, without the marks for bold and no-break spaces."""
    values = values_of(content)
    lines = []
    for block in shown_blocks(load_template(template_of(content)), values):
        if isinstance(block, TextBlock | CodeBlock | BannerBlock | FrameBlock | QrBlock):
            lines.append(block.text.format_map(values))
        elif isinstance(block, TableBlock):
            lines.append(" | ".join(column.head for column in block.columns))
            rows = values[block.rows]
            assert not isinstance(rows, str)
            lines += [" | ".join(column.cell.format_map(row) for column in block.columns) for row in rows]
    return "\n".join(lines).replace("**", "").replace("\u00a0", " ")


def astray(said: str, lines: tuple[str, ...]) -> list[str]:
    """Give the lines that are missing from the words of a slip, or stand before one that they follow."""
    position, wrong = 0, []
    for line in lines:
        found = said.find(line, position)
        if found < 0:
            wrong.append(line)
        else:
            position = found + len(line)
    return wrong


def picture(bitmap: Bitmap) -> Image.Image:
    """The slip, mode "L", black on white, one pixel a dot."""
    # "1;I": read with black and white exchanged.
    return Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.rows, "raw", "1;I").convert("L")


def inked(slip: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether any dot in the box (left, top, right, bottom) is black."""
    return slip.crop(box).getextrema()[0] == 0


def qr_texts(slip: Image.Image) -> list[str]:
    """The texts of the QR codes on a slip."""
    return [found.text for found in zxingcpp.read_barcodes(slip)]
