"""Decoding one frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from drivers.qr_reader.camera_decoder import FrameShapeError, decode, grey_of, read_zbar, read_zxing
from drivers.qr_reader.photo_decoder import decode_photo
from drivers.qr_reader.port import Frame
from drivers.qr_reader.text_encoding import undo_wrong_guess
from tests.support import qr_frames

CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang, Đà Nẵng|15042021"
SEED = 20261124


@pytest.mark.parametrize("eci", [False, True])
@pytest.mark.parametrize("text", [CARD, "Lê Xuân", "Đỗ", "ẮẰẲẴẶ ỡ ỹ Ỷ – Giẻ Triêng", "WIFI:T:WPA;S:Xã;;"])
def test_vietnamese_is_right_with_and_without_eci(text: str, eci: bool) -> None:
    symbol = qr_frames.symbol(text, eci=eci)
    assert [one.text for one in read_zxing(symbol)] == [text]
    assert [one.text for one in read_zbar(symbol)] == [text]


@pytest.mark.parametrize("seed", range(SEED, SEED + 6))
def test_ordinary_camera_frames_are_read(seed: int) -> None:
    print("seed", seed)
    readings = decode(qr_frames.frame_of(CARD, seed=seed))
    assert [one.text for one in readings] == [CARD]


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: np.rot90(frame).copy(),
        lambda frame: np.rot90(frame, 2).copy(),
        lambda frame: frame[:, ::-1],
        lambda frame: 255 - frame,
        lambda frame: frame[:, :, 0].copy(),
        lambda frame: qr_frames.blurred(frame, 1.5),
    ],
    ids=["quarter turn", "upside down", "mirrored view", "inverted", "grey", "blurred"],
)
def test_seen_in_any_way(change: object) -> None:
    assert callable(change)
    frame: Frame = change(qr_frames.frame_of(CARD, seed=SEED, side=420))
    assert [one.text for one in decode(frame)] == [CARD]


def test_two_codes_in_one_frame_are_both_read() -> None:
    left = qr_frames.scene(qr_frames.symbol("mot"), width=640, height=480, side=300)
    right = qr_frames.scene(qr_frames.symbol("hai"), width=640, height=480, side=300)
    assert {one.text for one in decode(np.hstack([left, right]))} == {"mot", "hai"}


def test_a_frame_without_a_code_gives_nothing() -> None:
    noise = qr_frames.noisy(np.full((480, 640, 3), 120, dtype=np.uint8), 40.0, SEED)
    assert decode(noise) == ()


def test_bytes_that_are_no_utf8_still_give_a_text() -> None:
    symbol = qr_frames.symbol_of_bytes(bytes([0xFF, 0xFD, 0x80, 0x41]))
    assert read_zbar(symbol)[0].text == "ÿý\x80A"
    assert len(read_zxing(symbol)) == 1


@pytest.mark.parametrize(
    "data",
    [
        CARD.encode("utf-16"),
        b"\xfe\xff" + CARD.encode("utf-16-be"),
        CARD.encode().decode("latin-1").encode(),
        CARD.encode().decode("latin-1").encode().decode("latin-1").encode(),
    ],
    ids=["UTF-16", "UTF-16, big end first", "UTF-8 twice", "UTF-8 three times"],
)
def test_one_code_has_one_text_whoever_reads_it(data: bytes) -> None:
    symbol = qr_frames.symbol_of_bytes(data)
    assert [one.text for one in read_zxing(symbol)] == [CARD]
    assert [one.text for one in read_zbar(symbol)] == [CARD]
    assert [one.text for one in decode_photo(symbol)] == [CARD]


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros((0, 0, 3), dtype=np.uint8),
        np.zeros((1, 5000), dtype=np.uint8),
        np.zeros((100, 100, 2), dtype=np.uint8),
        np.zeros((100,), dtype=np.uint8),
    ],
)
def test_what_is_no_picture_is_refused(frame: Frame) -> None:
    with pytest.raises(FrameShapeError):
        decode(frame)


def test_sixteen_bit_pixels_are_refused() -> None:
    with pytest.raises(FrameShapeError, match="uint16"):
        grey_of(np.zeros((100, 100), dtype=np.uint16))


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(np.uint8, st.tuples(st.integers(21, 90), st.integers(21, 90), st.just(3))))
def test_no_picture_crashes_it(frame: Frame) -> None:
    assert all(one.text for one in decode(frame))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    if "\0" in text or undo_wrong_guess(text) != text:
        return
    assert [one.text for one in decode(qr_frames.symbol(text))] == [text]


def test_a_reading_does_not_show_its_text() -> None:
    (reading,) = decode(qr_frames.symbol(CARD))
    assert "Xuân" not in repr(reading)
    assert "048190000002" not in repr(reading)
