"""Asking for a half day at the counter, as every run of it does."""

from __future__ import annotations

import requests

from kiosk_app.session.kernel.day import HalfDay
from tests.journeys.filed import requests_at
from tests.journeys.following import saved_and_printed
from tests.journeys.hand import Hand
from tests.session.words import VisitDay

OPEN_EVERY_DAY = '[opening]\nhours = ["00:00-12:00", "12:00-24:00"]\nevery_day = true\n'
"""A counter that is open whenever the run is played."""


def book_first_half(hand: Hand, picture: str) -> HalfDay:
    """From the list of half days to the slip, by the first one and the citizen's phone; gives that one."""
    hand.step("visit_day")
    half = hand.state().of(VisitDay).halves[0]
    hand.pilot.touch(f"visit_day.{half.day.isoformat()}.{'am' if half.morning else 'pm'}")
    hand.step("consent")
    hand.pilot.touch("consent.agree")
    hand.sign_in()
    saved_and_printed(hand, picture)
    return half


def booked(hand: Hand) -> tuple[str, str]:
    """Wait for it at the portal; gives its uid and the officer's page of it."""
    hand.until(lambda: [one["status"] for one in requests_at(hand.world, "booking")] == ["received"], "it")
    (one,) = requests_at(hand.world, "booking")
    address = f"{hand.world.portal_address}/inbox/requests/{one['uid']}"
    return str(one["uid"]), requests.get(address, timeout=10).text
