"""SANE status codes and the typed errors they mean.

python-sane raises one error class whose only content is `sane_strstatus(code)`. The code is found by
asking the same libsane for the text of every code. That works in any language and needs no list of sentences.
"""

from __future__ import annotations

import ctypes
from enum import IntEnum
from functools import cache

from drivers.scanner.port import (
    BusyError,
    DeviceIoError,
    FeederEmptyError,
    HangError,
    IncompletePageError,
    ScanCancelledError,
    ScannerCoverOpenError,
    ScannerError,
    ScannerJamError,
    UnpluggedError,
)


class SaneStatus(IntEnum):
    """SANE_Status of the SANE standard, version 1."""

    GOOD = 0
    UNSUPPORTED = 1
    CANCELLED = 2
    DEVICE_BUSY = 3
    INVAL = 4
    EOF = 5
    JAMMED = 6
    NO_DOCS = 7
    COVER_OPEN = 8
    IO_ERROR = 9
    NO_MEM = 10
    ACCESS_DENIED = 11


UNKNOWN = -1
_ERRORS: dict[int, type[ScannerError]] = {
    SaneStatus.CANCELLED: ScanCancelledError,
    SaneStatus.DEVICE_BUSY: BusyError,
    SaneStatus.JAMMED: ScannerJamError,
    SaneStatus.NO_DOCS: FeederEmptyError,
    SaneStatus.COVER_OPEN: ScannerCoverOpenError,
}
_OPENING: dict[int, type[ScannerError]] = {
    # Depending on the backend, a missing device answers "invalid" or an I/O error; without permission
    # "denied".
    SaneStatus.DEVICE_BUSY: BusyError,
}
_BY_CODE: dict[str, type[ScannerError]] = {
    kind.code: kind
    for kind in (
        FeederEmptyError,
        ScannerJamError,
        ScannerCoverOpenError,
        BusyError,
        UnpluggedError,
        DeviceIoError,
        HangError,
        ScanCancelledError,
        IncompletePageError,
    )
}


@cache
def _codes_by_text() -> dict[str, int]:
    library = ctypes.CDLL("libsane.so.1")
    library.sane_strstatus.restype = ctypes.c_char_p
    library.sane_strstatus.argtypes = [ctypes.c_int]
    return {library.sane_strstatus(code).decode(errors="replace"): int(code) for code in SaneStatus}


def status_of(text: str) -> int:
    """Give the status whose text libsane gave, `UNKNOWN` for any other text."""
    return _codes_by_text().get(text, UNKNOWN)


def error_for(status: int, text: str, *, opening: bool) -> ScannerError:
    """Give the typed error of a status met while opening the device, or later."""
    kind = _OPENING.get(status, UnpluggedError) if opening else _ERRORS.get(status, DeviceIoError)
    return kind(f"{text} (SANE status {status})")


def error_from_code(code: str, text: str) -> ScannerError:
    """Make the error anew that the child process named by its stable code."""
    return _BY_CODE.get(code, DeviceIoError)(text)
