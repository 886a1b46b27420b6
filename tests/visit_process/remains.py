"""Searches the memory of living processes, and files, for what a citizen said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_PIECE = 1 << 24
_MAP = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r(.).. [0-9a-f]+ \S+ (\d+)")


Marker = str | bytes
"""Words, or a piece of what was said aloud: samples as they were heard."""


def in_memory(process: int, markers: Sequence[Marker]) -> list[str]:
    """Give the markers that stand in the process's memory, as UTF-8 or as Qt's and Python's wider letters.

    Every byte that it can read is looked at, but for files that are mapped and cannot be written through the
    map: programs and fonts, which are what they are on the disk.
    """
    wanted = [(marker, _forms(marker)) for marker in markers]
    found: set[Marker] = set()
    maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            place = _MAP.match(line)
            if place is None or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            if place[3][0] == "-" and place[4] != "0":
                continue
            start, end = int(place[1], 16), int(place[2], 16)
            tail = b""
            while start < end:
                try:
                    memory.seek(start)
                    piece = memory.read(min(_PIECE, end - start))
                except OSError:
                    break
                if not piece:
                    break
                whole = tail + piece
                found.update(marker for marker, forms in wanted if any(form in whole for form in forms))
                tail = whole[-256:]
                start += len(piece)
    return sorted(_named(marker) for marker in found)


def in_files(folders: Iterable[Path], markers: Sequence[Marker]) -> list[str]:
    """Give the files below the folders that hold a marker in the clear."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                if any(form in content for marker in markers for form in _forms(marker)):
                    found.append(str(path))
    return found


def resident_mb(processes: Iterable[int]) -> float:
    """Give the memory of the processes together in megabytes, what they share counted once (PSS)."""
    kilobytes = 0
    for process in processes:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        kilobytes += int(match[1]) if match else 0
    return round(kilobytes / 1024, 1)


def _named(marker: Marker) -> str:
    return marker if isinstance(marker, str) else f"sound {marker[:8].hex()}"


def _forms(marker: Marker) -> tuple[bytes, ...]:
    if isinstance(marker, bytes):
        return (marker,)
    return marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-32-le")
