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
_DEADLINE_S = 20.0
"""A few lines take less than a second. A program that hangs must not hold the page for long."""
_GAP_PX = 40
_LEAST_CONFIDENCE = 50.0
_LANGUAGES = ("vie", "eng")
_PATH = "/usr/local/bin:/usr/bin:/bin"


def legibility(blocks: Sequence[Picture]) -> list[float] | None:
    """Give how well each block of lines can be read: letters, weighed by how sure the reader is of them.

    `blocks`: (height, width) uint8, dark on white, letters some 30 pixels high. All are read in one run of
    the program. None where it is not installed or does not answer in time.
    """
    language = _language()
    if language is None or not blocks:
        return None
    width = max(block.shape[1] for block in blocks) + 2 * _GAP_PX
    places, y = [], _GAP_PX
    for block in blocks:
        places.append((y - _GAP_PX // 2, y + block.shape[0] + _GAP_PX // 2))
        y += block.shape[0] + _GAP_PX
    sheet = np.full((y, width), 255, np.uint8)
    for (first, _), block in zip(places, blocks, strict=True):
        top = first + _GAP_PX // 2
        sheet[top : top + block.shape[0], _GAP_PX : _GAP_PX + block.shape[1]] = block
    table = _read(sheet, language)
    if table is None:
        return None
    scores = [0.0] * len(blocks)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") != "5":
            continue
        confidence = float(row["conf"])
        letters = sum(sign.isalnum() for sign in row["text"] or "")
        middle = int(row["top"]) + int(row["height"]) / 2
        # A single letter can be read out of anything.
        if confidence >= _LEAST_CONFIDENCE and letters > 1:
            for number, (first, last) in enumerate(places):
                scores[number] += letters * (confidence / 100) ** 3 if first <= middle < last else 0.0
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
