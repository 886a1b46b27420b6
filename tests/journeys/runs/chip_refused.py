"""Chips that are not what they should be, on a real reader's service: each its sentence, nobody signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

import segno

from drivers.chip_reader.emulator.card import VirtualCard
from drivers.chip_reader.emulator.issuer import (
    DocumentSigner,
    Validity,
    country_signer,
    document_signer,
    security_object,
)
from drivers.chip_reader.emulator.virtual_reader import LaidCard
from kiosk_app.session.steps.sign_in import ChipPhase, SignIn, SignInPhase
from kiosk_app.ui.messages import sentence
from portal_sandbox.people import PEOPLE
from tests.journeys.card_and_badge import VALID, CardAndBadge, card_and_badge
from tests.journeys.hand import Hand, Run
from tests.journeys.world import CITIZEN
from tests.session.words import Signer, TryAgain

STRANGER = "048090000001"
SAME_NUMBER = "001190000002"
"""Another person's id with the digits that open this citizen's chip."""
_PAST = Validity(datetime(2021, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class _Case:
    """A card laid after a code was shown, and what is said of it."""

    problem: str
    card: VirtualCard
    shown: str = CITIZEN
    """Whose card's code is held up; `SAME_NUMBER`: a forged one."""
    before_answer: Callable[[int], bool] = lambda _number: True
    ends: bool = False
    """Whether the card may not be used any further: the sign-in begins anew."""


def play(hand: Hand) -> None:
    """Each case, and at the end the card as it should be."""
    beside = hand.things["card_and_badge"]
    assert isinstance(beside, CardAndBadge)
    hand.pilot.touch("welcome.errand.due_services.")
    hand.step("sign_in")
    country = hand.things["country"]
    assert isinstance(country, DocumentSigner)
    cases = _cases(beside, country)
    for case in cases:
        # What is still in sight is not told again: the camera sees that it went away.
        hand.pilot.run(3.0)
        hold_up_card(hand, case.shown)
        hand.until(lambda: _chip(hand) is ChipPhase.WAITING, f"a reader that waits ({case.problem})")
        hand.world.put_away()
        beside.laid = LaidCard(beside.port, case.card, case.before_answer)
        hand.until(lambda: _refused(hand), f"the answer to {case.problem}")
        beside.take()
        name = "signin.problem" if case.ends else "signin.chip.problem"
        assert sentence(case.problem) in hand.pilot.text(name), (case.problem, hand.pilot.text(name))
        assert (hand.state().of(SignIn).phase is SignInPhase.REFUSED) is case.ends
        hand.pilot.picture(case.problem.replace(".", "-"))
        assert hand.state().of(Signer).identity is None
        hand.dispatch(TryAgain())
    hand.found["refused"] = [case.problem for case in cases]
    hand.pilot.run(3.0)
    hold_up_card(hand, CITIZEN)
    hand.until(lambda: _chip(hand) is ChipPhase.WAITING, "a reader that waits")
    hand.world.put_away()
    beside.lay()
    hand.until(lambda: _chip(hand) is ChipPhase.READ, "the chip")
    beside.take()
    hand.pilot.touch("bar.cancel")
    hand.pilot.run(0.3)
    if hand.pilot.shows("cancel.confirm"):
        hand.pilot.touch("cancel.confirm")
    hand.step("welcome")
    assert hand.world.portal_state()["dossiers"] == []


def _cases(beside: CardAndBadge, country: DocumentSigner) -> tuple[_Case, ...]:
    card, groups = beside.card, dict(beside.card.groups)
    changed = {**groups, 13: groups[13].replace(b"Kinh", b"Khme")}
    foreign = document_signer(country_signer(VALID, common_name="CSCA Somewhere"), VALID)
    past = document_signer(country, _PAST)
    return (
        _Case("chip.wrong_key", card, shown=STRANGER),
        _Case("chip.other_person", card, shown=SAME_NUMBER, ends=True),
        _Case("chip.changed", replace(card, groups=changed), ends=True),
        _Case("chip.unknown_signer", replace(card, security_object=security_object(foreign, groups))),
        _Case("chip.expired_signer", replace(card, security_object=security_object(past, groups))),
        _Case("chip.channel", replace(card, tamper=_turned), ends=True),
        _Case("chip.other_card", replace(card, holds_identity=False)),
        _Case("chip.removed", card, before_answer=lambda number: number < 12),
    )


def _turned(answer: bytes) -> bytes:
    changed = bytearray(answer)
    changed[3] ^= 1
    return bytes(changed)


def hold_up_card(hand: Hand, personal_id: str) -> None:
    """Hold a card before the camera; `SAME_NUMBER`: one with a forged code."""
    if personal_id != SAME_NUMBER:
        hand.world.show_card(personal_id)
        return
    picture = BytesIO()
    forged = PEOPLE[CITIZEN].card_text(7).replace(CITIZEN, SAME_NUMBER)
    segno.make(forged, error="m").save(picture, kind="png", scale=6, border=6)
    hand.world.hold_up(picture.getvalue())


def _chip(hand: Hand) -> ChipPhase:
    return hand.state().of(SignIn).chip


def _refused(hand: Hand) -> bool:
    sign_in = hand.state().of(SignIn)
    return sign_in.chip is ChipPhase.REFUSED or sign_in.phase is SignInPhase.REFUSED


RUN = Run("chip_refused", play, around=card_and_badge)
