"""Whether a file was written: asked now and then, since another file may take its place."""

from __future__ import annotations

from pathlib import Path


class SettingsWatch:
    """Calling it tells whether the file is another one than at the call before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._look()

    def __call__(self) -> bool:
        """Look again. A file that is gone for a moment is no change."""
        found = self._look()
        if found is None or found == self._seen:
            return False
        self._seen = found
        return True

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
