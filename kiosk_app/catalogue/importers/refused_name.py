"""Names of files that were refused: what they are called besides, and what they were called before."""

from __future__ import annotations

from pathlib import Path

REFUSED = ".refused-"
"""Between the name of a file that is kept apart and the reason."""


def own_name(path: Path) -> str:
    """Give the name that a file had before it was refused: its ending tells what it is."""
    return path.name.partition(REFUSED)[0]
