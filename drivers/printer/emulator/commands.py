"""Finds where one ESC/POS command ends and the next begins. Unknown commands are skipped."""

from __future__ import annotations

from collections.abc import Callable

ESC, GS, FS, DLE = 0x1B, 0x1D, 0x1C, 0x10

_FIXED = {
    ESC: {
        **dict.fromkeys(b"@2<iLSm", 2),
        **dict.fromkeys(b"!-3=ERGJKMTVadert{ ?fguvz", 3),
        **dict.fromkeys(b"$\\c", 4),
        ord("p"): 5,
        ord("W"): 10,
    },
    GS: {
        **dict.fromkeys(b":\x0c", 2),
        **dict.fromkeys(b"!$/BHIabfhrwTEc", 3),
        **dict.fromkeys(b"LWP\\", 4),
        ord("^"): 5,
    },
    FS: {**dict.fromkeys(b".&", 2), **dict.fromkeys(b"!-CW", 3), **dict.fromkeys(b"Sp", 4)},
    DLE: {0x04: 3, 0x05: 3},
}
_FIXED[GS][ord("$")] = 4


def length(head: bytes | bytearray) -> int | None:
    """Give the bytes of the command at the start of `head`, its data included; None while too few have come.

    For GS v 0 (an image) only the eight bytes of its head count, because its rows are taken one by one.
    """
    first = head[0]
    if first not in _FIXED:
        return 1
    if len(head) < 2:
        return None
    second = head[1]
    special = _SPECIAL.get((first, second))
    if special is not None:
        return special(head)
    return _FIXED[first].get(second, 2)


def image_size(head: bytes | bytearray) -> tuple[int, int]:
    """Bytes of a row, and rows, of a GS v 0."""
    return head[4] | head[5] << 8, head[6] | head[7] << 8


def _cut(head: bytes | bytearray) -> int | None:
    if len(head) < 3:
        return None
    return 3 if head[2] in (0, 1, 48, 49) else 4


def _parenthesis(head: bytes | bytearray) -> int | None:
    return None if len(head) < 5 else 5 + (head[3] | head[4] << 8)


def _large_graphics(head: bytes | bytearray) -> int | None:
    return None if len(head) < 7 else 7 + int.from_bytes(head[3:7], "little")


def _raster(_head: bytes | bytearray) -> int:
    return 8


def _column_image(head: bytes | bytearray) -> int | None:
    if len(head) < 5:
        return None
    columns = head[3] | head[4] << 8
    return 5 + columns * (3 if head[2] in (32, 33) else 1)


def _downloaded_image(head: bytes | bytearray) -> int | None:
    return None if len(head) < 4 else 4 + head[2] * head[3] * 8


def _bar_code(head: bytes | bytearray) -> int | None:
    if len(head) < 4:
        return None
    if head[2] >= 65:
        return 4 + head[3]
    end = head.find(0, 3)
    return None if end < 0 else end + 1


def _tabs(head: bytes | bytearray) -> int | None:
    end = head.find(0, 2, 35)
    if end >= 0:
        return end + 1
    return None if len(head) < 35 else 34


def _real_time_order(head: bytes | bytearray) -> int | None:
    if len(head) < 3:
        return None
    return {1: 5, 2: 5, 3: 8, 7: 4, 8: 10}.get(head[2], 3)


_SPECIAL: dict[tuple[int, int], Callable[[bytes | bytearray], int | None]] = {
    (GS, ord("V")): _cut,
    (GS, ord("(")): _parenthesis,
    (ESC, ord("(")): _parenthesis,
    (FS, ord("(")): _parenthesis,
    (GS, ord("8")): _large_graphics,
    (GS, ord("v")): _raster,
    (ESC, ord("*")): _column_image,
    (GS, ord("*")): _downloaded_image,
    (GS, ord("k")): _bar_code,
    (ESC, ord("D")): _tabs,
    (DLE, 0x14): _real_time_order,
}
