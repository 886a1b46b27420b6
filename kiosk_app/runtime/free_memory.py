"""Gives memory that was let go of back to the machine."""

from __future__ import annotations

import ctypes

_LIBC = ctypes.CDLL(None)


def give_back() -> None:
    """Give it back, in some ten milliseconds; nothing where the C library has no such call (glibc has it).

    glibc keeps what a page's preparation used for the next one. Two screens stand on this machine, and
    the next page comes from a sheet that a person has yet to lay down.
    """
    trim = getattr(_LIBC, "malloc_trim", None)
    if trim is not None:
        trim(0)
