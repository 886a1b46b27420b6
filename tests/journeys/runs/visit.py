"""Xin hẹn đến quầy: asked for where the counter certifies on paper, confirmed by the officer, checked in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from offline_queue.contract.answer_key import with_key
from offline_queue.contract.clock import SystemClock
from tests.journeys.filed import requests_at, slip
from tests.journeys.following import TILE
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import Followed, QueueTicketTaken, Sending, SendingPhase, SlipPhase, VisitDay
from vietnam.time_zone import in_vietnam

QUEUED, CONFIRMED = "chờ xác nhận", "Quầy 2, mang theo bản chính."


@contextmanager
def _counter_alone(_folder: Path) -> Iterator[Surroundings]:
    """A commune whose officers sign nothing electronically, open every day."""
    toml = '[opening]\nhours = ["00:00-12:00", "12:00-24:00"]\nevery_day = true\n'
    yield Surroundings(toml=toml, copies="counter")


def play(hand: Hand) -> None:
    """Asked for, not confirmed, confirmed, and too early to be checked in."""
    hand.pilot.touch("welcome.errand.certified_copy.")
    hand.step("certified_copy")
    hand.pilot.touch("certified_copy.visit")
    hand.step("visit_day")
    half = hand.state().of(VisitDay).halves[0]
    hand.pilot.touch(f"visit_day.{half.day.isoformat()}.am")
    hand.step("consent")
    hand.pilot.touch("consent.agree")
    hand.sign_in()
    hand.until(lambda: hand.state().of(Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: hand.state().of(Sending).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("visit-saved")
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
    hand.until(lambda: [one["status"] for one in requests_at(hand.world, "booking")] == ["received"], "it")
    (one,) = requests_at(hand.world, "booking")
    page = requests.get(f"{hand.world.portal_address}/inbox/requests/{one['uid']}", timeout=10).text
    assert day in page
    assert "không nêu tên" not in page
    return str(one["uid"])


def _read(hand: Hand, held: str, stage: str, words: str) -> None:
    hand.pilot.touch(TILE)
    hand.step("look_up")
    hand.world.hold_up(slip(held))
    hand.step("dossier")
    hand.world.put_away()
    hand.until(lambda: hand.state().of(Followed).found is not None, "what became of it")
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.stage == stage
    assert words in hand.pilot.text("dossier.answer" if stage else "dossier.state")
    hand.pilot.picture(f"visit-{stage or 'waiting'}")


RUN = Run("visit", play, around=_counter_alone)
