"""Lấy số thứ tự: two touches to a number on paper, and the counters know of it."""

from __future__ import annotations

import time

import requests

from kiosk_app.session.facts.printing import SlipPhase
from tests.journeys.hand import Hand, Run
from tests.session.words import QueueTicketTaken


def play(hand: Hand) -> None:
    """One person takes a number and goes; the next waits behind one, and is told so."""
    assert _take(hand) == ("A001", None)
    hand.until(lambda: "A001" in _counter(hand), "the number at the counter")
    first = {name: hand.found[name] for name in ("touch_to_paper_s", "taps_to_paper")}
    requests.post(f"{hand.world.portal_address}/counter/call", data={"letter": "A"}, timeout=10)
    assert _take(hand)[0] == "A002"
    display = requests.get(f"{hand.world.portal_address}/counter/display", timeout=10).text
    assert "A001" in display
    assert "A002" not in display
    hand.found |= first | {"least_taps": 2}


def _take(hand: Hand) -> tuple[str, int | None]:
    hand.step("welcome")
    began = time.monotonic()
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    hand.pilot.touch("queue_ticket.field.A")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the slip")
    hand.found["touch_to_paper_s"] = round(time.monotonic() - began, 2)
    hand.found["taps_to_paper"] = hand.pilot.taps
    hand.pilot.picture("ticket")
    taken = hand.state().of(QueueTicketTaken).ticket
    assert taken is not None
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")
    return taken.number, taken.waiting


def _counter(hand: Hand) -> str:
    return requests.get(f"{hand.world.portal_address}/counter/", timeout=10).text


RUN = Run("queue_ticket", play, needs="opencps")
