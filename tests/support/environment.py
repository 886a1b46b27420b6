"""Sets environment variables for the tests. Must be imported before Qt, NumPy and OpenCV, which read them."""

from __future__ import annotations

import os

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

for _name, _value in WANTED.items():
    os.environ.setdefault(_name, _value)
