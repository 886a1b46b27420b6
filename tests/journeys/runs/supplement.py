"""Bổ sung hồ sơ: the officer's words, a page scanned, sent into the dossier, once."""

from __future__ import annotations

from typing import Any

from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import own, sent
from tests.journeys.hand import Hand, Run
from tests.session.words import Followed, Papers, Scan, ScanPhase
from tests.support.papers import draw

WORDS = "Giấy xác nhận cũ bị mờ trang 2. Xin nộp lại trang 2."


def play(hand: Hand) -> None:
    """From the officer's request to the officer's inbox."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="waiting", note=WORDS)
    own(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.words == WORDS
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")
    hand.world.tray.lay(draw("back-page", hand.world.seed).pixels)
    hand.pilot.touch("scan.start")
    hand.until(lambda: _scanned(hand), "the page", 90.0)
    if hand.state().of(Scan).phase is ScanPhase.CHECK_PAGE:
        hand.pilot.touch("scan.keep")
    hand.world.tray.take()
    hand.pilot.touch("nav.next")
    sent(hand)
    hand.until(lambda: _row(hand)["dossierStatus"] == "processing", "the papers at the portal")
    files = _row(hand)["files"]
    assert [one["dossierPartNo"] for one in files] == ["TK", "BO_SUNG"]
    assert hand.world.portal_state()["counters"]["supplements"] == 1


def _scanned(hand: Hand) -> bool:
    state = hand.state()
    return state.of(Scan).phase is not ScanPhase.SCANNING and bool(state.of(Papers).lines[0].pages)


def _row(hand: Hand) -> dict[str, Any]:
    row = hand.world.dossier_at_portal(UID)
    assert row is not None
    return row


RUN = Run("supplement", play)
