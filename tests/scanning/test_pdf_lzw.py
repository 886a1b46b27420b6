"""LZW data of pictures in PDFs are counted by their codes, long ones too, and cut ones are told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest

from kiosk_app.scanning.pdf_streams import PdfBudget, TooMuchError, lzw_gives
from kiosk_app.scanning.picture_file import FilePage, pages_of
from kiosk_app.scanning.prepare import PictureError
from tests.scanning.pdf_files import Told, file_of, lzw

_WIDTH, _HEIGHT = 400, 500


def _paper() -> bytes:
    shades = np.random.default_rng(4).integers(200, 255, (_HEIGHT, _WIDTH), dtype=np.uint8)
    shades[100:140, 50:350] = 0
    return shades.tobytes()


@pytest.mark.mostly_long("of one more size", one_in=3, kind="early")
@pytest.mark.parametrize("early", [0, 1])
@pytest.mark.parametrize("size", [0, 1, 2, 300, 5_000, _WIDTH * _HEIGHT])
def test_whole_data_give_what_the_picture_has(early: int, size: int) -> None:
    data = _paper()[:size]
    packed = lzw(data, early) if data else b"\x80\x40\x40"
    assert lzw_gives(packed, size, early, PdfBudget(10_000_000))
    assert not lzw_gives(packed, size + 1, early, PdfBudget(10_000_000))


@pytest.mark.mostly_long("cut at one more place", one_in=4, kind="early")
@pytest.mark.parametrize("early", [0, 1])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.95])
def test_long_data_that_are_cut_give_less(early: int, share: float) -> None:
    packed = lzw(_paper(), early)
    assert len(packed) > 100_000
    least = int(0.99 * _WIDTH * _HEIGHT)
    assert not lzw_gives(packed[: int(share * len(packed))], least, early, PdfBudget(9**9))


def test_what_is_unpacked_by_another_program_is_as_long() -> None:
    with pikepdf.new() as scratch:
        part = pikepdf.Stream(scratch, lzw(_paper(), 1))
        part.Filter = pikepdf.Name.LZWDecode
        assert part.read_bytes() == _paper()


def test_a_bound_holds() -> None:
    assert not lzw_gives(bytes(100), 1_000_000, 1, PdfBudget(4000))
    with pytest.raises(TooMuchError):
        lzw_gives(bytes(100), 1, 1, PdfBudget(3999))


@pytest.mark.mostly_long("cut at one more place", one_in=2)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_large_picture_that_is_cut_short_is_told(tmp_path: Path, share: float) -> None:
    packed = lzw(_paper(), 1)
    told: Told = {"Filter": "/LZWDecode", "Width": _WIDTH, "Height": _HEIGHT}
    (read,) = pages_of(file_of(tmp_path / "whole.pdf", (packed, told)))
    assert isinstance(read, FilePage)
    with pytest.raises(PictureError, match="damaged or cut short"):
        list(pages_of(file_of(tmp_path / "cut.pdf", (packed[: int(share * len(packed))], told))))
