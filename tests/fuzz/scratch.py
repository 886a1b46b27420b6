"""Files for parsers that read no bytes but a path."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder for one input."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        yield Path(name)


@contextmanager
def written(name: str, content: bytes) -> Iterator[Path]:
    """A file of that name and content, alone in its folder."""
    with folder() as place:
        path = place / name
        path.write_bytes(content)
        yield path
