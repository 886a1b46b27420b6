"""The daemon has the network and the keys: what is large and reads pictures is not loaded beside them."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOADED = (
    "import sys, offline_queue.__main__, offline_queue.daemon.assembly; "
    "print(*sorted({one.partition('.')[0] for one in sys.modules}))"
)


@pytest.mark.parametrize("library", ["cv2", "numpy", "PySide6", "sane", "zxingcpp", "pyzbar", "PIL"])
def test_the_daemon_does_not_load_it(library: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = done.stdout.split()
    assert "offline_queue" in loaded
    assert library not in loaded
