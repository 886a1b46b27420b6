"""Errands that ask the portal while it is ill: a sentence each time, nothing of anybody, then the answer.

Played on the real screen, daemon and sandbox. The link is held to be well meanwhile: only the calls of
errands fail, as at a portal with a broken part.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import requests
import segno
from PySide6.QtGui import QGuiApplication

from kiosk_app.session.steps.payment import Payment, PaymentPhase
from kiosk_app.session.steps.phone_sign_in import PhonePhase, PhoneSignIn
from offline_queue.contract.clock import SystemClock
from portal_sandbox.people import PEOPLE
from tests.journeys.conftest import SMALL
from tests.journeys.filed import file_before, officer, slip
from tests.journeys.following import TILE, own, show_slip
from tests.journeys.hand import Hand
from tests.journeys.ill import PHONE, SETTINGS, Trouble, at_kiosk, heal, told, troubles
from tests.journeys.played import slips_of
from tests.journeys.runs.payment import TOML as TREASURY
from tests.journeys.runs.reprint import filed_here
from tests.journeys.world import CITIZEN, World
from tests.session.words import (
    DossierShown,
    DueServices,
    Followed,
    LookUp,
    QueueTicketTaken,
    Signer,
    SlipPhase,
)
from vietnam.time_zone import in_vietnam

pytestmark = pytest.mark.long("whole errands over real programs, each through every way of being ill")

OTHER = "048090000001"
OTHERS_NAME = PEOPLE[OTHER].full_name
FEE, OTHERS_FEE = 16_000, 99_000


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> Iterator[World]:
    del qapp
    folder = tmp_path_factory.mktemp("ill")
    with World(folder, panel=SMALL, more=TREASURY, settings=SETTINGS) as made:
        yield made


@pytest.fixture
def hand(ill: World, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """At the kiosk. With ILL_PICTURES in the environment, what the screen says is kept there."""
    wanted = os.environ.get("ILL_PICTURES", "")
    with at_kiosk(ill, Path(wanted) / request.node.name if wanted else None) as made:
        yield made


def _uid(number: int) -> str:
    return f"6f1b2c52-0000-4000-8000-{number:012d}"


def _two(hand: Hand, number: int) -> tuple[str, str, dict[str, str]]:
    """A dossier of the citizen and one of somebody else; gives number, uid, and what is taken for what."""
    mine, theirs = _uid(number), _uid(number + 1)
    code = file_before(hand.world, CITIZEN, mine)
    other = file_before(hand.world, OTHER, theirs)
    return code, mine, {code: other, mine: theirs, CITIZEN: OTHER}


def _nothing_of_others(hand: Hand, why: str) -> None:
    shown = " ".join(hand.pilot.text(name) for name in hand.pilot.names() if _has_text(hand, name))
    for words in (OTHERS_NAME, OTHER, "99.000"):
        assert words not in shown, (why, words)


def _has_text(hand: Hand, name: str) -> bool:
    item = hand.pilot.find(name)
    return item is not None and item.property("text") is not None


def test_a_dossier_is_looked_up(hand: Hand) -> None:
    code, _, others = _two(hand, 100)
    hand.pilot.touch(TILE)
    hand.step("look_up")
    for trouble in troubles(others):
        trouble.begin(hand.world)
        if trouble.name == "error":
            hand.world.hold_up(slip(code))
        else:
            hand.pilot.touch("nav.next")
        hand.until(lambda: _asked_in_vain(hand), f"an answer while {trouble.name}")
        assert hand.state().of(LookUp).problem == "look_up.not_now", trouble.name
        told(hand, "lookup.problem", "look_up.not_now", trouble.name)
        assert hand.state().of(Followed).found is None
        _nothing_of_others(hand, trouble.name)
    heal(hand.world)
    hand.pilot.touch("nav.next")
    hand.step("dossier")
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.code, found.fresh) == (code, True)


def _asked_in_vain(hand: Hand) -> bool:
    asked = hand.state().of(LookUp)
    return not asked.asking and bool(asked.problem)


def test_all_of_ones_own_are_asked_for(hand: Hand) -> None:
    code, _, others = _two(hand, 110)
    hand.pilot.touch(TILE)
    hand.step("look_up")
    first = True
    for trouble in troubles(others):
        trouble.begin(hand.world)
        if first:
            hand.pilot.touch("lookup.mine")
            hand.sign_in()
            first = False
        else:
            hand.pilot.touch("dossier.again")
        hand.step("dossier")
        hand.until(lambda: not hand.state().of(DossierShown).asking, f"an answer while {trouble.name}")
        assert hand.state().of(DossierShown).problem == "look_up.not_now", trouble.name
        told(hand, "dossier.problem", "look_up.not_now", trouble.name)
        assert hand.state().of(Followed).mine == ()
        _nothing_of_others(hand, trouble.name)
    heal(hand.world)
    hand.pilot.touch("dossier.again")
    hand.until(lambda: bool(hand.state().of(Followed).mine), "all of one's own")
    mine = {one.code for one in hand.state().of(Followed).mine}
    assert code in mine
    assert not mine & set(others.values())


def test_a_fee_is_asked_for(hand: Hand) -> None:
    code, uid, others = _two(hand, 120)
    for one, amount in ((uid, FEE), (others[uid], OTHERS_FEE)):
        officer(hand.world, "step", uid=one, status="processing")
        officer(hand.world, "fee", uid=one, amount=str(amount))
    show_slip(hand, code)
    first = True
    for trouble in troubles(others):
        trouble.begin(hand.world)
        hand.pilot.touch("dossier.payment" if first else "payment.again")
        first = False
        hand.step("payment")
        hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.COUNTER, trouble.name)
        told(hand, "payment.problem", "payment.not_now", trouble.name)
        assert hand.state().of(Payment).transfer == ""
        _nothing_of_others(hand, trouble.name)
    heal(hand.world)
    # It is asked again by itself as well, so the button may be gone by now.
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee", 40.0)
    assert hand.state().of(Payment).fee.amount_vnd == FEE


def test_what_is_due_is_asked_for(hand: Hand) -> None:
    form = {"person": CITIZEN, "serviceCode": "2.000635", "title": "Cấp bản sao Trích lục"}
    requests.post(f"{hand.world.portal_address}/inbox/due/add", data=form, timeout=10).raise_for_status()
    first = True
    for trouble in troubles():
        trouble.begin(hand.world)
        if first:
            hand.pilot.touch("welcome.errand.due_services.")
            hand.sign_in()
            first = False
        else:
            hand.pilot.touch("due.again")
        hand.step("due_services")
        hand.until(lambda: bool(hand.state().of(DueServices).result), f"an answer while {trouble.name}")
        assert hand.state().of(DueServices).result == "not_now", trouble.name
        told(hand, "due.problem", "look_up.not_now", trouble.name)
        assert hand.state().of(DueServices).open() == ()
    heal(hand.world)
    hand.pilot.touch("due.again")
    hand.until(lambda: len(hand.state().of(DueServices).open()) == 1, "what is due")
    assert hand.state().of(DueServices).open()[0].title == form["title"]


def test_an_appointment_is_checked_in(hand: Hand) -> None:
    mine, theirs = _appointment(hand), _appointment(hand)
    for trouble in troubles({mine: theirs}):
        trouble.begin(hand.world)
        _show_appointment(hand, mine)
        hand.until(lambda: bool(hand.state().of(QueueTicketTaken).problem), f"an answer while {trouble.name}")
        assert hand.state().of(QueueTicketTaken).problem == "appointment.not_now", trouble.name
        told(hand, "queue_ticket.problem", "appointment.not_now", trouble.name)
        assert hand.state().of(QueueTicketTaken).ticket is None
        # A number without the appointment is to be had all the same.
        assert hand.pilot.shows("queue_ticket.field.A"), trouble.name
        hand.world.put_away()
        hand.pilot.touch("nav.back")
        hand.step("welcome")
    heal(hand.world)
    _show_appointment(hand, mine)
    hand.until(lambda: hand.state().of(QueueTicketTaken).slip is SlipPhase.PRINTED, "the ticket")
    hand.until(lambda: _checked_in(hand, mine) == 1, "the check-in at the portal")
    assert _checked_in(hand, theirs) == 0


def _show_appointment(hand: Hand, code: str) -> None:
    hand.pilot.touch("welcome.errand.queue_ticket.")
    hand.step("queue_ticket")
    hand.world.hold_up(_picture(code))


def _appointment(hand: Hand) -> str:
    day = in_vietnam(SystemClock().now()).date() + timedelta()
    form = {"day": day.isoformat(), "from": "00:00", "until": "23:59", "letter": "A"}
    reply = requests.post(f"{hand.world.portal_address}/counter/appointments", data=form, timeout=10)
    reply.raise_for_status()
    return reply.url.rpartition("/")[2]


def _checked_in(hand: Hand, code: str) -> int:
    told_of = hand.world.ask(f"/o/rest/v2/requests/appointments/{code}").json()
    return int(told_of["checkIns"])


def _picture(code: str) -> bytes:
    picture = BytesIO()
    segno.make(code, error="m").save(picture, kind="png", scale=9, border=6)
    return picture.getvalue()


def test_a_phone_signs_in(hand: Hand) -> None:
    hand.pilot.touch("welcome.errand.due_services.")
    hand.step("sign_in")
    first = True
    for trouble in troubles():
        trouble.begin(hand.world, PHONE)
        hand.pilot.touch("signin.phone" if first else "phone.again")
        first = False
        _until_phone(hand, PhonePhase.REFUSED)
        told(hand, "phone.problem", "phone.unavailable", trouble.name)
    heal(hand.world)
    hand.pilot.touch("phone.again")
    _until_phone(hand, PhonePhase.SHOWN)
    # Approved while the service tells nobody of it: the code stays, and its word comes later.
    for trouble in troubles():
        trouble.begin(hand.world, PHONE)
        if trouble.name == "error":
            _approve(hand)
        hand.pilot.run(2.5)
        assert hand.state().of(PhoneSignIn).phase is PhonePhase.SHOWN, trouble.name
        assert hand.state().of(Signer).identity is None
    heal(hand.world)
    _until_phone(hand, PhonePhase.CONFIRM)
    hand.pilot.touch("phone.me")
    hand.step("due_services")
    identity = hand.state().of(Signer).identity
    assert identity is not None
    assert identity.claims.get("personal_id") == CITIZEN


def _until_phone(hand: Hand, phase: PhonePhase) -> None:
    hand.until(lambda: hand.state().of(PhoneSignIn).phase is phase, f"the phone {phase.value}")


def _approve(hand: Hand) -> None:
    form = {"user_code": hand.state().of(PhoneSignIn).user_code, "decision": "approve"}
    address = f"{hand.world.portal_address}/phone/{CITIZEN}/device"
    requests.post(address, data=form, timeout=10).raise_for_status()


def test_a_slip_is_exchanged(hand: Hand) -> None:
    """What the kiosk knows itself is told with its time; the official slip comes once the portal tells."""
    before = slips_of(hand.world)
    code, uid = filed_here(hand)
    official = hand.world.wait_for_dossier(uid)["dossierNo"]
    theirs = _uid(131)
    other = file_before(hand.world, OTHER, theirs)
    own(hand, code)
    _leave(hand)
    hand.world.officer_receives(uid)
    for trouble in troubles({official: other, uid: theirs}):
        trouble.begin(hand.world)
        show_slip(hand, code)
        found = hand.state().of(Followed).found
        assert found is not None
        assert not found.fresh, trouble.name
        assert hand.pilot.shows("dossier.old"), trouble.name
        _nothing_of_others(hand, trouble.name)
        _leave(hand)
    heal(hand.world)
    show_slip(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    assert (found.fresh, found.stage) == (True, "4")
    hand.pilot.touch("dossier.print")
    hand.until(lambda: hand.state().of(DossierShown).slip is SlipPhase.PRINTED, "the slip")
    printed = [codes for name, codes in slips_of(hand.world).items() if name not in before]
    assert printed == [(official,)]


def _leave(hand: Hand) -> None:
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def test_each_trouble_is_another() -> None:
    """What the errands above are played through."""
    names = [one.name for one in troubles({"a": "b"})]
    assert len(set(names)) == len(names) == 5
    assert isinstance(next(troubles()), Trouble)
