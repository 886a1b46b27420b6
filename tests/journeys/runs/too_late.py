"""Too late: a draft after its day, a ticket after closing, a phone that never answers, an ended sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.identity.payload import VneidToken
from kiosk_app.session.facts.followed import Action
from kiosk_app.session.steps.phone_sign_in import PhonePhase, PhoneSignIn
from kiosk_app.ui.messages import sentence
from offline_queue.contract.attestation import TICKET_HOLDS, Attester
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.envelope import OpeningKey
from portal_sandbox.people import PEOPLE
from tests.journeys.filed import UID, file_before, officer, requests_at
from tests.journeys.following import own, sent, show_slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.journeys.world import CITIZEN
from tests.session.words import (
    ActionAsked,
    DraftReading,
    Followed,
    QrSeen,
    QueueFieldChosen,
    QueueTicketPhase,
    QueueTicketTaken,
    Sending,
    SendingPhase,
    Signer,
    TokenVerified,
)
from vietnam.time_zone import in_vietnam

FIELDS = "Họ, chữ đệm, tên: Trần Thị Bích Ngọc\nDân tộc: Kinh"
DRAFT_S, SIGN_IN_S, PHONE_S = 15, 20, 10


def play(hand: Hand) -> None:
    """One after the other; at the end the withdrawal goes out once, for who opened it."""
    code = file_before(hand.world)
    _draft(hand, code)
    _ticket(hand)
    _phone(hand)
    _old_sign_in(hand, code)


def _draft(hand: Hand, code: str) -> None:
    """Its day ends while it is read: nothing is sent, and it is not offered again."""
    until = SystemClock().now() + timedelta(seconds=DRAFT_S)
    officer(hand.world, "draft", fields=FIELDS, until=until.isoformat())
    own(hand, code)
    hand.pilot.touch("dossier.confirmation")
    hand.step("draft")
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
    assert requests_at(hand.world, "confirmation") == []
    _leave(hand)


def _ticket(hand: Hand) -> None:
    """No number is given out, whatever is touched; the hours are told."""
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    assert hand.state().of(QueueTicketTaken).phase is QueueTicketPhase.CLOSED
    assert hand.state().of(QueueTicketTaken).hours in hand.pilot.text("queue_ticket.closed")
    hand.dispatch(QueueFieldChosen("A"))
    assert hand.state().of(QueueTicketTaken).ticket is None
    assert "A001" not in requests.get(f"{hand.world.portal_address}/counter/", timeout=10).text
    hand.pilot.picture("counter-closed")
    hand.pilot.touch("queue_ticket.done")
    hand.step("welcome")


def _phone(hand: Hand) -> None:
    """Nobody approves in time; a word that comes afterwards signs nobody in, here or for the next."""
    hand.world.fault(phone_waits_s=PHONE_S)
    late = _code_for_phone(hand)
    _until(hand, PhonePhase.REFUSED)
    assert sentence("phone.expired") in hand.pilot.text("phone.problem")
    hand.pilot.picture("phone-expired")
    _approve(hand, late)
    hand.world.fault(phone_waits_s=0)
    hand.pilot.touch("phone.again")
    _until(hand, PhonePhase.SHOWN)
    left = hand.state().of(PhoneSignIn).user_code
    assert left != late
    hand.pilot.touch("nav.back")
    hand.pilot.run(0.5)
    _leave(hand)
    _approve(hand, left)
    hand.pilot.run(3.0)
    assert hand.state().of(Signer).identity is None
    # The next one gets another code, and is not taken for who approved the last.
    _code_for_phone(hand)
    hand.pilot.run(3.0)
    assert hand.state().of(PhoneSignIn).phase is PhonePhase.SHOWN
    _leave(hand)


def _code_for_phone(hand: Hand) -> str:
    hand.pilot.touch("welcome.errand.due_services.")
    hand.step("sign_in")
    hand.pilot.touch("signin.phone")
    _until(hand, PhonePhase.SHOWN)
    return hand.state().of(PhoneSignIn).user_code


def _until(hand: Hand, phase: PhonePhase) -> None:
    hand.until(lambda: hand.state().of(PhoneSignIn).phase is phase, f"the phone {phase.value}")


def _approve(hand: Hand, user_code: str) -> None:
    form = {"user_code": user_code, "decision": "approve"}
    requests.post(f"{hand.world.portal_address}/phone/{CITIZEN}/device", data=form, timeout=10)


def _old_sign_in(hand: Hand, code: str) -> None:
    """It ends while the withdrawal is read: said so, signed in anew, sent once."""
    show_slip(hand, code)
    hand.pilot.touch("dossier.signin")
    hand.step("sign_in")
    signed_in = SystemClock().now()
    _sign_in_of_old(hand)
    hand.until(lambda: bool((found := hand.state().of(Followed).found) and found.own), "the contents")
    hand.pilot.touch("dossier.withdrawal")
    hand.step("withdrawal")
    ends = signed_in + timedelta(seconds=SIGN_IN_S + 1)
    hand.until(lambda: SystemClock().now() > ends, "the end of the sign-in")
    hand.pilot.touch("nav.next")
    hand.until(lambda: hand.state().of(Sending).phase is SendingPhase.FAILED, "the answer")
    assert sentence("sign_in.over") in hand.pilot.text("request.problem")
    assert not hand.pilot.shows("request.again")
    hand.pilot.picture("sign-in-over")
    assert requests_at(hand.world, "withdrawal") == []
    hand.pilot.touch("request.signin")
    hand.sign_in()
    sent(hand)
    hand.until(lambda: _status(hand) == "cancelling", "the withdrawal at the portal")
    assert hand.world.portal_state()["counters"]["withdrawals"] == 1


def _sign_in_of_old(hand: Hand) -> None:
    """With what the daemon gave almost two hours ago."""
    key = hand.world.layout.folder("credentials") / "sync.key"
    attester = Attester(OpeningKey(key.read_text().strip()).derived("kiosk attestation"))
    at = SystemClock().now() - TICKET_HOLDS + timedelta(seconds=SIGN_IN_S)
    visit, claims = hand.state().visit, Claims(PEOPLE[CITIZEN].claims())
    hand.dispatch(QrSeen(visit, VneidToken("kept")))
    ticket = attester.ticket(CITIZEN, 2, at)
    hand.dispatch(TokenVerified(visit, "kept", VerifyResult.VERIFIED, 2, claims, ticket))


def _status(hand: Hand) -> object:
    row = hand.world.dossier_at_portal(UID)
    return row and row["dossierStatus"]


def _leave(hand: Hand) -> None:
    """End the visit, whatever is shown."""
    hand.pilot.touch("bar.cancel")
    hand.pilot.run(0.3)
    if hand.pilot.shows("cancel.confirm"):
        hand.pilot.touch("cancel.confirm")
    hand.step("welcome")


@contextmanager
def _closed(_folder: Path) -> Iterator[Surroundings]:
    """The counter gives out no numbers now."""
    now = in_vietnam(SystemClock().now())
    yield Surroundings(tickets="00:00-06:00" if now.hour >= 12 else "18:00-24:00")


RUN = Run("too_late", play, around=_closed)
