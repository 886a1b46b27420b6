"""A serial scanner made of a pseudo-terminal, under a path that can be plugged in and pulled out."""

from __future__ import annotations

import os
import tty
from pathlib import Path


class SerialScanner:
    """The far end of the cable."""

    def __init__(self, path: Path) -> None:
        """`path`: where the device appears when plugged in."""
        self.path = path
        self._ends: tuple[int, int] | None = None

    def plug_in(self) -> None:
        """Make the device appear."""
        near, far = os.openpty()
        tty.setraw(far)
        self._ends = near, far
        self.path.symlink_to(os.ttyname(far))

    def scan(self, data: bytes) -> None:
        """Send what was read."""
        assert self._ends is not None
        os.write(self._ends[0], data)

    def pull_out(self) -> None:
        """Make the device vanish."""
        if self._ends is not None:
            self.path.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None
