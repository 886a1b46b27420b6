"""What people show and type by mistake, or to see what happens: a clear sentence, nothing of anybody."""

from __future__ import annotations

import uuid

import requests

from kiosk_app.session.facts.followed import Action
from kiosk_app.ui.messages import sentence
from offline_queue.contract import provisional_code
from offline_queue.contract.answer_key import answer_key, with_key
from tests.journeys.filed import SERVICE, UID, file_before, requests_at
from tests.journeys.following import TILE, show_slip
from tests.journeys.hand import Hand, Run
from tests.journeys.world import PASSWORD, USER
from tests.session.words import (
    ActionAsked,
    CategoryChosen,
    CodeEntered,
    Followed,
    LookUp,
    Next,
    Petition,
    PetitionTyped,
    Sending,
    SendingPhase,
)

OWNER, STRANGER = "048190000002", "048090000001"
LONG = "Đường hỏng, xin sửa. " * 250


def play(hand: Hand) -> None:
    """One after the other, on one visit's screens."""
    code = file_before(hand.world, OWNER)
    _codes_that_lead_nowhere(hand, code)
    _somebody_elses_slip(hand, code)
    _withdrawn(hand, code)
    _too_much_to_say(hand)


def _codes_that_lead_nowhere(hand: Hand, code: str) -> None:
    """Each is told apart, and nothing is told of any dossier."""
    hand.pilot.touch(TILE)
    hand.step("look_up")
    made_up = provisional_code.make("DN07", 987)
    unit, _, number = code.rpartition("-")
    never_given = f"{unit}-{int(number) + 4321:0{len(number)}d}"
    for text, problem in (
        (made_up, "unknown"),
        (never_given, "unknown"),
        (made_up[:-1] + ("B" if made_up[-1] != "B" else "C"), "wrong_code"),
        (provisional_code.make("HN01", 12), "other_kiosk"),
        ("G22.99.08-261124-0001", "other_province"),
        ("' OR 1=1 --", "wrong_code"),
        ("", "empty"),
    ):
        hand.dispatch(CodeEntered(text))
        hand.dispatch(Next())
        hand.until(lambda: _answered(hand), f"an answer to {text!r}")
        told = hand.state().of(LookUp).problem
        assert told == f"look_up.{problem}", (text, told)
        assert sentence(told) in hand.pilot.text("lookup.problem")
        assert hand.state().of(Followed).found is None
    hand.pilot.picture("codes")
    # A door key of the answer to a petition that never was: three numbers, none better than the other.
    for key in (answer_key(str(uuid.UUID(int=7))), "000000"):
        hand.dispatch(CodeEntered(with_key(made_up, key)))
        hand.dispatch(Next())
        hand.until(lambda: _answered(hand), "an answer to a key")
        assert hand.state().of(LookUp).problem == "look_up.unknown"
    hand.pilot.touch("nav.back")
    hand.step("welcome")


def _answered(hand: Hand) -> bool:
    asked = hand.state().of(LookUp)
    return not asked.asking and bool(asked.problem)


def _somebody_elses_slip(hand: Hand, code: str) -> None:
    """Found on the floor: state and dates, and after signing in as somebody else no word more."""
    show_slip(hand, code)
    _nothing_of_the_owner(hand)
    hand.pilot.touch("dossier.signin")
    hand.step("sign_in")
    hand.world.show_phone(STRANGER)
    hand.until(lambda: hand.state().step == "dossier", "the sign-in")
    hand.world.put_away()
    hand.until(lambda: hand.pilot.text("dossier.foreign") != "", "what is theirs and what is not")
    _nothing_of_the_owner(hand)
    # What the screen does not offer is not done either.
    for action in (Action.WITHDRAWAL, Action.CONFIRMATION, Action.SUPPLEMENT):
        hand.dispatch(ActionAsked(action))
        assert hand.state().step == "dossier"
    hand.pilot.picture("foreign")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _nothing_of_the_owner(hand: Hand) -> None:
    found = hand.state().of(Followed).found
    assert found is not None
    assert not found.own
    assert (found.service_name, found.words, found.filed, found.draft, found.results) == (
        "",
        "",
        None,
        (),
        (),
    )
    assert SERVICE not in hand.pilot.text("dossier.state")


def _withdrawn(hand: Hand, code: str) -> None:
    """The officer gave it back: nothing can be handed in, withdrawn or confirmed any more."""
    address = f"{hand.world.portal_address}/o/rest/v2/dossiers/{UID}/cancelling"
    form = {"applicantNote": "Không cần nữa."}
    reply = requests.post(address, auth=(USER, PASSWORD), headers={"groupId": "1"}, data=form, timeout=10)
    reply.raise_for_status()
    show_slip(hand, code)
    hand.until(lambda: hand.state().of(Followed).found is not None, "what became of it")
    for action in (Action.SUPPLEMENT, Action.CONFIRMATION):
        hand.dispatch(ActionAsked(action))
        assert hand.state().step == "dossier"
    # No result comes of it: the date that was promised is gone.
    assert hand.pilot.find("dossier.due") is None
    hand.pilot.picture("withdrawn")
    hand.pilot.touch("nav.next")
    hand.step("welcome")


def _too_much_to_say(hand: Hand) -> None:
    """Five thousand characters are neither taken nor cut: what stood there stays, and a sentence says so."""
    hand.pilot.touch("welcome.errand.petition.")
    hand.step("petition")
    hand.dispatch(CategoryChosen("roads"))
    hand.dispatch(PetitionTyped("Đèn tắt."))
    for text in (LONG, "\u0065\u0302\u0301" * 3_001, "x" * 1_000_000):
        hand.dispatch(PetitionTyped(text))
        assert hand.state().of(Petition).text == "Đèn tắt."
        assert hand.state().of(Petition).problem == "petition.full"
    hand.pilot.picture("too-long")
    # Three thousand letters, each typed as three signs, are three thousand letters.
    whole = "\u0065\u0302\u0301" * 3_000
    hand.dispatch(PetitionTyped(whole))
    assert (hand.state().of(Petition).text, hand.state().of(Petition).problem) == (whole, "")
    hand.pilot.touch("petition.nameless")
    hand.until(lambda: hand.state().of(Sending).phase is SendingPhase.SAVED, "saved")
    hand.until(lambda: bool(requests_at(hand.world, "petition")), "the petition at the portal")
    (kept,) = requests_at(hand.world, "petition")
    assert "ế" * 3_000 in str(kept["value"])
    hand.pilot.touch("nav.next")
    hand.step("welcome")


RUN = Run("bad_input", play)
