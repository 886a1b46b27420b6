"""Lịch hẹn: an officer gives an appointment, its QR code is shown, a number comes out once."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import requests
import segno

from kiosk_app.session.facts.printing import SlipPhase
from offline_queue.contract.clock import SystemClock
from tests.journeys.hand import Hand, Run
from tests.session.words import QueueTicketPhase, QueueTicketTaken
from vietnam.time_zone import in_vietnam


def play(hand: Hand) -> None:
    """Checked in, shown again, and one of tomorrow."""
    hand.step("welcome")
    today, tomorrow = _given(hand, 0), _given(hand, 1)
    _show(hand, today)
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the ticket")
    taken = hand.state().of(QueueTicketTaken).ticket
    assert taken is not None
    assert (taken.number, taken.appointment) == ("A001", "00:00–23:59")
    hand.found["taps_to_ticket"] = hand.pilot.taps
    hand.pilot.picture("checked-in")
    hand.world.put_away()
    hand.pilot.touch("queue_ticket.done")
    hand.until(lambda: "A001" in _page(hand, today), "the number at the portal")
    for code, problem, words in (
        (today, "checked_in", "A001"),
        (tomorrow, "other_day", "không phải hôm nay"),
    ):
        hand.step("welcome")
        _show(hand, code)
        hand.until(lambda: _over(hand), "the answer")
        assert hand.state().of(QueueTicketTaken).problem == f"appointment.{problem}"
        assert words in hand.pilot.text("queue_ticket.problem")
        hand.pilot.picture(problem)
        hand.world.put_away()
        hand.pilot.touch("nav.back")


def _show(hand: Hand, code: str) -> None:
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    picture = BytesIO()
    segno.make(code, error="m").save(picture, kind="png", scale=9, border=6)
    hand.world.hold_up(picture.getvalue())


def _over(hand: Hand) -> bool:
    taken = hand.state().of(QueueTicketTaken)
    return taken.phase is QueueTicketPhase.CHOOSING and bool(taken.problem)


def _given(hand: Hand, days: int) -> str:
    day = in_vietnam(SystemClock().now()).date() + timedelta(days=days)
    form = {"day": day.isoformat(), "from": "00:00", "until": "23:59", "letter": "A"}
    reply = requests.post(f"{hand.world.portal_address}/counter/appointments", data=form, timeout=10)
    reply.raise_for_status()
    return reply.url.rpartition("/")[2]


def _page(hand: Hand, code: str) -> str:
    return requests.get(f"{hand.world.portal_address}/counter/appointments/{code}", timeout=10).text


RUN = Run("appointment", play)
