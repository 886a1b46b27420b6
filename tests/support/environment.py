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
}

for _name, _value in WANTED.items():
    os.environ.setdefault(_name, _value)
