"""Tra cứu: a slip is shown, state and dates are told, and the slip is printed again."""

from __future__ import annotations

import time

from tests.journeys.filed import SERVICE, file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run
from tests.session.words import DossierShown, Followed, SlipPhase


def play(hand: Hand) -> None:
    """Nobody signs in: no name and no contents are told."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    began = time.monotonic()
    show_slip(hand, code)
    hand.found["slip_to_answer_ms"] = round((time.monotonic() - began) * 1000)
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.code, found.stage, found.fresh, found.own) == (code, "4", True, False)
    assert SERVICE not in repr(found.service_name)
    hand.pilot.touch("dossier.print")
    hand.until(lambda: hand.state().of(DossierShown).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("printed")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


RUN = Run("look_up", play)
