"""The chip of a card whose QR was shown."""

from __future__ import annotations

import pytest

from kiosk_app.identity.model import Claims, IdentityMethod
from kiosk_app.identity.payload import CardQr
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.context import Options
from kiosk_app.session.steps.sign_in import ChipPhase, SignIn, SignInPhase
from tests.session import words as events
from tests.session.support import CLAIMS, Driver

CARD = Claims({**CLAIMS.values, "id_issued_on": "2021-09-07"})


def shown() -> Driver:
    driver = Driver(Options(chip_reader=True))
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.visit, CardQr(CARD, 7)))
    return driver


def sign_in(driver: Driver) -> SignIn:
    return driver.state.of(SignIn)


def test_the_reader_is_asked_with_keys_of_the_card() -> None:
    driver = shown()
    keys = driver.all_of(events.ReadChip)[0].keys
    assert (keys[0].number, keys[0].birth_date) == ("190000002", "900315")
    assert sign_in(driver).chip is ChipPhase.WAITING


def test_a_kiosk_without_a_reader_asks_nobody() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.visit, CardQr(CARD, 7)))
    assert driver.all_of(events.ReadChip) == []
    assert sign_in(driver).chip is ChipPhase.NONE


def test_what_the_chip_said_is_gone_on_with() -> None:
    driver = shown()
    driver.send(events.ChipProgress(driver.visit, 50))
    assert (sign_in(driver).chip, sign_in(driver).chip_percent) == (ChipPhase.READING, 50)
    said = Claims({**CARD.values, "ethnicity": "Kinh"})
    driver.send(events.ChipRead(driver.visit, said, ended=False, word="v1.word"), events.GoOnUnverified())
    identity = driver.state.of(Signer).identity
    assert identity is not None
    assert (identity.method, identity.claims, identity.verified) == (IdentityMethod.CARD_CHIP, said, False)
    assert (identity.ticket, identity.to_attest) == ("", "v1.word")
    assert len(driver.all_of(events.StopChip)) == 1


def test_chip_and_code_of_different_people_are_refused() -> None:
    driver = shown()
    other = Claims({**CARD.values, "personal_id": "048190000009"})
    driver.send(events.ChipRead(driver.visit, other, ended=False))
    assert (sign_in(driver).phase, sign_in(driver).problem) == (SignInPhase.REFUSED, "chip.other_person")
    driver.send(events.GoOnUnverified())
    assert driver.state.of(Signer).identity is None


@pytest.mark.parametrize("problem", ["chip.changed", "chip.signature", "chip.channel"])
def test_nothing_of_a_forged_card_is_gone_on_with(problem: str) -> None:
    driver = shown()
    driver.send(events.ChipRefused(driver.visit, problem), events.GoOnUnverified())
    assert sign_in(driver).problem == problem
    assert driver.state.of(Signer).identity is None


@pytest.mark.parametrize("problem", ["chip.removed", "chip.wrong_key", "chip.expired_signer"])
def test_a_chip_that_cannot_be_read_turns_nobody_away(problem: str) -> None:
    driver = shown()
    driver.send(events.ChipRefused(driver.visit, problem))
    assert (sign_in(driver).chip, sign_in(driver).chip_problem) == (ChipPhase.REFUSED, problem)
    driver.send(events.ReadChipAgain())
    assert len(driver.all_of(events.ReadChip)) == 2
    assert sign_in(driver).chip_problem == ""
    driver.send(events.GoOnUnverified())
    identity = driver.state.of(Signer).identity
    assert identity is not None
    assert identity.method is IdentityMethod.CARD_QR


def test_a_card_past_its_last_day_proves_nothing() -> None:
    driver = shown()
    driver.send(events.ChipRead(driver.visit, CARD, ended=True))
    assert sign_in(driver).chip_problem == "chip.ended"
    candidate = sign_in(driver).candidate
    assert candidate is not None
    assert candidate.method is IdentityMethod.CARD_QR


def test_a_late_answer_changes_nothing() -> None:
    driver = shown()
    driver.send(events.TryAgain())
    before = sign_in(driver)
    driver.send(events.ChipRead(driver.visit, CARD, ended=False))
    driver.send(events.ChipRefused(driver.visit, "chip.changed"))
    assert sign_in(driver) == before
