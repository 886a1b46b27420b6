"""Photographs: bent, coloured, tiny, with several codes. The bench measures many more of them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from drivers.qr_reader import photo_decoder
from drivers.qr_reader.decoders import (
    FrameShapeError,
    Sighting,
    Threshold,
    grey_of,
    read_zbar,
    read_zxing,
    survey_zxing,
)
from drivers.qr_reader.photo_decoder import decode_photo
from drivers.qr_reader.port import Frame, QrReading
from tests.support import qr_frames
from tests.support.qr_model_1 import model_1
from tests.support.qr_photographs import photograph

CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang, Đà Nẵng|15042021"


def _endless() -> Iterator[float]:
    return itertools.repeat(0.0)


def _texts(frame: Frame) -> list[str]:
    stopped = _endless()
    return [one.text for one in decode_photo(frame, clock=lambda: next(stopped))]


@pytest.mark.mostly_long("one more bent paper", one_in=2)
@pytest.mark.parametrize("kind", ["curved", "crumpled"])
def test_bent_paper_is_read_where_ready_made_decoders_fail(kind: str) -> None:
    photo = photograph(kind, {"curved": 80000, "crumpled": 81000}[kind])
    grey = grey_of(photo.frame)
    assert read_zxing(grey) == ()
    assert read_zbar(grey) == ()
    assert _texts(photo.frame) == list(photo.texts)


def test_all_codes_of_a_picture_are_given() -> None:
    photo = photograph("several", 82001)
    assert len(photo.texts) > 1
    assert set(_texts(photo.frame)) == set(photo.texts)


def test_a_code_that_is_read_does_not_hide_one_that_is_not() -> None:
    clear, blurred = "VNEID1.code-that-is-clear-0001", CARD
    frame = qr_frames.scene(qr_frames.symbol(clear), side=260, centre=(0.25, 0.5))
    soft = qr_frames.blurred(qr_frames.scene(qr_frames.symbol(blurred), side=300, centre=(0.75, 0.5)), 3.2)
    frame[:, 640:] = soft[:, 640:]
    assert {one.text for one in read_zxing(grey_of(frame))} == {clear}
    assert set(_texts(frame)) == {clear, blurred}


def test_a_code_that_only_one_colour_shows() -> None:
    symbol = qr_frames.symbol(CARD)
    pattern = np.random.default_rng(5).integers(0, 255, symbol.shape, dtype=np.uint8)
    frame = np.dstack([pattern, pattern, np.where(symbol > 0, 230, 30).astype(np.uint8)])
    assert _texts(frame) == [CARD]


@pytest.mark.parametrize("side", [68, 75])
def test_a_tiny_picture_is_enlarged(side: int) -> None:
    small = cv2.resize(qr_frames.symbol("xin chào"), (side, side), interpolation=cv2.INTER_AREA)
    assert _texts(np.asarray(small, dtype=np.uint8)) == ["xin chào"]


def test_the_budget_ends_the_search() -> None:
    frame = np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    seconds = itertools.count(0.0, 1.0)
    assert decode_photo(frame, budget_s=2.5, clock=lambda: next(seconds)) == ()
    assert next(seconds) < 10


@pytest.mark.long("a large picture is repaired until its budget ends")
def test_the_budget_ends_a_repair_that_has_begun() -> None:
    """The largest symbol has 3,500 places to be found; all of them would take 15 s."""
    symbol = qr_frames.symbol("x" * 2300, error="l", scale=4)
    inside = slice(60, -60)
    symbol[inside, inside] = np.random.default_rng(3).integers(0, 2, symbol[inside, inside].shape) * 255
    now = itertools.count(0.0, 0.01)
    assert decode_photo(symbol, budget_s=3.0, clock=lambda: next(now)) == ()
    assert next(now) < 3.5


def test_a_step_that_does_not_end_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen: zxing-cpp looks for 1.8 s of the processor at 30,000 finder patterns, and cannot be stopped."""
    let_go, ended = threading.Event(), threading.Event()
    plain = survey_zxing

    def endless(grey: Frame, threshold: Threshold) -> tuple[Sighting, ...]:
        found = plain(grey, threshold)
        if max(grey.shape) < 1200:
            let_go.wait(30)
            ended.set()
        return found

    monkeypatch.setattr(photo_decoder, "survey_zxing", endless)
    frame = np.full((1200, 1200), 255, dtype=np.uint8)
    symbol = qr_frames.symbol(CARD)
    frame[100 : 100 + len(symbol), 100 : 100 + len(symbol)] = symbol
    try:
        found = decode_photo(frame, budget_s=2.0)
        assert not ended.is_set()
        assert [one.text for one in found] == [CARD], "what was found before it is given"
    finally:
        let_go.set()


def test_a_fault_in_a_step_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_grey: Frame, _threshold: Threshold) -> tuple[Sighting, ...]:
        raise MemoryError

    monkeypatch.setattr(photo_decoder, "survey_zxing", faulty)
    with pytest.raises(MemoryError):
        decode_photo(np.zeros((50, 50), dtype=np.uint8), budget_s=30)


def test_no_slow_look_at_a_large_picture_is_begun_late(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = np.full((5200, 5200), 255, dtype=np.uint8)
    looked_at: list[int] = []

    def slow(grey: Frame) -> tuple[QrReading, ...]:
        looked_at.append(grey.size)
        return ()

    monkeypatch.setattr(photo_decoder, "read_zbar", slow)
    monkeypatch.setattr(photo_decoder, "read_opencv", slow)
    now = itertools.count(0.0, 0.3)
    assert decode_photo(frame, budget_s=3.0, clock=lambda: next(now)) == ()
    assert frame.size not in looked_at


def test_a_text_that_decoders_frame_with_nul_comes_once() -> None:
    frame = qr_frames.symbol_of_bytes(b"\0" + CARD.encode())
    assert _texts(frame) == [CARD]


@pytest.mark.parametrize("turns", range(4))
def test_model_1_is_read(turns: int) -> None:
    assert _texts(np.ascontiguousarray(np.rot90(model_1(b"VNEID1.model-1"), turns))) == ["VNEID1.model-1"]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(FrameShapeError):
        decode_photo(np.zeros((600, 4, 3), dtype=np.uint8))
