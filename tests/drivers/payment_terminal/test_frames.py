"""Frames: there and back, and nothing that is none is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.payment_terminal.frames import FrameError, fields_of, frame, whole

FIELDS = st.lists(st.text("ABCxyz019 .:+-", max_size=60), min_size=1, max_size=6)


@given(FIELDS)
def test_there_and_back(fields: list[str]) -> None:
    sent = frame(*fields)
    assert whole(sent) == len(sent)
    assert whole(sent[:-1]) == 0
    assert fields_of(sent) == tuple(fields)


@given(FIELDS, st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_is_noticed(fields: list[str], place: int, change: int) -> None:
    sent = bytearray(frame(*fields))
    sent[place % len(sent)] ^= change
    with pytest.raises(FrameError):
        fields_of(bytes(sent))


@given(st.binary(max_size=700))
def test_any_bytes_end_in_fields_or_in_an_error(found: bytes) -> None:
    try:
        assert all(one.isascii() for one in fields_of(found))
    except FrameError:
        return
