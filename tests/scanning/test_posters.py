"""What measures a page takes memory and time by what it needs, not by the metres of a poster."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pytest
from PIL import Image

from kiosk_app.scanning import defects
from kiosk_app.scanning.corners import corner_mm2
from kiosk_app.scanning.defects import glare_mm2
from kiosk_app.scanning.encode import group4, group4_decoded
from kiosk_app.scanning.ink import chosen, components
from kiosk_app.scanning.lighting import light_of
from kiosk_app.scanning.one_bit_pages import bits_in_pdf, stored_in_picture

Picture = npt.NDArray[np.uint8]
SIDE, DPI = 1200, 6
"""A square of five metres, of picture from edge to edge."""


@pytest.fixture(scope="module")
def poster() -> Picture:
    coarse = np.random.default_rng(7).integers(0, 256, (SIDE // 4, SIDE // 4), np.uint8)
    grey = np.asarray(Image.fromarray(coarse).resize((SIDE, SIDE), Image.Resampling.BICUBIC), np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


@contextmanager
def at_most(peak: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] <= peak
    finally:
        tracemalloc.stop()


def test_the_light_of_a_poster_is_measured_coarsely(poster: Picture) -> None:
    paper = np.maximum(poster, 235)
    with at_most(20_000_000):
        light_of(paper, DPI)


def test_no_fold_as_long_as_a_poster_is_looked_for(poster: Picture) -> None:
    with at_most(60_000_000):
        corner_mm2(poster, DPI)


def test_of_ten_thousand_bright_spots_the_largest_are_looked_at(
    poster: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Picture] = []

    def looking(spot: Picture, *_: object) -> bool:
        looked.append(spot)
        return False

    monkeypatch.setattr(defects, "_mirrors_lamp", looking)
    glare_mm2(poster, DPI)
    assert 20 < len(looked) <= 60
    # Each is seen with what lies around it, not with the whole page.
    assert max(spot.size for spot in looked) < SIDE * SIDE // 5


def test_a_choice_of_marks_needs_no_wider_copy_of_them(poster: Picture) -> None:
    labels, stats = components((poster[:, :, 0] > 140).astype(np.uint8))
    wanted = stats[:, 4] > 30
    with at_most(2 * SIDE * SIDE):
        made = chosen(labels, wanted)
    assert np.array_equal(made > 0, wanted[labels])


def bits() -> npt.NDArray[np.bool_]:
    """3,000 × 4,000 dots, true where there is paper; the width is no whole number of bytes."""
    paper = np.ones((4000, 3003), np.bool_)
    for row in range(100, 3900, 60):
        paper[row : row + 20, 200:2800:3] = False
    return paper


def in_tiff(path: Path) -> Path:
    Image.fromarray(bits()).save(path, "TIFF", compression="group4", dpi=(300, 300))
    return path


def in_pdf(path: Path) -> Path:
    paper = bits()
    told = {"Width": paper.shape[1], "Height": paper.shape[0], "BitsPerComponent": 1}
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(720, 960))
        image = document.make_stream(
            zlib.compress(np.packbits(paper, axis=1).tobytes()),
            Subtype=pikepdf.Name.Image,
            ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.FlateDecode,
            **told,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        page.obj.Contents = document.make_stream(b"q 720 0 0 960 0 0 cm /I Do Q")
        document.save(path)
    return path


@pytest.mark.parametrize("written", [in_tiff, in_pdf])
def test_one_bit_a_pixel_is_taken_over_in_three_bytes(
    tmp_path: Path, written: Callable[[Path], Path]
) -> None:
    path = written(tmp_path / "bits")
    with at_most(3 * bits().size):
        if written is in_pdf:
            (found,) = bits_in_pdf(path)
            kept = found.stored if found is not None else None
        else:
            with Image.open(path) as file:
                kept = stored_in_picture(file)
    assert kept is not None
    coded = group4((~bits()).view(np.uint8))
    assert kept.size <= len(coded)
    if kept.parameters:
        rows = np.frombuffer(zlib.decompress(kept.data), np.uint8).reshape(kept.height, -1)
        assert np.array_equal(np.unpackbits(rows, axis=1, count=kept.width), bits())
    else:
        assert kept.data == coded


def test_a_mask_comes_back_in_three_bytes() -> None:
    ink = (~bits()).view(np.uint8)
    data = group4(ink)
    with at_most(3 * ink.size):
        made = group4_decoded(data, ink.shape[1], ink.shape[0])
    assert np.array_equal(made > 0, ink > 0)


def test_pages_of_one_bit_are_taken_over_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_pdf(tmp_path / "bits.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages.append(document.pages[0])
        document.pages.append(document.pages[0])
        document.save(path)
    coded: list[object] = []

    def coding(mask: Picture) -> bytes:
        coded.append(mask.shape)
        return group4(mask)

    monkeypatch.setattr("kiosk_app.scanning.one_bit_pages.group4", coding)
    assert next(iter(bits_in_pdf(path))) is not None
    assert len(coded) == 1
