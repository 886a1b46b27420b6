"""Errands that send something, while the portal is ill: stored and said so, then delivered whole, once.

Played on the real screen, daemon and sandbox; each request is tried in vain in every way before the portal is
well again. What hung is carried out by the portal when nobody waits for it any more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from PySide6.QtGui import QGuiApplication

from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase
from kiosk_app.session.steps.payment import Payment, PaymentPhase
from tests.journeys.conftest import SMALL
from tests.journeys.filed import file_before, officer, requests_at
from tests.journeys.following import own, saved_and_printed, scan_one_page, show_slip
from tests.journeys.hand import Hand
from tests.journeys.ill import SETTINGS, SILENT_S, QueueWatch, at_kiosk, heal, troubles
from tests.journeys.runs.organisation import CASE, CODE, ForHousehold, is_for_household
from tests.journeys.runs.payment import TOML as TREASURY
from tests.journeys.world import CITIZEN, PASSWORD, USER, World
from tests.session.words import (
    CategoryChosen,
    Petition,
    PetitionTyped,
    QueueTicketTaken,
    SlipPhase,
    Slips,
    SubmissionState,
    SubmitPhase,
)

pytestmark = pytest.mark.long("whole errands over real programs, each through every way of being ill")

OTHER = "048090000001"
WORDS = "Giấy xác nhận cũ bị mờ trang 2. Xin nộp lại trang 2."
TOLD = "Đèn đường tắt đã hai tuần."


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> Iterator[World]:
    del qapp
    folder = tmp_path_factory.mktemp("ill")
    offered = ("1.004873", CODE)
    with World(folder, panel=SMALL, more=TREASURY, settings=SETTINGS, offered=offered) as made:
        yield made


@pytest.fixture
def hand(ill: World, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """At the kiosk. With ILL_PICTURES in the environment, what the screen says is kept there."""
    wanted = os.environ.get("ILL_PICTURES", "")
    with at_kiosk(ill, Path(wanted) / request.node.name if wanted else None) as made:
        yield made


@pytest.fixture(scope="module")
def queue(ill: World) -> Iterator[QueueWatch]:
    watch = QueueWatch(ill)
    yield watch
    watch.close()


@dataclass(frozen=True)
class Sent:
    """One errand: to the last touch, that touch, and what the portal has of it then."""

    number: int
    begin: Callable[[Hand, str, str], None]
    """Goes as far as the last touch; gets number and uid of a dossier of the citizen's."""
    send: Callable[[Hand], None]
    """Ends where the screen says that it is kept."""
    effects: Callable[[World, str], int]
    """How often the portal has it, whole; gets the uid of the dossier."""


def _row(world: World, uid: str) -> dict[str, Any]:
    row = world.dossier_at_portal(uid)
    assert row is not None
    return row


def _supplement(hand: Hand, code: str, uid: str) -> None:
    officer(hand.world, "step", uid=uid, status="waiting", note=WORDS)
    own(hand, code)
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")


def _send_page(hand: Hand) -> None:
    scan_one_page(hand)
    saved_and_printed(hand, "saved")


def _supplements(world: World, uid: str) -> int:
    row = _row(world, uid)
    papers = [one["dossierPartNo"] for one in row["files"]]
    assert papers in (["TK"], ["TK", "BO_SUNG"])
    return int(row["dossierStatus"] == "processing" and papers == ["TK", "BO_SUNG"])


def _withdrawal(hand: Hand, code: str, uid: str) -> None:
    del uid
    own(hand, code)
    hand.pilot.touch("dossier.withdrawal")
    hand.step("withdrawal")


def _send_on(hand: Hand) -> None:
    hand.pilot.touch("nav.next")
    saved_and_printed(hand, "saved")


def _withdrawals(world: World, uid: str) -> int:
    status = _row(world, uid)["dossierStatus"]
    count = int(world.portal_state()["counters"].get("withdrawals", 0))
    assert count <= 1
    return count if status == "cancelling" else 0


def _confirmation(hand: Hand, code: str, uid: str) -> None:
    officer(hand.world, "draft", uid=uid, fields="Họ, chữ đệm, tên: Trần Thị Bích Ngọc\nDân tộc: Kinh")
    own(hand, code)
    hand.pilot.touch("dossier.confirmation")
    hand.step("draft")


def _kept(kind: str) -> Callable[[World, str], int]:
    def count(world: World, uid: str) -> int:
        about = [one for one in requests_at(world, kind) if uid in str(one["value"]) or kind in _OF_NOBODY]
        assert len(about) <= 1, f"{len(about)} of them"
        return sum(one["status"] == "received" for one in about)

    return count


_OF_NOBODY = frozenset({"petition", "certified_copy"})


def _petition(hand: Hand, code: str, uid: str) -> None:
    del code, uid
    hand.pilot.touch("welcome.errand.petition.")
    hand.step("petition")
    hand.dispatch(CategoryChosen("roads"))
    hand.dispatch(PetitionTyped(TOLD))
    assert hand.state().of(Petition).text == TOLD


def _send_nameless(hand: Hand) -> None:
    hand.pilot.touch("petition.nameless")
    saved_and_printed(hand, "saved")


def _copy(hand: Hand, code: str, uid: str) -> None:
    del code, uid
    hand.pilot.touch("welcome.errand.certified_copy.")
    hand.step("certified_copy")
    hand.pilot.touch("certified_copy.paper.diploma")
    hand.pilot.touch("consent.agree")
    hand.sign_in()
    hand.step("scan")
    scan_one_page(hand)
    hand.step("compare")


def _send_same(hand: Hand) -> None:
    hand.pilot.touch("compare.same")
    saved_and_printed(hand, "saved")


def _payment(hand: Hand, code: str, uid: str) -> None:
    officer(hand.world, "step", uid=uid, status="processing")
    officer(hand.world, "fee", uid=uid, amount="16000")
    show_slip(hand, code)
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee")


def _say_paid(hand: Hand) -> None:
    hand.pilot.touch("payment.said")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.REPORTED, "that it is told")
    hand.until(lambda: hand.state().of(Payment).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("saved")


def _rating(hand: Hand, code: str, uid: str) -> None:
    for status in ("processing", "done"):
        officer(hand.world, "step", uid=uid, status=status)
    show_slip(hand, code)
    hand.pilot.touch("dossier.rating")
    hand.step("dossier_rating")
    for question in ("dossier", "officials"):
        hand.pilot.touch(f"dossier_rating.{question}.4")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.WORDS, "the words")


def _send_rating(hand: Hand) -> None:
    hand.pilot.touch("dossier_rating.next")
    hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.SAVED, "saved")
    hand.pilot.picture("saved")


def _ratings(world: World, uid: str) -> int:
    del uid
    kept = world.portal_state()["ratings"]
    assert all(one.get("dossier", 4) == one.get("officials", 4) == 4 for one in kept)
    assert len(kept) <= 1
    return sum({"dossier", "officials"} <= set(one) for one in kept)


ERRANDS: Mapping[str, Sent] = {
    "supplement": Sent(200, _supplement, _send_page, _supplements),
    "withdrawal": Sent(210, _withdrawal, _send_on, _withdrawals),
    "confirmation": Sent(220, _confirmation, _send_on, _kept("confirmation")),
    "petition": Sent(230, _petition, _send_nameless, _kept("petition")),
    "certified_copy": Sent(240, _copy, _send_same, _kept("certified_copy")),
    "payment": Sent(250, _payment, _say_paid, _kept("payment")),
    "rating": Sent(260, _rating, _send_rating, _ratings),
}


@pytest.mark.parametrize("name", ERRANDS)
def test_what_is_sent_to_an_ill_portal_arrives_once(hand: Hand, queue: QueueWatch, name: str) -> None:
    errand, world = ERRANDS[name], hand.world
    uid, theirs = (f"6f1b2c52-0000-4000-8000-{errand.number + more:012d}" for more in (0, 1))
    code = file_before(world, CITIZEN, uid)
    other = file_before(world, OTHER, theirs)
    errand.begin(hand, code, uid)
    untouched = _of(world, theirs)
    sent, others = "", {code: other, uid: theirs}
    foreign = _foreign_request(world, theirs)
    for trouble in troubles(others):
        trouble.begin(world)
        if not sent:
            errand.send(hand)
            sent = queue.newest()
            others[sent] = foreign
        tried = queue.failures(sent)
        hand.until(lambda: queue.failures(sent) > tried, f"a try while {trouble.name}: {queue.told(sent)}")  # noqa: B023  asked now
        assert not queue.done(sent), trouble.name
    assert _of(world, theirs) == untouched
    heal(world)
    hand.until(lambda: queue.done(sent), f"its delivery: {queue.told(sent)}", 60.0)
    # What hung has been carried out by then.
    hand.pilot.run(SILENT_S)
    assert errand.effects(world, uid) == 1
    assert _of(world, theirs) == untouched


def _foreign_request(world: World, uid: str) -> str:
    """Let the portal have a request of somebody else; gives its uid."""
    foreign = uid.replace("-4000-", "-4001-")
    value = {"uid": foreign, "kind": "booking", "fields": {}, "dossierUid": ""}
    address = f"{world.portal_address}/o/rest/v2/requests"
    header = {"Idempotency-Key": foreign}
    requests.post(address, json=value, headers=header, auth=(USER, PASSWORD), timeout=10).raise_for_status()
    return foreign


def _of(world: World, uid: str) -> tuple[object, ...]:
    row = _row(world, uid)
    return row["dossierStatus"], row["lastActionNote"], len(row["files"]), row["dossierNo"]


def test_a_number_for_the_counter_is_told_once(hand: Hand, queue: QueueWatch) -> None:
    """The citizen has their number at once; the counter hears of it when the portal is well."""
    kind = "queue_tickets"
    trouble = next(troubles())
    trouble.begin(hand.world)
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    hand.pilot.touch("queue_ticket.field.A")
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the ticket")
    hand.pilot.picture("ticket")
    ticket = hand.state().of(QueueTicketTaken).ticket
    assert ticket is not None
    for trouble in troubles():
        trouble.begin(hand.world)
        _, tried = queue.facts(kind)
        hand.until(lambda: queue.facts(kind)[1] > tried, f"a try while {trouble.name}", 60.0)  # noqa: B023  asked now
        assert queue.facts(kind)[0] == 1
    heal(hand.world)
    hand.until(lambda: queue.facts(kind)[0] == 0, "the counter to hear of it", 60.0)
    hand.pilot.run(SILENT_S)
    page = requests.get(f"{hand.world.portal_address}/counter/", timeout=10).text
    assert page.count(ticket.number) == 1


class _IllStory(ForHousehold):
    """Hands in while the portal is ill, and waits until it is well."""

    queue: QueueWatch

    def _code(self) -> None:
        next(troubles()).begin(self.world)
        super()._code()

    def _submit(self) -> None:
        self.pilot.wait_until(lambda: self._phase() is SubmitPhase.SAVED, "đã lưu")
        self.pilot.wait_until(lambda: self.state().of(Slips).receipt is SlipPhase.PRINTED, "the slip")
        self.pilot.picture("saved")
        assert self.state().of(SubmissionState).official_code == ""
        uid = self.reference_uid
        for trouble in troubles():
            trouble.begin(self.world)
            tried = self.queue.failures(uid)
            self.pilot.wait_until(lambda: self.queue.failures(uid) > tried, trouble.name, 60.0)  # noqa: B023  asked now
            assert not self.queue.done(uid), trouble.name
        heal(self.world)
        super()._submit()


def test_a_dossier_of_an_organisation_arrives_once(hand: Hand, queue: QueueWatch) -> None:
    story = _IllStory(hand.pilot, hand.world, hand.state, CASE, hand.world.seed, False)
    story.queue = queue
    story.play()
    row = hand.world.wait_for_dossier(story.reference_uid)
    is_for_household(row, CITIZEN)
    assert (row["submissions"], row["creations"]) == (1, 1)
    assert {file["referenceUid"]: file["sha256"] for file in row["files"]} == dict(story.reviewed)
    assert len(hand.world.portal_state()["dossiers"]) - _others(hand.world) == 1


def _others(world: World) -> int:
    return sum(one["serviceCode"] != CODE for one in world.portal_state()["dossiers"])
