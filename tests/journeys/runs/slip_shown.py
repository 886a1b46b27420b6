"""Somebody else's slip in the middle of filing: asked first, nothing lost; then state and dates alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.filed import SERVICE, file_before, officer, slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.journeys.script import CASES, Story
from tests.session.words import Followed, Form, Signer

OTHER = "048090000001"


class _Filing(Story):
    """As far as the form."""

    def play(self) -> None:
        for part in (self._welcome, self._papers_first, self._sign_in):
            part()


def play(hand: Hand) -> None:
    """The slip is shown at the form, dismissed, shown again and opened."""
    code = file_before(hand.world, OTHER)
    officer(hand.world, "step", status="processing")
    _Filing(hand.pilot, hand.world, hand.state, CASES["simplest"], hand.world.seed, False).play()
    hand.step("form")
    answers = hand.state().of(Form).answers
    _hold_up(hand, code)
    hand.pilot.picture("asked")
    hand.pilot.touch("door.dismiss")
    assert (hand.state().step, hand.state().of(Form).answers) == ("form", answers)
    hand.world.put_away()
    # What is still in sight is not told again: the camera sees that it went away.
    hand.pilot.run(3.0)
    _hold_up(hand, code)
    taps = hand.pilot.taps
    hand.pilot.touch("door.open")
    hand.step("dossier")
    hand.found["taps_slip_to_dossier"] = hand.pilot.taps - taps
    hand.world.put_away()
    hand.until(lambda: hand.state().of(Followed).found is not None, "what became of it")
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.code, found.stage, found.own, found.service_name) == (code, "4", False, "")
    assert SERVICE not in hand.pilot.text("dossier.foreign")
    assert hand.state().of(Signer).verified
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _hold_up(hand: Hand, code: str) -> None:
    hand.world.hold_up(slip(code))
    hand.until(lambda: hand.pilot.shows("door.dismiss"), "the question")


@contextmanager
def _looking(_folder: Path) -> Iterator[Surroundings]:
    yield Surroundings(at_door=True)


RUN = Run("slip_shown", play, around=_looking)
