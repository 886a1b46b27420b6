"""Trước khi đi: a procedure is found, what it needs is told, and the slip taken along; nobody signs in."""

from __future__ import annotations

from kiosk_app.session.facts.printing import SlipPhase
from tests.journeys.hand import Hand, Run
from tests.session.words import Guidance, Search, TakeAlong


def play(hand: Hand) -> None:
    """The first of the front's procedures is read and printed."""
    hand.step("welcome")
    hand.pilot.touch("welcome.errand.before_coming.")
    hand.until(lambda: bool(hand.state().of(Search).guides), "what the front offers")
    hand.step("find_procedure")
    code = hand.state().of(Search).guides[0].code
    hand.pilot.touch(f"find.result.{code}")
    hand.step("requirements")
    guide = hand.state().of(Guidance).guide
    assert guide is not None
    assert guide.code == code
    assert guide.papers
    hand.pilot.touch("requirements.print")
    hand.until(lambda: hand.state().of(TakeAlong).phase is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("printed")
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    assert not hand.state().knows_somebody
    hand.found["least_taps"] = 4


RUN = Run("before_coming", play)
