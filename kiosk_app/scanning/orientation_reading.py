"""Asks tesseract, where it is installed, which way up a few lines of text can be read."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
_DEADLINE_S = 4.0
_LETTER_PX = 44
"""Height that lines are brought to: tesseract reads letters of some 30 pixels best."""
_MOST_PX = 1000
_GAP_PX = 26
_LEAST_CONFIDENCE = 40.0
_LANGUAGES = ("vie", "eng")
_PATH = "/usr/local/bin:/usr/bin:/bin"


def legibility(ways: Sequence[Sequence[Picture]]) -> list[float] | None:
    """Give how well each group of lines can be read: letters, weighed by how sure the reader is of them.

    `ways`: for each way up the cut-out lines, (height, width) uint8, dark on bright. All are read in one run
    of the program. None where it is not installed or does not answer in time.
    """
    language = _language()
    lines = [(way, _scaled(line)) for way, group in enumerate(ways) for line in group]
    if language is None or not lines:
        return None
    width = max(line.shape[1] for _, line in lines) + 2 * _GAP_PX
    places, y = [], _GAP_PX
    for way, line in lines:
        places.append((y, way, line))
        y += line.shape[0] + _GAP_PX
    sheet = np.full((y, width), 255, np.uint8)
    for top, _, line in places:
        sheet[top : top + line.shape[0], _GAP_PX : _GAP_PX + line.shape[1]] = line
    table = _read(sheet, language)
    if table is None:
        return None
    scores = [0.0] * len(ways)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") != "5":
            continue
        confidence = float(row["conf"])
        letters = sum(sign.isalnum() for sign in row["text"] or "")
        middle = int(row["top"]) + int(row["height"]) / 2
        half = _GAP_PX // 2
        found = [own for first, own, line in places if first - half <= middle < first + line.shape[0] + half]
        # A single letter can be read out of anything.
        if found and confidence >= _LEAST_CONFIDENCE and letters > 1:
            scores[found[0]] += letters * (confidence / 100) ** 2
    return scores


@cache
def _language() -> str | None:
    """Give the language to read with, None where the program or every language is missing."""
    program = shutil.which("tesseract", path=_PATH)
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603  a program found by its name in the system's folders
            [program, "--list-langs"], capture_output=True, check=False, timeout=_DEADLINE_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    known = listed.stdout.decode("utf-8", "replace").split()
    return next((language for language in _LANGUAGES if language in known), None)


def _read(sheet: Picture, language: str) -> str | None:
    done, png = cv2.imencode(".png", sheet)
    program = shutil.which("tesseract", path=_PATH)
    if not done or program is None:
        return None
    try:
        read = subprocess.run(  # noqa: S603  a program found by its name in the system's folders
            [program, "stdin", "stdout", "-l", language, "--psm", "6", "--dpi", "300", "tsv"],
            input=png.tobytes(),
            capture_output=True,
            check=False,
            timeout=_DEADLINE_S,
            # The other core draws the screen.
            env={"OMP_THREAD_LIMIT": "1", "PATH": _PATH},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return read.stdout.decode("utf-8", "replace") if read.returncode == 0 else None


def _scaled(line: Picture) -> Picture:
    scale = _LETTER_PX / line.shape[0]
    size = (max(1, min(_MOST_PX, round(line.shape[1] * scale))), _LETTER_PX)
    return np.asarray(
        cv2.resize(line, size, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA), np.uint8
    )
