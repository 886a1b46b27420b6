"""Draws the blocks of a template, each as a strip of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from PIL import Image, ImageDraw, ImageOps

from kiosk_app.slips.qr import QUIET_MODULES, qr_modules, qr_picture
from kiosk_app.slips.template import (
    BannerBlock,
    Block,
    CodeBlock,
    Column,
    EdgesBlock,
    FrameBlock,
    QrBlock,
    RuleBlock,
    SpaceBlock,
    Style,
    TableBlock,
    Template,
    TextBlock,
    load_styles,
)
from kiosk_app.slips.text import BLACK, WHITE, Setter, draw_code
from kiosk_app.slips.values import Row, Values

DOTS_PER_MM = 8
"""Of a printer with 203 dots to the inch."""
PAPER_WIDTH = 576
"""Dots that an 80 mm printer has across (72 mm)."""
MARGIN = 12
"""Dots on each side that only the edges of the test slip enter."""
TEXT_WIDTH = PAPER_WIDTH - 2 * MARGIN
_SMALLEST_MODULE = 4
"""Dots of a QR module (half a millimetre): what phones still read from thermal paper."""
_CELL_GAP = 8
"""Dots between two cells."""


def shown_blocks(template: Template, values: Values) -> Iterator[Block]:
    """Give the blocks whose condition holds."""
    for block in template.blocks:
        name = block.when.removeprefix("not ")
        if not name or bool(values[name]) != block.when.startswith("not "):
            yield block


def draw(template: Template, values: Values) -> Image.Image:
    """Give the whole slip, mode "L", `PAPER_WIDTH` dots wide."""
    strips: list[Image.Image] = []
    for block in shown_blocks(template, values):
        if block.above:
            strips.append(_blank(block.above))
        strips.append(_on_paper(draw_block(block, values)))
    slip = Image.new("L", (PAPER_WIDTH, sum(strip.height for strip in strips)), WHITE)
    y = 0
    for strip in strips:
        slip.paste(strip, (0, y))
        y += strip.height
    return slip


def draw_block(block: Block, values: Values) -> Image.Image:
    """Give one block: `TEXT_WIDTH` dots wide, or `PAPER_WIDTH` for what may touch the edges."""
    styles = load_styles()
    match block:
        case TextBlock():
            return Setter(styles[block.style], TEXT_WIDTH).draw(_fill(block.text, values))
        case CodeBlock():
            return draw_code(_fill(block.text, values), styles[block.style], TEXT_WIDTH)
        case BannerBlock():
            return _banner(_fill(block.text, values), styles[block.style])
        case FrameBlock():
            return _frame(_fill(block.text, values), styles[block.style])
        case QrBlock():
            return _qr(_fill(block.text, values), block.least_mm * DOTS_PER_MM)
        case RuleBlock():
            return _rule(block)
        case SpaceBlock():
            return _blank(block.rows)
        case TableBlock():
            return _table(block, values, styles)
        case EdgesBlock():
            return _edges()


def _fill(text: str, values: Values) -> str:
    return text.format_map(values)


def _blank(rows: int, width: int = PAPER_WIDTH) -> Image.Image:
    return Image.new("L", (width, rows), WHITE)


def _on_paper(strip: Image.Image) -> Image.Image:
    if strip.width == PAPER_WIDTH:
        return strip
    paper = _blank(strip.height)
    paper.paste(strip, ((PAPER_WIDTH - strip.width) // 2, 0))
    return paper


def _padded(strip: Image.Image, around: int) -> Image.Image:
    return ImageOps.expand(strip, around, WHITE)


def _banner(text: str, style: Style) -> Image.Image:
    strip = Setter(style, TEXT_WIDTH - 2 * _CELL_GAP).draw(text)
    return ImageOps.invert(_padded(strip, _CELL_GAP))


def _frame(text: str, style: Style) -> Image.Image:
    inner = Setter(style, TEXT_WIDTH - 2 * (_CELL_GAP + 6)).draw(text)
    framed = _padded(inner, _CELL_GAP + 6)
    ImageDraw.Draw(framed).rectangle((0, 0, framed.width - 1, framed.height - 1), outline=BLACK, width=3)
    return framed


def _qr(text: str, least: int) -> Image.Image:
    modules = len(qr_modules(text))
    scale = max(_SMALLEST_MODULE, ceil(least / modules))
    if (modules + 2 * QUIET_MODULES) * scale > TEXT_WIDTH:
        raise ValueError(f"a QR code of {len(text)} characters is wider than the paper")
    picture = qr_picture(text, scale)
    strip = _blank(picture.height, TEXT_WIDTH)
    strip.paste(picture, ((TEXT_WIDTH - picture.width) // 2, 0))
    return strip


def _rule(block: RuleBlock) -> Image.Image:
    strip = _blank(block.thickness, TEXT_WIDTH)
    pen = ImageDraw.Draw(strip)
    length = round(TEXT_WIDTH * block.share)
    left = (TEXT_WIDTH - length) // 2
    step, dash = (16, 9) if block.dashed else (length, length)
    for x in range(left, left + length, step):
        end = min(x + dash, left + length)
        pen.rectangle((x, 0, end - 1, block.thickness - 1), fill=BLACK)
    return strip


def _table(block: TableBlock, values: Values, styles: dict[str, Style]) -> Image.Image:
    rows = values[block.rows]
    if isinstance(rows, str):
        raise TypeError(f"{block.rows} is no list")
    strips = table_rows(block, rows, styles)
    table = _blank(sum(strip.height for strip in strips), TEXT_WIDTH)
    y = 0
    for strip in strips:
        table.paste(strip, (0, y))
        y += strip.height
    if block.ruled:
        _rule_table(table, _widths(block.columns), strips)
    return table


def table_rows(block: TableBlock, rows: tuple[Row, ...], styles: dict[str, Style]) -> list[Image.Image]:
    """Draw the lines of a table, its heads first where it has any."""
    widths = _widths(block.columns)
    drawn: list[Image.Image] = []
    if any(column.head for column in block.columns):
        # A head keeps its own alignment; the cells below follow the column.
        heads = [(column.head, styles[block.head_style]) for column in block.columns]
        drawn.append(_row(heads, widths, ruled=block.ruled))
    looks = [styles[block.style].model_copy(update={"align": column.align}) for column in block.columns]
    for row in rows:
        cells = [
            (column.cell.format_map(row), look) for column, look in zip(block.columns, looks, strict=True)
        ]
        drawn.append(_row(cells, widths, ruled=block.ruled))
    return drawn


def _widths(columns: tuple[Column, ...]) -> list[int]:
    rest = TEXT_WIDTH - sum(column.width for column in columns)
    flexible = sum(not column.width for column in columns)
    return [column.width or rest // flexible for column in columns]


def _row(cells: list[tuple[str, Style]], widths: list[int], *, ruled: bool) -> Image.Image:
    gap = _CELL_GAP + 2 if ruled else 4
    drawn = [Setter(look, width - gap).draw(text) for (text, look), width in zip(cells, widths, strict=True)]
    strip = _blank(max(picture.height for picture in drawn) + (_CELL_GAP if ruled else 0), TEXT_WIDTH)
    x = 0
    for picture, width in zip(drawn, widths, strict=True):
        strip.paste(picture, (x + gap // 2, _CELL_GAP // 4 if ruled else 0))
        x += width
    return strip


def _rule_table(table: Image.Image, widths: list[int], rows: list[Image.Image]) -> None:
    pen = ImageDraw.Draw(table)
    pen.rectangle((0, 0, table.width - 1, table.height - 1), outline=BLACK, width=2)
    y = 0
    for row in rows[:-1]:
        y += row.height
        pen.line((0, y - 1, table.width - 1, y - 1), fill=BLACK, width=1)
    x = 0
    for width in widths[:-1]:
        x += width
        pen.line((x - 1, 0, x - 1, table.height - 1), fill=BLACK, width=1)


def _edges() -> Image.Image:
    strip = _blank(24)
    pen = ImageDraw.Draw(strip)
    for x in range(0, PAPER_WIDTH, 8):
        pen.line((x, 0, x, 23 if x % 64 == 0 else 11), fill=BLACK)
    pen.line((PAPER_WIDTH - 1, 0, PAPER_WIDTH - 1, 23), fill=BLACK)
    return strip
