"""From what a slip says to the dots that a printer burns."""

from __future__ import annotations

import io

from PIL import Image

from drivers.printer.port import Bitmap
from kiosk_app.slips.layout import draw
from kiosk_app.slips.model import Content
from kiosk_app.slips.template import load_template
from kiosk_app.slips.values import template_of, values_of

_DARK = 150
"""Grey below this is burnt: keeps thin strokes and the marks of Vietnamese letters whole."""


def render(content: Content) -> Bitmap:
    """Draw a slip, 576 dots wide. The same content always gives the same dots."""
    grey = draw(load_template(template_of(content)), values_of(content))
    # 1 = black in a Bitmap, 1 = white in PIL.
    dots = grey.point([255] * _DARK + [0] * (256 - _DARK)).convert("1")
    return Bitmap(dots.width, dots.height, dots.tobytes())


def to_png(bitmap: Bitmap) -> bytes:
    """Give the slip as a 1-bit PNG, black on white, one pixel a dot."""
    buffer = io.BytesIO()
    # "1;I": read with black and white exchanged.
    slip = Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.rows, "raw", "1;I")
    slip.save(buffer, format="PNG")
    return buffer.getvalue()
