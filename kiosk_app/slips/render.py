"""From what a slip says to the dots that a printer burns."""

from __future__ import annotations

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
