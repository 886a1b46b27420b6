"""Where the compiled catalogue stands on this machine, and its making when it does not stand there yet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import assets
from kiosk_app.catalogue.compile import FORMAT, compile_catalogue

INSTALLED = Path("/var/lib/kiosk/catalogue.sqlite")
"""Put there by the package and replaced by the daemon."""


def shipped_sources() -> tuple[Path, ...]:
    """Give the sources that ship with the program."""
    return (assets.folder("catalogue"),)


def compiled_file(sources: Sequence[Path] = (), cache: Path | None = None) -> Path:
    """Give a compiled catalogue of the sources; without any, the installed one, else of those that ship.

    It is made on first use and kept in `cache` (default: the user's) under a name that follows from its
    content. Raises `ImportFailedError` when a source is wrong, `OSError` when nothing can be written.
    """
    if not sources and INSTALLED.is_file():
        return INSTALLED
    chosen = tuple(sources) or shipped_sources()
    folder = cache or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kiosk"
    out = folder / f"catalogue-{_digest(chosen)}.sqlite"
    if not out.is_file():
        compile_catalogue(chosen, out)
    return out


def _digest(sources: Sequence[Path]) -> str:
    """Tell the content of the sources, and of what they are compiled by, in sixteen hex digits."""
    found = hashlib.sha256(str(FORMAT).encode())
    for source in (*sources, assets.folder("finding"), assets.folder("fees")):
        files = sorted(one for one in source.iterdir() if one.is_file()) if source.is_dir() else [source]
        for path in files:
            found.update(path.name.encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
