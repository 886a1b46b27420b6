"""How a province's set-up code looks to the reader; what it says is judged by who has the province's key."""

from __future__ import annotations

import re

PREFIX = "KIOSK1."
MOST_LETTERS = 1_600
"""A code of 1,600 letters is one of version 33: the densest that cameras of kiosks were seen to read."""
_FORM = re.compile(r"KIOSK1\.[A-Za-z0-9_-]{80,}")


def is_setup_code(text: str) -> bool:
    """Whether a text has the form of one."""
    return len(text) <= MOST_LETTERS and _FORM.fullmatch(text) is not None
