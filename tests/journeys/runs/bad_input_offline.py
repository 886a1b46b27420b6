"""Without a network: what people show and type by mistake, or too late. A clear sentence, nothing of anybody.

What `bad_input`, `too_late`, `chip_refused`, `payment` and `meanwhile` play with a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import requests

from drivers.chip_reader.emulator.virtual_reader import LaidCard
from kiosk_app.session.facts.followed import Action
from kiosk_app.session.steps.dossier_rating import DossierRating, RatingPhase
from kiosk_app.session.steps.payment import Payment, PaymentPhase
from kiosk_app.session.steps.petition import LONGEST
from kiosk_app.session.steps.phone_sign_in import PhonePhase, PhoneSignIn
from kiosk_app.session.steps.sign_in import ChipPhase, SignIn, SignInPhase
from kiosk_app.ui.messages import sentence
from offline_queue.contract import provisional_code
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.outbox import Outbox
from tests.journeys.card_and_badge import CardAndBadge, card_and_badge
from tests.journeys.filed import file_before, requests_at
from tests.journeys.following import TILE, own, saved_and_printed, scan_one_page, show_slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.journeys.runs.chip_refused import SAME_NUMBER, hold_up_card
from tests.journeys.world import PASSWORD, USER
from tests.offline_queue.support.dossiers import submission
from tests.session.words import (
    ActionAsked,
    CategoryChosen,
    CodeEntered,
    DraftReading,
    Followed,
    LookUp,
    Next,
    Petition,
    PetitionTyped,
    QueueFieldChosen,
    QueueTicketPhase,
    QueueTicketTaken,
    Signer,
)
from vietnam.time_zone import in_vietnam

STRANGER = "048090000001"
WORDS = "Giấy xác nhận cũ bị mờ trang 2. Xin nộp lại trang 2."
LONG = "Đường hỏng, xin sửa. " * 250
DRAFT_S, PHONE_S = 20, 10
CATCHING_UP_S = 180.0
"""After an outage what waited is sent over a while, so that a whole province does not come at once."""


def play(hand: Hand) -> None:
    """What began with a network goes on without; then what begins without; then the network is back."""
    elsewhere = file_before(hand.world)
    asked, finished = _filed_here(hand, 1), _filed_here(hand, 2)
    _phone_left_alone(hand)
    _draft(hand, asked)
    code = _known(hand, asked, "waiting", "5")
    done = _known(hand, finished, "done", "10")
    strangers_phone = _phone_of(hand, STRANGER)
    # Withdrawn at home, and the kiosk has not heard of it.
    _at_portal(hand, f"dossiers/{asked}/cancelling", {"applicantNote": "Không cần nữa."})
    _line_goes(hand)
    _codes(hand, elsewhere)
    _somebody_elses_slip(hand, code, strangers_phone)
    _fee(hand)
    supplement = _papers(hand)
    _rated_twice(hand, done)
    _ticket(hand)
    _other_persons_chip(hand)
    petition = _too_much_to_say(hand)
    hand.world.start_portal()
    hand.until(lambda: hand.state().health.online, "the line")
    _afterwards(hand, asked, supplement, petition)


def _afterwards(hand: Hand, asked: str, supplement: str, petition: str) -> None:
    """The papers wait for staff, as nobody takes them any more; the rest arrived once."""
    hand.until(lambda: _state(hand, petition) in _DONE, "the petition", CATCHING_UP_S)
    refused = DeliveryState.REJECTED
    hand.until(lambda: _state(hand, supplement) is refused, "an answer to the papers", CATCHING_UP_S)
    row = hand.world.dossier_at_portal(asked)
    assert row is not None
    assert row["dossierStatus"] == "cancelling"
    assert "BO_SUNG" not in [one["dossierPartNo"] for one in row["files"]]
    hand.until(lambda: len(hand.world.portal_state()["ratings"]) == 1, "the rating", CATCHING_UP_S)
    (rating,) = hand.world.portal_state()["ratings"]
    assert (rating["dossier"], rating["officials"]) == (4, 4)
    (kept,) = requests_at(hand.world, "petition")
    assert LONG not in str(kept["value"])
    assert requests_at(hand.world, "confirmation") == []
    hand.found["papers_of_withdrawn"] = "attention"


_DONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})


def _filed_here(hand: Hand, seed: int) -> str:
    """Let this kiosk have filed one of the citizen's, which the portal has; gives its uid."""
    outbox = _outbox(hand)
    sent = submission(outbox.reserve_code(), seed=seed)
    outbox.submit(sent)
    outbox.close()
    GatewayClient(hand.world.layout.folder("run") / "sync.sock", 4.0).wake()
    uid = sent.manifest.reference_uid
    hand.world.wait_for_dossier(uid)
    return uid


def _outbox(hand: Hand) -> Outbox:
    database = hand.world.layout.folder("queue") / "outbox.sqlite"
    return Outbox.open(database, hand.world.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=50)


def _state(hand: Hand, uid: str) -> DeliveryState:
    outbox = _outbox(hand)
    try:
        return outbox.show(uid).dossier.state
    finally:
        outbox.close()


def _stage(hand: Hand, uid: str) -> str:
    outbox = _outbox(hand)
    try:
        return outbox.show(uid).stage
    finally:
        outbox.close()


def _officer(hand: Hand, uid: str, action: str, **form: str) -> None:
    address = f"{hand.world.portal_address}/inbox/{uid}/{action}"
    requests.post(address, data=form, timeout=10).raise_for_status()


def _at_portal(hand: Hand, path: str, form: dict[str, str]) -> None:
    address = f"{hand.world.portal_address}/o/rest/v2/{path}"
    header = {"groupId": "1"}
    requests.post(address, auth=(USER, PASSWORD), headers=header, data=form, timeout=10).raise_for_status()


def _known(hand: Hand, uid: str, status: str, stage: str) -> str:
    """Let the officer go so far, and the kiosk hear of it; gives its number."""
    if status == "done":
        _officer(hand, uid, "step", status="processing")
    _officer(hand, uid, "step", status=status, note=WORDS)
    row = hand.world.dossier_at_portal(uid)
    assert row is not None
    show_slip(hand, str(row["dossierNo"]))
    hand.until(lambda: _stage(hand, uid) == stage, f"state {stage} to be remembered")
    _leave(hand)
    return str(row["dossierNo"])


def _phone_of(hand: Hand, person: str) -> bytes:
    """Give the code that a phone keeps for when there is no network."""
    return requests.get(f"{hand.world.portal_address}/phone/{person}/qr.png", timeout=10).content


def _line_goes(hand: Hand) -> None:
    hand.world.stop_portal()
    hand.until(lambda: not hand.state().health.online, "a line that is away")


def _line_is_back(hand: Hand) -> None:
    hand.world.start_portal()
    hand.until(lambda: hand.state().health.online, "the line")


def _phone_left_alone(hand: Hand) -> None:
    """Begun with a network, never finished; and not to be begun without one."""
    hand.world.fault(phone_waits_s=PHONE_S)
    _to_phone(hand)
    hand.until(lambda: _phone(hand) is PhonePhase.SHOWN, "a code for the phone")
    _line_goes(hand)
    hand.until(lambda: _phone(hand) is PhonePhase.REFUSED, "its end")
    assert sentence("phone.expired") in hand.pilot.text("phone.problem")
    hand.pilot.picture("phone-expired")
    hand.pilot.touch("phone.again")
    hand.until(lambda: _phone(hand) is PhonePhase.REFUSED, "that none is to be had")
    assert sentence("phone.unavailable") in hand.pilot.text("phone.problem")
    hand.pilot.picture("phone-unavailable")
    assert hand.state().of(Signer).identity is None
    _leave_anyhow(hand)
    _line_is_back(hand)


def _phone(hand: Hand) -> PhonePhase:
    return hand.state().of(PhoneSignIn).phase


def _to_phone(hand: Hand) -> None:
    hand.pilot.touch("welcome.errand.due_services.")
    hand.step("sign_in")
    hand.pilot.touch("signin.phone")


def _draft(hand: Hand, uid: str) -> None:
    """Opened with a network; its day ends without one: nothing is sent, and it is not offered again."""
    until = SystemClock().now() + timedelta(seconds=DRAFT_S)
    _officer(hand, uid, "draft", fields="Dân tộc: Kinh", until=until.isoformat())
    row = hand.world.dossier_at_portal(uid)
    assert row is not None
    own(hand, str(row["dossierNo"]))
    hand.pilot.touch("dossier.confirmation")
    hand.step("draft")
    _line_goes(hand)
    hand.until(lambda: SystemClock().now() > until, "the end of its day")
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(DraftReading).problem == "draft.over", "a sentence")
    assert sentence("draft.over") in hand.pilot.text("draft.problem")
    hand.pilot.picture("draft-over")
    hand.pilot.touch("nav.back")
    hand.step("dossier")
    assert not hand.pilot.shows("dossier.confirmation")
    hand.dispatch(ActionAsked(Action.CONFIRMATION))
    assert hand.state().step == "dossier"
    _leave_anyhow(hand)
    _line_is_back(hand)


def _codes(hand: Hand, elsewhere: str) -> None:
    """Forged ones, and one that this kiosk does not know: nobody can be asked, and nothing is told."""
    hand.pilot.touch(TILE)
    hand.step("look_up")
    made_up = provisional_code.make("DN07", 987)
    for text, problem in (
        (made_up, "not_now"),
        (elsewhere, "not_now"),
        (made_up[:-1] + ("B" if made_up[-1] != "B" else "C"), "wrong_code"),
        (provisional_code.make("HN01", 12), "other_kiosk"),
        ("G22.99.08-261124-0001", "other_province"),
    ):
        hand.dispatch(CodeEntered(text))
        hand.dispatch(Next())
        hand.until(lambda: _answered(hand), f"an answer to {text!r}")
        told = hand.state().of(LookUp).problem
        assert told == f"look_up.{problem}", (text, told)
        assert sentence(told) in hand.pilot.text("lookup.problem")
        assert hand.state().of(Followed).found is None
    hand.pilot.picture("codes")
    hand.pilot.touch("nav.back")
    hand.step("welcome")


def _answered(hand: Hand) -> bool:
    asked = hand.state().of(LookUp)
    return not asked.asking and bool(asked.problem)


def _somebody_elses_slip(hand: Hand, code: str, phone: bytes) -> None:
    """Found on the floor: its state with its time, and with a phone that nobody could ask no word more."""
    show_slip(hand, code)
    _nothing_of_the_owner(hand)
    hand.pilot.touch("dossier.signin")
    hand.step("sign_in")
    hand.world.hold_up(phone)
    hand.pilot.touch("signin.goon")
    hand.step("dossier")
    hand.world.put_away()
    _nothing_of_the_owner(hand)
    for action in (Action.WITHDRAWAL, Action.CONFIRMATION):
        hand.dispatch(ActionAsked(action))
        assert hand.state().step == "dossier"
    hand.pilot.picture("foreign")


def _nothing_of_the_owner(hand: Hand) -> None:
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.stage, found.fresh, found.own) == ("5", False, False)
    assert (found.service_name, found.words, found.filed, found.draft, found.results) == (
        "",
        "",
        None,
        (),
        (),
    )
    assert hand.pilot.shows("dossier.old")


def _fee(hand: Hand) -> None:
    """A fee cannot be asked for, so nothing is paid here, once or twice."""
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.COUNTER, "the way to the counter")
    assert sentence("payment.not_now") in hand.pilot.text("payment.problem")
    assert not hand.pilot.shows("payment.said")
    hand.pilot.picture("counter")
    hand.pilot.touch("nav.back")
    hand.step("dossier")


def _papers(hand: Hand) -> str:
    """For what was withdrawn at home meanwhile: taken, and said that they are sent later; gives their uid."""
    hand.pilot.touch("dossier.supplement")
    hand.step("scan")
    scan_one_page(hand)
    saved_and_printed(hand, "papers-saved")
    uid = _newest(hand)
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    _end(hand)
    return uid


def _newest(hand: Hand) -> str:
    outbox = _outbox(hand)
    try:
        return outbox.list()[-1].reference_uid
    finally:
        outbox.close()


def _rated_twice(hand: Hand, code: str) -> None:
    """The first rating stands, and the second is told so."""
    for phase in (RatingPhase.SAVED, RatingPhase.NOT_NOW):
        show_slip(hand, code)
        hand.pilot.touch("dossier.rating")
        hand.step("dossier_rating")
        level = "4" if phase is RatingPhase.SAVED else "1"
        for question in ("dossier", "officials"):
            hand.pilot.touch(f"dossier_rating.{question}.{level}")
        hand.until(lambda: hand.state().of(DossierRating).phase is RatingPhase.WORDS, "the words")
        hand.pilot.touch("dossier_rating.next")
        hand.until(lambda phase=phase: hand.state().of(DossierRating).phase is phase, phase.value)  # type: ignore[misc]  # bound now
        if phase is RatingPhase.NOT_NOW:
            assert sentence("rating.given") in hand.pilot.text("dossier_rating.problem")
        hand.pilot.picture(f"rating-{phase.value}")
        hand.pilot.touch("dossier_rating.next")
        hand.step("welcome")


def _ticket(hand: Hand) -> None:
    """No number after closing, whatever is touched; the hours are told."""
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    counter = hand.state().of(QueueTicketTaken)
    assert counter.phase is QueueTicketPhase.CLOSED
    assert counter.hours in hand.pilot.text("queue_ticket.closed")
    hand.dispatch(QueueFieldChosen("A"))
    assert hand.state().of(QueueTicketTaken).ticket is None
    hand.pilot.picture("counter-closed")
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")


def _other_persons_chip(hand: Hand) -> None:
    """One person's code and another's chip: the daemon finds it out by itself."""
    beside = hand.things["card_and_badge"]
    assert isinstance(beside, CardAndBadge)
    hand.pilot.touch("welcome.errand.due_services.")
    hand.step("sign_in")
    hold_up_card(hand, SAME_NUMBER)
    hand.until(lambda: hand.state().of(SignIn).chip is ChipPhase.WAITING, "a reader that waits")
    hand.world.put_away()
    beside.laid = LaidCard(beside.port, beside.card)
    hand.until(lambda: hand.state().of(SignIn).phase is SignInPhase.REFUSED, "the answer")
    beside.take()
    assert sentence("chip.other_person") in hand.pilot.text("signin.problem")
    assert hand.state().of(Signer).identity is None
    hand.pilot.picture("other-persons-chip")
    _leave_anyhow(hand)


def _too_much_to_say(hand: Hand) -> str:
    """Five thousand characters are neither taken nor cut; gives the uid of what is sent then."""
    hand.pilot.touch("welcome.errand.petition.")
    hand.step("petition")
    hand.dispatch(CategoryChosen("roads"))
    hand.dispatch(PetitionTyped("Đèn tắt."))
    hand.dispatch(PetitionTyped(LONG))
    assert (hand.state().of(Petition).text, hand.state().of(Petition).problem) == (
        "Đèn tắt.",
        "petition.full",
    )
    hand.until(lambda: hand.pilot.shows("petition.problem"), "a sentence")
    assert sentence("petition.full", str(LONGEST)) in hand.pilot.text("petition.problem")
    hand.pilot.picture("too-long")
    hand.pilot.touch("petition.nameless")
    saved_and_printed(hand, "petition-saved")
    uid = _newest(hand)
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    return uid


def _leave(hand: Hand) -> None:
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _leave_anyhow(hand: Hand) -> None:
    """End the visit, whatever is shown."""
    hand.pilot.touch("bar.cancel")
    hand.pilot.run(0.3)
    if hand.pilot.shows("cancel.confirm"):
        hand.pilot.touch("cancel.confirm")
    hand.step("welcome")


def _end(hand: Hand) -> None:
    """Whoever has signed in goes."""
    if hand.state().of(Signer).identity is not None:
        _leave_anyhow(hand)


@contextmanager
def _closed_with_chip(folder: Path) -> Iterator[Surroundings]:
    """The counter gives out no numbers now; a reader for chips stands beside."""
    now = in_vietnam(SystemClock().now())
    with card_and_badge(folder) as around:
        yield replace(around, tickets="00:00-06:00" if now.hour >= 12 else "18:00-24:00")


RUN = Run("bad_input_offline", play, around=_closed_with_chip)
