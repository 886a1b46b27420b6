"""Xin hẹn đến quầy: what is not filed here is found, read, and a half day at the counter asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk_app.catalogue.card import FilingPlace
from tests.journeys.booking import OPEN_EVERY_DAY, book_first_half, booked
from tests.journeys.hand import Hand, Run, Surroundings
from tests.journeys.typing import type_into
from tests.session.words import Guidance, Search

NEED, CODE = "khai sinh", "1.001193"


@contextmanager
def open_every_day(_folder: Path) -> Iterator[Surroundings]:
    """A counter that is open whenever the run is played."""
    yield Surroundings(OPEN_EVERY_DAY)


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
    half = book_first_half(hand, "saved")
    hand.found |= {"taps_from_reading_to_slip": hand.pilot.taps - before, "least_taps": 3}
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    _, page = booked(hand)
    assert f"({CODE})" in page
    assert half.day.isoformat() in page


RUN = Run("counter_visit", play, around=open_every_day)
