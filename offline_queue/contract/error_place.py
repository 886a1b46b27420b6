"""Kind and place of an error for logs, without its text: that may quote what was being worked on."""

from __future__ import annotations

import traceback
from pathlib import Path


def error_place(error: BaseException) -> str:
    """Give e.g. "ValueError at sender.py:41 < loop.py:12"."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
