"""A code for the citizen's phone, as a picture that QML draws from its address."""

from __future__ import annotations

from functools import lru_cache

import segno

_MODULE_PX = 10
"""QML draws it smaller, never larger: each module stays sharp."""
_QUIET_MODULES = 4
"""White around a QR code (ISO/IEC 18004)."""


@lru_cache(maxsize=1)
def code_picture(text: str) -> str:
    """Give the text as a QR code: the `data:` address of a PNG, black on white.

    The last one is kept, since a screen that counts seconds asks for it with each of them.
    """
    return str(segno.make(text, error="m").png_data_uri(scale=_MODULE_PX, border=_QUIET_MODULES))
