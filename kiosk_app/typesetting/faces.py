"""Which face draws which letter: Be Vietnam Pro, Noto Sans for what it lacks; what neither has is refused.

Be Vietnam Pro has Vietnamese, not ŭ ĭ ŏ ĕ ƀ ʼ of the highlands, and places no second mark ("ê̆"). A letter
and the marks behind it are drawn by one face, so that shaping can place them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import fontpkg_be_vietnam_pro
import fontpkg_noto_sans
import uharfbuzz

Weight = Literal["Regular", "Italic", "Medium", "SemiBold", "Bold", "BoldItalic", "ExtraBold"]
_NOTO_WEIGHTS = {"Medium": 500, "SemiBold": 600, "Bold": 700, "BoldItalic": 700, "ExtraBold": 800}
_REGULAR = 400
REPLACEMENT = "\ufffd"
"""Stands for a letter that was lost; faces have a shape for it, and no paper may show it."""


class UnprintableError(Exception):
    """No face has a letter: the paper is not made, for a hole in a name would be wrong.

    The letters stand in `letters`, never in the text: they may be of a name.
    """

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(f"no face has {len(letters)} of the letters")


@dataclass(frozen=True, slots=True)
class Face:
    """A face as a file in memory."""

    name: str
    """E.g. "NotoSans-Bold"; unlike every other face's."""
    data: bytes

    def __repr__(self) -> str:
        return f"Face({self.name})"


@dataclass(frozen=True, slots=True)
class FaceRun:
    """Letters that one face draws."""

    text: str
    face: Face


def runs(text: str, weight: Weight) -> list[FaceRun]:
    """Part a text, NFC, by the faces that draw it. Raises `UnprintableError`."""
    if text and _simple_letters().issuperset(text):
        return [FaceRun(text, base_face(weight))]
    _refuse_missing(text)
    parted: list[FaceRun] = []
    for cluster in clusters(text):
        face = base_face(weight) if _in_base(cluster) else fallback_face(weight)
        if parted and parted[-1].face is face:
            parted[-1] = FaceRun(parted[-1].text + cluster, face)
        else:
            parted.append(FaceRun(cluster, face))
    return parted


def missing_letters(text: str) -> str:
    """Give the letters of a text that no face has, each once; "" when the text can be drawn."""
    return "".join(
        dict.fromkeys(
            letter
            for letter in unicodedata.normalize("NFC", text)
            if letter == REPLACEMENT
            or (ord(letter) not in _base_letters() and ord(letter) not in _fallback_letters())
        )
    )


def clusters(text: str) -> Iterator[str]:
    """Give each letter with the marks behind it that Unicode has no single character for."""
    cluster = ""
    for letter in text:
        if cluster and not unicodedata.combining(letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


@cache
def base_face(weight: Weight) -> Face:
    """Give the face of Be Vietnam Pro."""
    name = f"BeVietnamPro-{weight}"
    return Face(name, (fontpkg_be_vietnam_pro.ROOT / "files" / f"{name}.ttf").read_bytes())


@cache
def fallback_face(weight: Weight) -> Face:
    """Give the face of Noto Sans, taken at this weight out of the file that holds them all (0.2 s)."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_noto_file(italic=weight.endswith("Italic")))))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(face, "wght", _NOTO_WEIGHTS.get(weight, _REGULAR))
    wanted.pin_axis_location(face, "wdth", 100)
    return Face(f"NotoSans-{weight}", uharfbuzz.subset(face, wanted).blob.data)


def _in_base(cluster: str) -> bool:
    return len(cluster) == 1 and ord(cluster) in _base_letters()


def _refuse_missing(text: str) -> None:
    missing = missing_letters(text)
    if missing:
        raise UnprintableError(missing)


@cache
def _base_letters() -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob(base_face("Regular").data)).unicodes)


@cache
def _simple_letters() -> frozenset[str]:
    """Give those that Be Vietnam Pro draws, whatever stands before them."""
    letters = frozenset(map(chr, _base_letters()))
    return frozenset(one for one in letters if not unicodedata.combining(one)) - {REPLACEMENT}


@cache
def _fallback_letters() -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_noto_file(italic=False)))).unicodes)


def _noto_file(*, italic: bool) -> Path:
    kind = "-Italic" if italic else ""
    return Path(fontpkg_noto_sans.ROOT) / "files" / f"NotoSans{kind}[wdth,wght].ttf"
