"""Messages of IPP: what is written can be read, and no bytes from outside do anything but be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.document_printer.ipp import Attribute, Group, IppError, Operation, Tag, read, request


def test_what_is_written_can_be_read() -> None:
    job = [
        Attribute(Tag.INTEGER, "copies", (3,)),
        Attribute(Tag.KEYWORD, "job-state-reasons", ("job-printing", "media-jam")),
    ]
    answer = read(request(Operation.PRINT_JOB, 7, [(Group.JOB, job)]))
    assert answer.request_id == 7
    assert answer.number(Group.JOB, "copies") == 3
    assert answer.words(Group.JOB, "job-state-reasons") == {"job-printing", "media-jam"}
    assert answer.number(Group.JOB, "job-state-reasons") is None
    assert answer.words(Group.PRINTER, "copies") == frozenset()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(message: bytes) -> None:
    try:
        answer = read(message)
    except IppError:
        return
    assert read(message) == answer


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    written = bytearray(
        request(Operation.PRINT_JOB, 1, [(Group.JOB, [Attribute(Tag.NAME, "job-name", ("kiosk",))])])
    )
    written[place % len(written)] = byte
    try:
        answer = read(bytes(written))
    except IppError:
        return
    assert read(bytes(written)) == answer


def test_a_cut_answer_is_refused() -> None:
    whole = request(Operation.PRINT_JOB, 1, [(Group.JOB, [Attribute(Tag.INTEGER, "job-id", (1,))])])
    for length in range(len(whole)):
        with pytest.raises(IppError):
            read(whole[:length])
