"""How a province's set-up code looks to the reader; what it says is judged by who has the province's key."""

from __future__ import annotations

import re

PREFIX = "KIOSK1."
MOST_LETTERS = 1_600
"""With the least correction a code of 133 modules a side (version 29). Where it fills the picture of a
camera with 720 lines, a module has five pixels."""
_FORM = re.compile(r"KIOSK1\.[A-Za-z0-9_-]{80,}")


def is_setup_code(text: str) -> bool:
    """Whether a text has the form of one."""
    return len(text) <= MOST_LETTERS and _FORM.fullmatch(text) is not None
