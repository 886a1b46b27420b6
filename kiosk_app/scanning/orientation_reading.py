"""Asks tesseract, where it is installed, how well a few lines of text can be read."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kiosk_app.scanning.line_reader import DEADLINE_S, PATH, TesseractReader

Picture = npt.NDArray[np.uint8]
_GAP_PX = 40
_LEAST_CONFIDENCE = 50.0
_LANGUAGES = ("vie", "eng")
_COLUMNS = (
    *("level", "page_num", "block_num", "par_num", "line_num", "word_num"),
    *("left", "top", "width", "height", "conf", "text"),
)
_SURE_SCORE, _SURE_SHARE = 16.0, 0.6
"""What lines that lie right reach, and others do not: of 64 blocks 55 had a share of 0.64 and more, upside
down all of 0.32 at most."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """How well a block of lines can be read."""

    score: float
    """Letters and figures, weighed by how sure the reader is of them."""
    letters: int
    """All that it took for letters and figures."""

    @property
    def sure(self) -> bool:
        """Whether lines that are not the right way up would not be read so well."""
        return self.score >= max(_SURE_SCORE, _SURE_SHARE * self.letters)


def legibility(block: Picture) -> Legibility | None:
    """Tell how well a block of lines can be read.

    `block`: (height, width) uint8, dark on white, letters some 30 pixels high. None where tesseract is not
    installed or does not answer in time.
    """
    reader = _reader()
    if reader is None:
        return None
    table = reader.read(np.pad(block, _GAP_PX, constant_values=255))
    if table is None:
        return None
    score, seen = 0.0, 0
    for row in csv.DictReader(table.split("\n"), fieldnames=_COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] != "5":
            continue
        confidence = float(row["conf"])
        letters = sum(sign.isalnum() for sign in row["text"] or "")
        # Words of other signs alone are no better read.
        seen += max(1, letters)
        # A single letter can be read out of anything.
        if confidence >= _LEAST_CONFIDENCE and letters > 1:
            score += letters * (confidence / 100) ** 3
    return Legibility(score, seen)


@cache
def _reader() -> TesseractReader | None:
    """Give the reader with the first language that is there; None where the program or each is missing."""
    program = shutil.which("tesseract", path=PATH)
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603  a program found by its name in the system's folders
            [program, "--list-langs"], capture_output=True, check=False, timeout=DEADLINE_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    known = listed.stdout.decode("utf-8", "replace").split()
    language = next((language for language in _LANGUAGES if language in known), None)
    return None if language is None else TesseractReader(language)
