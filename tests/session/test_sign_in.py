"""Signing in: every answer of the identity service, every kind of code, and no service at all."""

from __future__ import annotations

import pytest

from kiosk_app.identity.model import Claims, IdentityMethod, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, QrPayload, SlipCode, VneidToken
from kiosk_app.session import effects, events
from kiosk_app.session.state import SignInPhase, Step
from tests.session.support import CLAIMS, Driver


def test_the_form_opens_filled() -> None:
    driver = Driver()
    driver.to_form()
    assert driver.state.form.answers["name"] == "Nguyễn Thị Hồng Ơn"
    assert {"name", "id", "birth"} <= driver.state.form.prefilled
    assert isinstance(driver.effects[-1], effects.StopReader)


@pytest.mark.parametrize(
    "result",
    [
        VerifyResult.EXPIRED,
        VerifyResult.UNKNOWN,
        VerifyResult.LEVEL_1,
        VerifyResult.INACTIVE,
        VerifyResult.OUTDATED_APP,
    ],
)
def test_each_refusal_has_its_own_advice_and_another_try(result: VerifyResult) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, VneidToken("t")))
    driver.send(events.TokenVerified(driver.session, "t", result, 1, Claims()))
    assert driver.state.sign_in.phase is SignInPhase.REFUSED
    assert driver.state.sign_in.problem == f"identity.{result.value}"
    driver.send(events.QrSeen(driver.session, CardQr(CLAIMS, 7)))
    assert driver.state.sign_in.phase is SignInPhase.CONFIRM_CARD


@pytest.mark.parametrize("kind", list(ForeignKind))
def test_a_foreign_code_is_refused_by_kind(kind: ForeignKind) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, ForeignQr(kind)))
    assert driver.state.sign_in.problem == f"qr.{kind.value}"
    driver.send(events.TryAgain())
    assert driver.state.sign_in.phase is SignInPhase.WAITING


def test_our_own_slip_is_not_an_identity() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, SlipCode("TAM-DN07-0001-K")))
    assert driver.state.sign_in.problem == "qr.slip"


def test_without_the_service_the_token_is_kept_for_later() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, VneidToken("t")))
    driver.send(events.TokenVerified(driver.session, "t", VerifyResult.UNAVAILABLE, None, Claims()))
    assert driver.state.sign_in.phase is SignInPhase.CONFIRM_PENDING
    driver.send(events.GoOnUnverified())
    identity = driver.state.identity
    assert identity is not None
    assert (identity.method, identity.token) == (IdentityMethod.VNEID_PENDING, "t")
    assert driver.state.step is Step.FORM


def test_a_card_prefills_and_stays_unverified() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, CardQr(CLAIMS, 11)), events.GoOnUnverified())
    identity = driver.state.identity
    assert identity is not None
    assert not identity.verified
    assert driver.state.form.answers["name"] == "Nguyễn Thị Hồng Ơn"


def test_with_staff_the_form_is_empty() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.SignInWithStaff())
    assert driver.state.step is Step.FORM
    assert driver.state.form.answers.get("name", "") == ""


def test_a_second_code_while_verifying_asks_only_once() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(
        events.QrSeen(driver.session, VneidToken("a")), events.QrSeen(driver.session, VneidToken("b"))
    )
    assert [effect.token for effect in driver.all_of(effects.VerifyToken)] == ["a"]


def test_advice_after_eight_seconds() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.wait(7)
    assert not driver.state.sign_in.advice
    driver.wait(1)
    assert driver.state.sign_in.advice


def test_a_reader_that_is_unplugged_and_comes_back() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.HealthChanged(reader="reader.absent"))
    assert driver.state.sign_in.phase is SignInPhase.NO_READER
    driver.send(events.HealthChanged(reader=""))
    assert driver.state.sign_in.phase is SignInPhase.WAITING


def test_back_lets_go_of_the_camera() -> None:
    driver = Driver()
    driver.to_sign_in()
    assert [type(effect) for effect in driver.send(events.Back())] == [effects.StopReader]
    assert driver.state.step is Step.PROCEDURES


@pytest.mark.parametrize(
    ("payload", "accepted"),
    [
        (VneidToken("t"), True),
        (CardQr(CLAIMS, 7), True),
        (SlipCode("TAM-DN07-0001-K"), False),
        (ForeignQr(ForeignKind.PAYMENT), False),
    ],
)
def test_a_code_is_heard(payload: QrPayload, accepted: bool) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.QrSeen(driver.session, payload))
    assert driver.all_of(effects.SoundCode) == [effects.SoundCode(accepted)]
