"""QR codes for slips and for the screen: error level M, quiet zone of four modules."""

from __future__ import annotations

import io

import segno
from PIL import Image

QUIET_MODULES = 4
"""ISO/IEC 18004."""


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Give the modules row by row, True = dark, no quiet zone. Raises `ValueError` when too long."""
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise ValueError(f"{len(text)} characters are too many for a QR code") from error
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_picture(text: str, scale: int) -> Image.Image:
    """Draw the code, black on white, mode "L", `scale` pixels a module, quiet zone included."""
    modules = qr_modules(text)
    side = len(modules) + 2 * QUIET_MODULES
    small = Image.new("L", (side, side), 255)
    for y, row in enumerate(modules, start=QUIET_MODULES):
        for x, dark in enumerate(row, start=QUIET_MODULES):
            if dark:
                small.putpixel((x, y), 0)
    return small.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def qr_png(text: str, scale: int) -> bytes:
    """Give the code as a PNG, `scale` pixels a module, quiet zone included."""
    buffer = io.BytesIO()
    qr_picture(text, scale).convert("1").save(buffer, format="PNG")
    return buffer.getvalue()
