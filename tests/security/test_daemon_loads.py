"""The daemon has the network and the keys: what is large and reads pictures is not loaded beside them."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

_LOADED = (
    "import sys, offline_queue.__main__, offline_queue.daemon.assembly; "
    "print(*sorted({one.partition('.')[0] for one in sys.modules}))"
)


@cache
def _loaded() -> list[str]:
    """Packages of a process that has imported the daemon."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.split()


@pytest.mark.parametrize("library", ["cv2", "numpy", "PySide6", "sane", "zxingcpp", "pyzbar", "PIL"])
def test_the_daemon_does_not_load_it(library: str) -> None:
    assert "offline_queue" in _loaded()
    assert library not in _loaded()
