"""Xin hẹn đến quầy: what is not filed here is found, read, and a half day at the counter asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from kiosk_app.catalogue.card import FilingPlace
from tests.journeys.filed import requests_at
from tests.journeys.hand import Hand, Run, Surroundings
from tests.journeys.typing import type_into
from tests.session.words import Guidance, Search, Sending, SendingPhase, SlipPhase, VisitDay

NEED, CODE = "khai sinh", "1.001193"


@contextmanager
def open_every_day(_folder: Path) -> Iterator[Surroundings]:
    """A counter that is open whenever the run is played."""
    yield Surroundings('[opening]\nhours = ["00:00-12:00", "12:00-24:00"]\nevery_day = true\n')


def play(hand: Hand) -> None:
    """Nobody signs in to ask; for the visit the phone tells the name."""
    hand.pilot.touch("welcome.errand.before_coming.")
    hand.step("find_procedure")
    type_into(hand.pilot, hand.state, "find.text", NEED)
    hand.until(lambda: CODE in [one.code for one in hand.state().of(Search).guides], "the procedure")
    hand.pilot.touch(f"find.result.{CODE}")
    hand.step("requirements")
    guide = hand.state().of(Guidance).guide
    assert guide is not None
    assert guide.place is FilingPlace.COUNTER
    before = hand.pilot.taps
    hand.pilot.touch("requirements.visit")
    hand.step("visit_day")
    half = hand.state().of(VisitDay).halves[0]
    hand.pilot.touch(f"visit_day.{half.day.isoformat()}.{'am' if half.morning else 'pm'}")
    hand.step("consent")
    hand.pilot.touch("consent.agree")
    hand.sign_in()
    hand.until(lambda: hand.state().of(Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: hand.state().of(Sending).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("saved")
    hand.found |= {"taps_from_reading_to_slip": hand.pilot.taps - before, "least_taps": 3}
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    hand.until(lambda: [one["status"] for one in requests_at(hand.world, "booking")] == ["received"], "it")
    (one,) = requests_at(hand.world, "booking")
    page = requests.get(f"{hand.world.portal_address}/inbox/requests/{one['uid']}", timeout=10).text
    assert f"({CODE})" in page
    assert half.day.isoformat() in page


RUN = Run("counter_visit", play, around=open_every_day)
