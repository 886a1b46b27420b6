"""The environment that the tests need, whoever starts them. Imported before Qt, NumPy and OpenCV are."""

from __future__ import annotations

import os

WANTED = {
    # No window opens, and none is needed.
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    # The tests run side by side already.
    "OPENCV_FOR_THREADS_NUM": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Large pictures come and go: what was freed is kept, not given back and fetched anew page by page.
    # The C library reads these as a program starts: they count for workers and what they start.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
}

for _name, _value in WANTED.items():
    os.environ.setdefault(_name, _value)
