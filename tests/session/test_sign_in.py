"""Signing in: every answer of the identity service, every kind of code, and no service at all."""

from __future__ import annotations

import pytest

from kiosk_app.identity.model import Claims, Identity, IdentityMethod, VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, QrPayload, SlipCode, VneidToken
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import CLAIMS, Driver
from tests.session.words import SignInPhase


def test_the_form_opens_filled() -> None:
    driver = Driver()
    driver.to_form()
    assert driver.state.of(events.Form).answers["name"] == "Nguyễn Thị Hồng Ơn"
    assert driver.state.of(events.Form).answers["again"] == "yes"
    assert isinstance(driver.effects[-1], StopReader)


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
    driver.send(QrSeen(driver.visit, VneidToken("t")))
    driver.send(events.TokenVerified(driver.visit, "t", result, 1, Claims()))
    assert driver.state.of(events.SignIn).phase is SignInPhase.REFUSED
    assert driver.state.of(events.SignIn).problem == f"identity.{result.value}"
    driver.send(QrSeen(driver.visit, CardQr(CLAIMS, 7)))
    assert driver.state.of(events.SignIn).phase is SignInPhase.CONFIRM_CARD


@pytest.mark.parametrize("kind", list(ForeignKind))
def test_a_foreign_code_is_refused_by_kind(kind: ForeignKind) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, ForeignQr(kind)))
    assert driver.state.of(events.SignIn).problem == f"qr.{kind.value}"
    driver.send(events.TryAgain())
    assert driver.state.of(events.SignIn).phase is SignInPhase.WAITING


def test_our_own_slip_is_not_an_identity_where_nothing_is_looked_up() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.HealthChanged(closed=True))
    driver.send(QrSeen(driver.visit, SlipCode("TAM-DN07-0001-K")))
    assert driver.state.of(events.SignIn).problem == "qr.slip"


def test_without_the_service_the_token_is_kept_for_later() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, VneidToken("t")))
    driver.send(events.TokenVerified(driver.visit, "t", VerifyResult.UNAVAILABLE, None, Claims()))
    assert driver.state.of(events.SignIn).phase is SignInPhase.CONFIRM_PENDING
    driver.send(events.GoOnUnverified())
    identity = driver.state.of(events.Signer).identity
    assert identity is not None
    assert (identity.method, identity.token) == (IdentityMethod.VNEID_PENDING, "t")
    assert driver.state.step == "form"


def test_a_card_prefills_and_stays_unverified() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, CardQr(CLAIMS, 11)), events.GoOnUnverified())
    identity = driver.state.of(events.Signer).identity
    assert identity is not None
    assert not identity.verified
    assert driver.state.of(events.Form).answers["name"] == "Nguyễn Thị Hồng Ơn"


def test_with_staff_the_form_is_empty() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.SignInWithStaff())
    assert driver.state.step == "form"
    assert driver.state.of(events.Form).answers.get("name", "") == ""


def test_a_second_code_while_verifying_asks_only_once() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, VneidToken("a")), QrSeen(driver.visit, VneidToken("b")))
    assert [effect.token for effect in driver.all_of(effects.VerifyToken)] == ["a"]


def test_advice_after_eight_seconds() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.wait(7)
    assert not driver.state.of(events.SignIn).advice
    driver.wait(1)
    assert driver.state.of(events.SignIn).advice


def test_a_reader_that_is_unplugged_and_comes_back() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.HealthChanged(reader="reader.absent"))
    assert driver.state.of(events.SignIn).phase is SignInPhase.NO_READER
    driver.send(events.HealthChanged(reader=""))
    assert driver.state.of(events.SignIn).phase is SignInPhase.WAITING


def test_a_reader_that_is_away_may_be_tried_again() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(events.HealthChanged(reader="reader.absent"))
    todo = driver.send(events.TryAgain())
    assert [type(one) for one in todo] == [StopReader, StartReader]


def test_back_lets_go_of_the_camera() -> None:
    driver = Driver()
    driver.to_sign_in()
    assert [type(effect) for effect in driver.send(events.Back())] == [StopReader]
    assert driver.state.step == "papers"


@pytest.mark.parametrize(
    ("payload", "accepted"),
    [
        (VneidToken("t"), True),
        (CardQr(CLAIMS, 7), True),
        (SlipCode("TAM-DN07-0001-K"), True),
        (ForeignQr(ForeignKind.PAYMENT), False),
    ],
)
def test_a_code_is_heard(payload: QrPayload, accepted: bool) -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, payload))
    sound = effects.Sound.ACCEPTED if accepted else effects.Sound.REFUSED
    assert driver.all_of(effects.PlaySound) == [effects.PlaySound(sound)]


def test_back_from_a_form_without_vneid_leads_to_the_sign_in_and_keeps_what_was_typed() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    driver.send(events.Answered("name", "Trần Văn Bình"), events.Back())
    assert driver.state.step == "sign_in"
    driver.send(events.SignInWithStaff())
    assert driver.state.of(events.Form).answers["name"] == "Trần Văn Bình"


def test_another_person_finds_nothing_of_what_was_typed_before() -> None:
    driver = Driver()
    driver.to_form_by_hand()
    driver.send(events.Answered("name", "Trần Văn Bình"), events.Back())
    driver.send(QrSeen(driver.visit, VneidToken("t")))
    driver.send(events.TokenVerified(driver.visit, "t", VerifyResult.VERIFIED, 2, CLAIMS))
    assert driver.state.of(events.Form).answers["name"] == "Nguyễn Thị Hồng Ơn"
    assert driver.state.of(events.Form).answers["again"] == "yes"


def test_a_late_answer_signs_nobody_in_whose_code_was_put_away() -> None:
    """One held up a phone and went back; another holds up theirs, and then the first one's answer comes."""
    driver = Driver()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, VneidToken("first")), events.Back(), events.Next())
    assert driver.state.step == "sign_in"
    driver.send(QrSeen(driver.visit, VneidToken("second")))
    driver.send(events.TokenVerified(driver.visit, "first", VerifyResult.VERIFIED, 2, CLAIMS))
    assert driver.state.of(events.Signer).identity is None
    assert driver.state.of(events.SignIn).phase is SignInPhase.VERIFYING
    driver.send(events.TokenVerified(driver.visit, "second", VerifyResult.UNAVAILABLE, None, Claims()))
    assert driver.state.of(events.SignIn).phase is SignInPhase.CONFIRM_PENDING


def test_an_organisations_account_is_refused_where_a_person_files() -> None:
    driver = Driver()
    driver.to_sign_in()
    claims = Claims({**CLAIMS.values, "tax_code": "9900000016", "organisation_role": "delegate"})
    driver.send(QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, claims))
    assert driver.state.step == "sign_in"
    assert driver.state.of(events.SignIn).problem == "identity.organisation"
    assert driver.state.of(events.Signer).identity is None


def test_by_phone_it_is_refused_as_well() -> None:
    driver = Driver()
    driver.to_sign_in()
    driver.send(
        events.SignInByPhone(), events.PhoneBegun(driver.visit, "begun", "h", "https://a.vn", "B", 60)
    )
    claims = Claims({**CLAIMS.values, "tax_code": "9900000016"})
    driver.send(events.PhoneAnswered(driver.visit, "h", "verified", 2, claims, "ticket"))
    assert driver.state.of(events.PhoneSignIn).problem == "identity.organisation"


def test_an_organisation_that_signed_in_for_an_errand_before_is_asked_for_the_persons_account() -> None:
    driver = Driver()
    claims = Claims({**CLAIMS.values, "tax_code": "9900000016"})
    organisation = Identity(IdentityMethod.VNEID_VERIFIED, claims, level=2, ticket="ticket")
    driver.dispatcher.state = driver.state.put(events.Signer(organisation))
    driver.to_consent()
    driver.send(events.ConsentGiven())
    assert driver.state.step == "sign_in"
