"""Rút hồ sơ: said what it means, asked for by two touches, once at the portal."""

from __future__ import annotations

from tests.journeys.filed import UID
from tests.journeys.following import sent, to_own
from tests.journeys.hand import Hand, Run


def play(hand: Hand) -> None:
    """The officer then accepts it."""
    to_own(hand)
    hand.pilot.touch("dossier.withdrawal")
    hand.step("withdrawal")
    hand.pilot.touch("nav.next")
    sent(hand)
    hand.until(lambda: _status(hand) == "cancelling", "the withdrawal at the portal")
    assert hand.world.portal_state()["counters"]["withdrawals"] == 1


def _status(hand: Hand) -> object:
    row = hand.world.dossier_at_portal(UID)
    return row and row["dossierStatus"]


RUN = Run("withdraw", play)
