"""Xin hẹn đến quầy: asked for where the counter certifies on paper, confirmed by the officer, checked in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from offline_queue.contract.answer_key import with_key
from offline_queue.contract.clock import SystemClock
from tests.journeys.booking import OPEN_EVERY_DAY, book_first_half, booked
from tests.journeys.following import read_answer
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import QueueTicketTaken, Sending
from vietnam.time_zone import in_vietnam

QUEUED, CONFIRMED = "chờ xác nhận", "Quầy 2, mang theo bản chính."


@contextmanager
def _counter_alone(_folder: Path) -> Iterator[Surroundings]:
    """A commune whose officers sign nothing electronically, open every day."""
    yield Surroundings(toml=OPEN_EVERY_DAY, copies="counter")


def play(hand: Hand) -> None:
    """Asked for, not confirmed, confirmed, and too early to be checked in."""
    hand.pilot.touch("welcome.errand.certified_copy.")
    hand.step("certified_copy")
    hand.pilot.touch("certified_copy.visit")
    half = book_first_half(hand, "visit-saved")
    sending = hand.state().of(Sending)
    hand.found |= {"visit_code": sending.code, "taps_to_slip": hand.pilot.taps}
    held = with_key(sending.code, sending.key)
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    uid = _received(hand, half.day.isoformat())
    _read(hand, held, "", QUEUED)
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    form = {"decision": "confirm", "from": "08:30", "until": "09:00", "answer": CONFIRMED}
    address = f"{hand.world.portal_address}/inbox/requests/{uid}/answer"
    requests.post(address, data=form, timeout=10).raise_for_status()
    _read(hand, held, "10", CONFIRMED)
    hand.pilot.touch("dossier.checkin")
    hand.step("queue_ticket")
    hand.until(lambda: bool(hand.state().of(QueueTicketTaken).problem), "the answer")
    # It is of another day: the counter's own answer leads there, and no number is given out before.
    assert half.day > in_vietnam(SystemClock().now() - timedelta(minutes=1)).date()
    assert hand.state().of(QueueTicketTaken).problem == "appointment.other_day"
    hand.pilot.picture("visit-too-early")


def _received(hand: Hand, day: str) -> str:
    """The officer finds it, with the day and who asks; gives its uid."""
    uid, page = booked(hand)
    assert day in page
    assert "không nêu tên" not in page
    return uid


def _read(hand: Hand, held: str, stage: str, words: str) -> None:
    read_answer(hand, held, stage)
    assert words in hand.pilot.text("dossier.answer" if stage else "dossier.state")
    hand.pilot.picture(f"visit-{stage or 'waiting'}")


RUN = Run("visit", play, around=_counter_alone)
