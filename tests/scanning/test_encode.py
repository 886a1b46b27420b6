"""JPEG, and group 4 for masks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.scanning.encode import (
    EncodingError,
    Picture,
    averaged,
    deflated,
    group4,
    group4_decoded,
    halved,
    inflated,
    jpeg,
    recompressed,
    within,
)


def decoded(data: bytes) -> Picture:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return np.asarray(pixels, np.uint8)


def rows_of_colour(wide: int, high: int) -> Picture:
    made = np.zeros((high, wide, 3), np.uint8)
    made[:, :, 2] = np.linspace(0, 255, wide).astype(np.uint8)
    return made


@settings(max_examples=120)
@given(
    wide=st.integers(1, 90),
    high=st.integers(1, 90),
    share=st.sampled_from((0.0, 0.02, 0.3, 0.9, 1.0)),
    seed=st.integers(0, 2**32 - 1),
)
def test_a_mask_comes_back_as_it_was(wide: int, high: int, share: float, seed: int) -> None:
    ink = np.random.default_rng(seed).random((high, wide)) < share
    mask = np.asarray(np.where(ink, 255, 0), np.uint8)
    assert np.array_equal(group4_decoded(group4(mask), wide, high), mask)


@pytest.mark.parametrize(("wide", "high"), [(1, 1), (1, 4001), (4001, 1), (2479, 1753)])
@pytest.mark.parametrize("ink", [0, 255])
def test_even_masks_of_odd_sizes_come_back(wide: int, high: int, ink: int) -> None:
    mask = np.full((high, wide), ink, np.uint8)
    assert np.array_equal(group4_decoded(group4(mask), wide, high), mask)


def test_whatever_is_not_nought_is_ink() -> None:
    assert group4_decoded(group4(np.array([[0, 1, 128, 255]], np.uint8)), 4, 1).tolist() == [
        [0, 255, 255, 255]
    ]


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (0, 0)])
def test_a_mask_without_pixels_is_a_typed_error(shape: tuple[int, int]) -> None:
    with pytest.raises(EncodingError):
        group4(np.zeros(shape, np.uint8))


@pytest.mark.parametrize(("wide", "high"), [(0, 4), (4, 0), (-1, 4), (4, 2**31)])
def test_sizes_no_mask_has_are_a_typed_error(wide: int, high: int) -> None:
    with pytest.raises(EncodingError):
        group4_decoded(group4(np.zeros((4, 4), np.uint8)), wide, high)


@pytest.mark.parametrize("shape", [(0, 0, 3), (0, 10, 3), (10, 0, 3), (4, 4, 2)])
def test_a_picture_that_is_none_is_a_typed_error(shape: tuple[int, ...]) -> None:
    with pytest.raises(EncodingError):
        jpeg(np.zeros(shape, np.uint8), 60)


def test_a_jpeg_is_made_again_as_fine_as_asked() -> None:
    first = jpeg(rows_of_colour(301, 201), 90)
    smaller = decoded(recompressed(first, 0.5, 90))
    assert smaller.shape == (100, 150, 3)
    assert np.abs(smaller[50].astype(int) - rows_of_colour(150, 1)[0]).max() < 8
    assert decoded(recompressed(first, 1.0, 90)).shape == (201, 301, 3)
    assert decoded(recompressed(first, 2.0, 90)).shape == (201, 301, 3)


def test_again_leaves_at_least_a_pixel() -> None:
    assert decoded(recompressed(jpeg(rows_of_colour(3, 2), 90), 0.01, 50)).shape == (1, 1, 3)


def test_a_lower_quality_takes_fewer_bytes() -> None:
    first = jpeg(np.random.default_rng(1).integers(0, 256, (80, 80, 3)).astype(np.uint8), 95)
    assert len(recompressed(first, 1.0, 20)) < len(first) / 2


@pytest.mark.parametrize("broken", [b"", b"no picture", b"\xff\xd8\xff"])
def test_what_is_no_jpeg_is_a_typed_error(broken: bytes) -> None:
    with pytest.raises(EncodingError):
        recompressed(broken, 1.0, 50)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((4, 6, 3), (2, 3, 3)),
        ((5, 7, 3), (2, 3, 3)),
        ((1, 9, 3), (1, 4, 3)),
        ((1, 1, 3), (1, 1, 3)),
        ((3, 2), (1, 1)),
    ],
)
def test_halves(shape: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert halved(np.full(shape, 90, np.uint8)).shape == expected


def test_a_half_is_the_mean_of_four() -> None:
    assert halved(np.array([[0, 100], [100, 200]], np.uint8)).tolist() == [[100]]


@pytest.mark.parametrize(
    ("shape", "side", "expected"),
    [
        ((100, 50, 3), 200, (100, 50, 3)),
        ((100, 50, 3), 100, (100, 50, 3)),
        ((100, 50, 3), 80, (80, 40, 3)),
        ((50, 100, 3), 10, (5, 10, 3)),
        ((5000, 2, 3), 100, (100, 1, 3)),
    ],
)
def test_within_a_side(shape: tuple[int, ...], side: int, expected: tuple[int, ...]) -> None:
    assert within(np.full(shape, 90, np.uint8), side).shape == expected


@pytest.mark.parametrize(("scale", "shape"), [(0.5, (438, 310)), (0.25, (219, 155)), (0.4, (351, 248))])
def test_averaged_keeps_what_is_even(scale: float, shape: tuple[int, int]) -> None:
    made = averaged(np.full((877, 621), 90, np.uint8), scale)
    assert made.shape == shape
    assert (made == 90).all()


def test_a_layer_that_was_deflated_comes_back_as_it_was() -> None:
    mask = np.zeros((3000, 2000), np.uint8)
    cv2.putText(mask, "Nam Giang", (300, 1500), cv2.FONT_HERSHEY_DUPLEX, 8, 255, 12)
    coded = group4(mask)
    assert inflated(deflated(coded)) == coded
    assert len(deflated(coded)) < len(coded)
    even = jpeg(np.full((900, 700, 3), 40, np.uint8), 50, sharp_colours=True)
    assert len(deflated(even)) < len(even) / 4


def test_a_layer_that_cannot_be_inflated_is_told() -> None:
    with pytest.raises(EncodingError):
        inflated(b"\xff\xd8 not deflated")


def test_sharp_colours_keep_two_inks_apart() -> None:
    rows = np.empty((64, 64, 3), np.uint8)
    rows[::2], rows[1::2] = (190, 60, 30), (80, 70, 200)
    sharp, usual = (decoded(jpeg(rows, 50, sharp_colours=how)).astype(int) for how in (True, False))
    for row, first, second in ((10, 0, 2), (11, 2, 0)):
        assert sharp[row, :, first].mean() - sharp[row, :, second].mean() > 80
    # One colour for both, as a picture usually has.
    assert abs(usual[10, :, 0].mean() - usual[10, :, 2].mean()) < 60
