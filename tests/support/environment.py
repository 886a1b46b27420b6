"""Sets environment variables for the tests. Must be imported before Qt, NumPy and OpenCV, which read them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
"""A file system in memory."""
ENOUGH_BYTES = 2 << 30
"""A run leaves a tenth of this there at a time, since a test that passed takes its folder away."""


def temporary_root(memory: Path = MEMORY) -> str:
    """Give the folder that holds the folders of tests; "" for the system's own.

    A queue makes sure that each of its steps is on the disk, and hundreds of tests make one. What a power
    cut leaves is tried by the fault suite, which keeps book of what was made sure.
    """
    if not os.access(memory, os.W_OK | os.X_OK):
        return ""
    state = os.statvfs(memory)
    may_run = not state.f_flag & os.ST_NOEXEC
    return str(memory) if may_run and state.f_bavail * state.f_frsize >= ENOUGH_BYTES else ""


WANTED = {
    # Qt draws into memory, so that the tests need no display.
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    # Several tests run at a time already: threads inside one of them would only compete for the cores.
    "OPENCV_FOR_THREADS_NUM": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Keep freed memory for the next large picture, instead of returning it to the system each time.
    # The C library reads these when a program starts, so they hold for workers and the programs they start.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
}

if _root := temporary_root():
    WANTED["PYTEST_DEBUG_TEMPROOT"] = _root

for _name, _value in WANTED.items():
    os.environ.setdefault(_name, _value)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let everything temporary of this run stand in one folder, which goes with it.

    Not below the folders of tests: some show what another user may do, who must get there.
    """
    before = {"TMPDIR": os.environ.get("TMPDIR"), "tempdir": tempfile.tempdir}
    folder = Path(tempfile.mkdtemp(prefix="kiosk-tests-", dir=temporary_root() or None))
    folder.chmod(0o711)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)

    def end() -> None:
        if before["TMPDIR"] is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before["TMPDIR"]
        tempfile.tempdir = before["tempdir"]
        shutil.rmtree(folder, ignore_errors=True)

    session.config.add_cleanup(end)
