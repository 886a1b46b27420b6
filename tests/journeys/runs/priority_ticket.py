"""Lấy số thứ tự: somebody who is called first takes a number after two others, and is called before them."""

from __future__ import annotations

import requests

from kiosk_app.session.facts.printing import SlipPhase
from tests.journeys.hand import Hand, Run
from tests.session.words import QueueTicketTaken


def play(hand: Hand) -> None:
    """The groups are said in the commune's own words; the counter calls the priority number first."""
    assert _take(hand) == ("A001", False)
    # What one person said of themselves is not said of the next.
    assert _take(hand, priority=True) == ("A002", True)
    assert _take(hand) == ("A003", False)
    hand.until(lambda: "A003" in _counter(hand), "the numbers at the counter")
    for called in ("A002", "A001", "A003"):
        requests.post(f"{hand.world.portal_address}/counter/call", data={"letter": "A"}, timeout=10)
        display = requests.get(f"{hand.world.portal_address}/counter/display", timeout=10).text
        assert called in display, (called, display)
    hand.found["least_taps"] = 3 * 3 + 1


def _take(hand: Hand, *, priority: bool = False) -> tuple[str, bool]:
    hand.step("welcome")
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    assert not hand.state().of(QueueTicketTaken).priority
    if priority:
        choice = hand.pilot.find("queue_ticket.priority")
        assert choice is not None
        for group in ("người từ 80 tuổi", "phụ nữ mang thai"):
            assert group in str(choice.property("detail")), group
        hand.pilot.touch("queue_ticket.priority")
        hand.pilot.picture("priority")
    hand.pilot.touch("queue_ticket.field.A")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("ticket")
    taken = hand.state().of(QueueTicketTaken).ticket
    assert taken is not None
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")
    return taken.number, taken.priority


def _counter(hand: Hand) -> str:
    return requests.get(f"{hand.world.portal_address}/counter/", timeout=10).text


RUN = Run("priority_ticket", play, needs="opencps")
