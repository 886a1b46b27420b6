"""From what a scanner sends to the payload: a piece of a card is never a card, however it pauses."""

from __future__ import annotations

import queue
import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.qr_reader.port import Frame, QrReading, ReaderState
from drivers.qr_reader.scan_assembly import Assembler
from kiosk_app.identity.card import is_begun
from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, QrPayload
from kiosk_app.runtime.reader_worker import ReaderWorker
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader
from kiosk_app.session.kernel.event import Event

CCCD = "048190000002||NGUYỄN THỊ THỬ|15031990|Nữ|Thôn Một, Xã Hai, Tỉnh Ba|10052021"
CAN_CUOC = CCCD.replace("10052021", "10082024") + "||NGUYỄN VĂN CHA|TRẦN THỊ MẸ|"
TOKEN = re.compile(r"VNEID\d?\.[A-Za-z0-9_\-.]{20,3000}")


def payload_of(text: str) -> QrPayload:
    return parse_payload(text, TOKEN, lambda _code: False)


def received(card: str, pauses: dict[int, float], end: str) -> list[QrPayload]:
    """Give the payloads of a card sent byte by byte at 1 kB/s, with pauses (seconds) before some bytes."""
    assembler, now, payloads = Assembler(unfinished=is_begun), 0.0, []
    for place, byte in enumerate((card + end).encode()):
        now += pauses.get(place, 0.0)
        payloads.append(assembler.take(now))
        now += 0.001
        assembler.add(bytes([byte]), now)
    payloads.append(assembler.take(now + 5.0))
    return [payload_of(text) for text in payloads if text is not None]


@settings(max_examples=200)
@given(
    st.sampled_from([CCCD, CAN_CUOC]),
    st.dictionaries(st.integers(1, 110), st.sampled_from([0.05, 0.13, 0.4, 1.0, 1.9, 3.0]), max_size=4),
    st.sampled_from(["", "\r", "\r\n", "\t", "\x03"]),
)
def test_a_piece_of_a_card_is_never_a_card(card: str, pauses: dict[int, float], end: str) -> None:
    whole = payload_of(card)
    assert isinstance(whole, CardQr)
    for payload in received(card, pauses, end):
        # All that is kept of a card stands in its first seven fields.
        assert not isinstance(payload, CardQr) or payload.claims == whole.claims


@given(st.integers(13, len(CCCD.encode()) - 1), st.sampled_from([0.13, 0.5, 1.5]))
def test_a_pause_within_a_card_does_not_end_it(place: int, pause: float) -> None:
    assert received(CCCD, {place: pause}, "") == [payload_of(CCCD)]


def test_lost_keys_give_no_other_name() -> None:
    (payload,) = received(CCCD.replace(" THỊ", "\ufffd"), {}, "\r")
    assert not isinstance(payload, CardQr)


class Shown:
    """A reader in front of which a card lies."""

    def __init__(self, text: str = CAN_CUOC, device: str = "wedge") -> None:
        self._reading = QrReading(text, device)

    def start(
        self,
        on_reading: Callable[[QrReading], None],
        on_state: Callable[[ReaderState], None],
        on_preview: Callable[[Frame], None] | None = None,
    ) -> None:
        del on_state, on_preview
        on_reading(self._reading)

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


def payload_seen(shown: Shown, sure_day: date | None = None) -> QrPayload:
    """Start the worker in front of a card and give what it told of it."""
    posted: queue.Queue[Event] = queue.Queue()
    never, no_picture = (lambda _text: False), (lambda _frame: None)
    worker = ReaderWorker(shown, TOKEN, never, never, posted.put, no_picture, lambda: sure_day)
    try:
        worker.effects()[StartReader](StartReader(1))
        seen = posted.get(timeout=30)
    finally:
        worker.close()
    assert isinstance(seen, QrSeen)
    return seen.payload


@pytest.mark.parametrize(
    ("sure_day", "is_card"),
    [(None, True), (date(2024, 8, 10), True), (date(2024, 8, 9), False), (date(2026, 11, 28), True)],
)
def test_only_a_day_that_is_sure_makes_a_card_too_new(sure_day: date | None, is_card: bool) -> None:
    """A clock that is behind had told the holder of a right card that its date of issue is not valid."""
    payload = payload_seen(Shown(), sure_day)
    assert isinstance(payload, CardQr) is is_card
    assert is_card or payload == ForeignQr(ForeignKind.CARD_ISSUE_DATE)


@pytest.mark.parametrize(
    ("device", "is_card"),
    [("zxing", True), ("zbar", True), ("repair", True), ("serial", True), ("wedge", False)],
)
def test_only_keys_are_suspected_of_a_late_shift(device: str, is_card: bool) -> None:
    """A name that is printed so had been refused in front of every reader, each time."""
    payload = payload_seen(Shown(CCCD.replace("THỊ THỬ", "ThỊ Hoa"), device))
    assert isinstance(payload, CardQr) is is_card
    assert is_card or payload == ForeignQr(ForeignKind.CARD_GARBLED)
