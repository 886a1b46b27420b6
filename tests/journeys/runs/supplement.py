"""Bổ sung hồ sơ: the officer's words, a page scanned, sent into the dossier, once."""

from __future__ import annotations

from typing import Any

from tests.journeys.filed import UID, file_before, officer, requests_at
from tests.journeys.following import own, scan_one_page, sent
from tests.journeys.hand import Hand, Run
from tests.session.words import DossierShown, Followed, SlipPhase

WORDS = "Giấy xác nhận cũ bị mờ trang 2. Xin nộp lại trang 2."


def play(hand: Hand) -> None:
    """From the officer's request to the officer's inbox."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="waiting", note=WORDS)
    own(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.words == WORDS
    hand.pilot.touch("dossier.printrequest")
    hand.until(lambda: hand.state().of(DossierShown).slip is SlipPhase.PRINTED, "Mẫu 02 on paper")
    hand.pilot.picture("dossier-request-printed")
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")
    scan_one_page(hand)
    sent(hand)
    if hand.world.protocol == "dvcqg":
        hand.until(lambda: _received(hand) == ["received"], "the papers at the province's address")
        return
    hand.until(lambda: _row(hand)["dossierStatus"] == "processing", "the papers at the portal")
    files = _row(hand)["files"]
    assert [one["dossierPartNo"] for one in files] == ["TK", "BO_SUNG"]
    assert hand.world.portal_state()["counters"]["supplements"] == 1


def _received(hand: Hand) -> list[object]:
    """A national portal takes no papers itself (docs/decisions/021)."""
    return [one["status"] for one in requests_at(hand.world, "supplement")]


def _row(hand: Hand) -> dict[str, Any]:
    row = hand.world.dossier_at_portal(UID)
    assert row is not None
    return row


RUN = Run("supplement", play)
