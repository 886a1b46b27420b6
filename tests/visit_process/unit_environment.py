"""How the units have memory given back and overwritten, for processes that a test starts in their place."""

from __future__ import annotations

import re
from pathlib import Path


def of_the_unit(unit: str) -> dict[str, str]:
    """Give the variables of a unit that steer memory."""
    text = (Path(__file__).resolve().parents[2] / unit).read_text(encoding="utf-8")
    return dict(re.findall(r"((?:MALLOC|PYTHONMALLOC|OPENBLAS|GLIBC)\w*)=(\S+)", text))
