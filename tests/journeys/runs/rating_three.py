"""Đánh giá in three levels, as provinces' kiosks ask: the least of them, without a word, sent at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase
from tests.journeys.filed import file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import Followed


def play(hand: Hand) -> None:
    """Not before the result is there; then once."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    show_slip(hand, code)
    assert not hand.pilot.shows("dossier.rating"), "rated before it is finished"
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    # The result is there and not handed over yet (state 9); `rating` plays state 10.
    officer(hand.world, "step", status="releasing")
    officer(hand.world, "officials", officials="Trần Thị Bình: tiếp nhận")
    show_slip(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.stage == "9"
    before = hand.pilot.taps
    hand.pilot.touch("dossier.rating")
    hand.step("dossier_rating")
    assert [hand.pilot.shows(f"dossier_rating.dossier.{number}") for number in range(1, 6)] == [
        *(True, True, True),
        *(False, False),
    ]
    hand.pilot.picture("three")
    hand.pilot.touch("dossier_rating.dossier.1")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.OFFICIALS, "the second question")
    hand.pilot.touch("dossier_rating.officials.3")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.WORDS, "the words")
    hand.pilot.touch("dossier_rating.next")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.SAVED, "saved")
    hand.found["taps_to_rate"] = hand.pilot.taps - before
    hand.found["least_taps"] = 4
    hand.pilot.touch("dossier_rating.next")
    hand.step("welcome")
    hand.until(lambda: any("officials" in one for one in _kept(hand)), "the rating at the portal", 90.0)
    hand.found["kept"] = [{name: one[name] for name in ("dossier", "officials")} for one in _kept(hand)]
    assert len(_kept(hand)) == 1


def _kept(hand: Hand) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hand.world.portal_state()["ratings"]
    return found


@contextmanager
def _three(_folder: Path) -> Iterator[Surroundings]:
    yield Surroundings(toml="[rating]\nlevels = 3\n")


RUN = Run("rating_three", play, around=_three)
