"""What happened elsewhere while somebody stood here: withdrawn, withdrawn twice, rated. All once."""

from __future__ import annotations

import requests

from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.outbox import Outbox
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import own, scan_one_page, sent, show_slip
from tests.journeys.hand import Hand, Run
from tests.journeys.world import PASSWORD, USER
from tests.session.words import Followed

WORDS = "Giấy xác nhận cũ bị mờ trang 2. Xin nộp lại trang 2."
ON_THE_WAY = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.UPLOADED})
_USER, _SITE = (USER, PASSWORD), {"groupId": "1"}
_ADDRESS = "/o/rest/v2/dossiers/{uid}/cancelling"


def play(hand: Hand) -> None:
    """Papers and a withdrawal for what is withdrawn meanwhile; a rating where another one came first."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="waiting", note=WORDS)
    own(hand, code)
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")
    _withdrawn_elsewhere(hand)
    scan_one_page(hand)
    sent(hand)
    hand.found["papers_of_withdrawn"] = _settled(hand)
    _told(hand, code, "7")
    _again(hand, code)
    _rated_elsewhere(hand, code)


def _again(hand: Hand, code: str) -> None:
    """Received again by its officer; then withdrawn at home while it is withdrawn here."""
    officer(hand.world, "step", status="processing")
    # Still signed in: the visit goes on.
    show_slip(hand, code)
    hand.until(lambda: bool((found := hand.state().of(Followed).found) and found.own), "the contents")
    hand.pilot.touch("dossier.withdrawal")
    hand.step("withdrawal")
    before = hand.world.portal_state()["counters"]["withdrawals"]
    _withdrawn_elsewhere(hand)
    hand.pilot.touch("nav.next")
    sent(hand)
    hand.found["withdrawn_twice"] = _settled(hand)
    assert hand.world.portal_state()["counters"]["withdrawals"] == before + 1
    _told(hand, code, "7")


def _rated_elsewhere(hand: Hand, code: str) -> None:
    """The first rating stands, and the second changes nothing of it."""
    officer(hand.world, "step", status="done")
    show_slip(hand, code)
    hand.pilot.touch("dossier.rating")
    hand.step("dossier_rating")
    for question in ("dossier", "officials"):
        hand.pilot.touch(f"dossier_rating.{question}.1")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.WORDS, "the words")
    for number in ("1", "2"):
        _vote(hand, number, "5")
    hand.pilot.touch("dossier_rating.next")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.SAVED, "saved")
    hand.pilot.touch("dossier_rating.next")
    hand.step("welcome")
    hand.found["rated_twice"] = _settled(hand)
    assert hand.world.portal_state()["ratings"] == [{"dossier": 5, "officials": 5}]
    show_slip(hand, code)
    assert not hand.pilot.shows("dossier.rating")
    hand.pilot.picture("rated")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _vote(hand: Hand, number: str, level: str) -> None:
    """As another place's machine sends it."""
    root = f"{hand.world.portal_address}/o/rest/v2/postal/votings"
    rows = requests.get(f"{root}/dossier/{UID}", timeout=10, auth=_USER, headers=_SITE).json()["data"]
    (voting,) = (one["votingId"] for one in rows if one["votingId"].endswith(number))
    form = {"selected": level, "className": "dossier"}
    requests.post(
        f"{root}/{voting}/results", data=form, timeout=10, auth=_USER, headers=_SITE
    ).raise_for_status()


def _withdrawn_elsewhere(hand: Hand) -> None:
    address = hand.world.portal_address + _ADDRESS.format(uid=UID)
    form = {"applicantNote": "Không cần nữa."}
    requests.post(address, data=form, timeout=10, auth=_USER, headers=_SITE).raise_for_status()


def _told(hand: Hand, code: str, stage: str) -> None:
    show_slip(hand, code)
    hand.until(lambda: hand.state().of(Followed).found is not None, "what became of it")
    found = hand.state().of(Followed).found
    assert found is not None
    assert found.stage == stage
    hand.pilot.picture(f"told-{stage}")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _settled(hand: Hand) -> str:
    """Wait until nothing is on its way any more; gives how the newest request ended."""
    world = hand.world
    database = world.layout.folder("queue") / "outbox.sqlite"
    outbox = Outbox.open(database, world.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=50)
    try:
        hand.until(lambda: outbox.list()[-1].state not in ON_THE_WAY, "an end of what was sent", 60.0)
        return outbox.list()[-1].state.value
    finally:
        outbox.close()


RUN = Run("meanwhile", play)
