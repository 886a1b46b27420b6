"""Đánh giá: a finished dossier by its slip, once, without a name, and offline as well."""

from __future__ import annotations

from typing import Any

from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run
from tests.session.words import DossierShown, Followed


def play(hand: Hand) -> None:
    """The portal then has one rating, and nothing in it leads to the dossier."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    officer(hand.world, "step", status="done")
    officer(hand.world, "officials", officials="Trần Thị Bình: tiếp nhận")
    show_slip(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.stage == "10"
    before = hand.pilot.taps
    hand.pilot.touch("dossier.rating")
    hand.step("dossier_rating")
    hand.pilot.touch("dossier_rating.dossier.5")
    hand.until(lambda: _phase(hand) is RatingPhase.OFFICIALS, "the second question")
    hand.pilot.picture("officials")
    hand.pilot.touch("dossier_rating.officials.4")
    hand.until(lambda: _phase(hand) is RatingPhase.WORDS, "the words")
    hand.pilot.picture("words")
    # The line breaks just before it is sent: it waits in the queue.
    hand.world.stop_portal()
    hand.pilot.touch("dossier_rating.next")
    hand.until(lambda: _phase(hand) is RatingPhase.SAVED, "saved")
    hand.pilot.picture("saved")
    hand.found["taps_to_rate"] = hand.pilot.taps - before
    hand.found["least_taps"] = 4
    hand.pilot.touch("dossier_rating.next")
    hand.step("welcome")
    hand.world.start_portal()
    hand.until(lambda: any("officials" in one for one in _kept(hand)), "the rating at the portal", 90.0)
    (kept,) = _kept(hand)
    assert (kept["dossier"], kept["officials"]) == (5, 4)
    assert not any(one in repr(kept) for one in (code, UID, "TAM-"))
    show_slip(hand, code)
    hand.until(lambda: not hand.state().of(DossierShown).asking, "the dossier")
    assert not hand.pilot.shows("dossier.rating"), "it is offered a second time"
    hand.pilot.picture("given")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _kept(hand: Hand) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hand.world.portal_state()["ratings"]
    return found


def _phase(hand: Hand) -> RatingPhase:
    return hand.state().of(DossierRating).phase


RUN = Run("rating", play)
