"""Somebody helps who reads and writes for the citizen: said, recorded, read out, agreed to."""

from __future__ import annotations

import pytest

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, StaffBadge, VneidToken
from kiosk_app.session.facts.helped import RELATIONS, Helped
from tests.session import words as events
from tests.session.support import CLAIMS, Driver
from tests.session.words import HelperForm, SaveDossier

CHILD = RELATIONS[1].vi
RELATIVE = Helped("relative", "Zơrâm Nhiêu", CHILD)


@pytest.fixture
def driver() -> Driver:
    """Somebody who is asked for their agreement, and says that somebody helps."""
    made = Driver()
    made.to_consent()
    made.send(events.HelpedBySomebody())
    assert made.state.step == "who_helps"
    return made


def named(driver: Driver) -> None:
    driver.send(events.HelperNamed(" Zơra\u0302m  Nhiêu "), events.RelationChosen(CHILD), events.Next())


def to_review(driver: Driver) -> None:
    driver.send(events.ConsentGiven(), events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS), events.Next())
    driver.scan("p1", "p2")
    driver.send(events.Next())
    assert driver.state.step == "review"
    driver.prepared()


def to_saving(driver: Driver) -> Helped:
    driver.code_accepted()
    (effect,) = driver.all_of(SaveDossier)
    return effect.helped


def test_who_needs_no_help_is_asked_nothing() -> None:
    driver = Driver()
    driver.to_code()
    assert to_saving(driver) == Helped()


def test_a_relative_is_named_and_the_citizen_agrees_by_hearing_it(driver: Driver) -> None:
    named(driver)
    assert driver.state.step == "consent"
    to_review(driver)
    driver.send(events.Next())
    assert driver.state.step == "read_aloud"
    driver.send(events.Next())
    assert driver.state.step == "code"
    told = to_saving(driver)
    assert (told.kind, told.name, told.relation) == ("relative", "Zơrâm Nhiêu", CHILD)
    assert (told.read_back, told.read_back_confirmation) == ("heard", "")


def test_a_member_of_staff_helps_by_their_badge(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, StaffBadge("badge")))
    (asked,) = driver.all_of(events.CheckBadge)
    assert (asked.reference_uid, asked.act) == (driver.state.of(events.Filing).reference_uid, "helped")
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "Trần Văn Bảy", "v1.helped"))
    assert driver.state.step == "consent"
    assert driver.state.of(Helped) == Helped("staff", "Trần Văn Bảy", confirmation="v1.helped")


def test_a_member_of_staff_hears_the_citizen_agree(driver: Driver) -> None:
    named(driver)
    to_review(driver)
    driver.send(events.Next(), events.QrSeen(driver.visit, StaffBadge("badge")))
    assert driver.all_of(events.CheckBadge)[-1].act == "read_back"
    # While the badge is checked nothing else counts.
    driver.send(events.Next())
    assert driver.state.step == "read_aloud"
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "Trần Văn Bảy", "v1.read"))
    told = to_saving(driver)
    assert (told.read_back, told.read_back_confirmation) == ("officer", "v1.read")


def test_a_late_answer_about_one_badge_is_not_anothers(driver: Driver) -> None:
    """Held up, gone back from, and another held up: the first answer comes while the second is awaited."""
    first, second = StaffBadge("one"), StaffBadge("two")
    driver.send(events.QrSeen(driver.visit, first), events.Back(), events.HelpedBySomebody())
    driver.send(events.QrSeen(driver.visit, second))
    asked = driver.all_of(events.CheckBadge)
    late = events.BadgeVerdict(driver.visit, asked[0].number, "accepted", "Trần Văn Bảy", "v1.one")
    driver.send(late)
    assert (driver.state.step, driver.state.of(Helped)) == ("who_helps", Helped())
    driver.send(events.BadgeVerdict(driver.visit, asked[1].number, "accepted", "Zơrâm Nhiêu", "v1.two"))
    assert driver.state.of(Helped) == Helped("staff", "Zơrâm Nhiêu", confirmation="v1.two")


def test_what_one_badge_vouched_for_is_not_taken_for_another_act(driver: Driver) -> None:
    """The answer to "who helps" comes while it is asked who heard it read."""
    driver.send(events.QrSeen(driver.visit, StaffBadge("one")), events.Back(), events.HelpedBySomebody())
    (asked,) = driver.all_of(events.CheckBadge)
    named(driver)
    to_review(driver)
    driver.send(events.Next(), events.QrSeen(driver.visit, StaffBadge("two")))
    driver.send(events.BadgeVerdict(driver.visit, asked.number, "accepted", "Trần Văn Bảy", "v1.helped"))
    assert (driver.state.step, driver.state.of(Helped).read_back) == ("read_aloud", "")


def test_what_is_changed_after_it_was_read_is_read_again(driver: Driver) -> None:
    named(driver)
    to_review(driver)
    driver.send(events.Next(), events.Back())
    assert driver.state.step == "review"
    driver.send(events.Next())
    assert driver.state.step == "read_aloud"
    assert driver.state.of(Helped).read_back == ""


def test_whoever_helped_on_the_way_is_said_at_the_review() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    driver.send(events.EditHelper())
    assert driver.state.step == "who_helps"
    named(driver)
    assert driver.state.step == "review"
    assert len(driver.all_of(events.PrepareParts)) == 1
    driver.send(events.Next())
    assert driver.state.step == "read_aloud"


def test_back_from_the_helper_leads_to_where_it_was_asked(driver: Driver) -> None:
    driver.send(events.Back())
    assert (driver.state.step, driver.state.of(Helped)) == ("consent", Helped())


def test_nobody_helps_after_all(driver: Driver) -> None:
    named(driver)
    driver.send(events.HelpedBySomebody())
    assert driver.state.of(HelperForm).name == "Zơrâm Nhiêu"
    driver.send(events.NobodyHelps())
    assert driver.state.of(Helped) == Helped()


def test_a_card_tells_the_helpers_name_and_nothing_else(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, CardQr(CLAIMS, 7)))
    assert driver.state.of(HelperForm).name == CLAIMS.get("full_name")
    driver.send(events.RelationChosen(CHILD), events.Next())
    assert driver.state.of(Helped) == Helped("relative", CLAIMS.get("full_name"), CHILD)
    assert driver.state.of(events.Signer).identity is None


@pytest.mark.parametrize("name", ["", "  ", "Nam 2", "x" * 300, "Дмитрий"])
def test_a_name_that_is_none_goes_no_further(driver: Driver, name: str) -> None:
    driver.send(events.RelationChosen(CHILD), events.HelperNamed(name), events.Next())
    assert (driver.state.step, driver.state.of(HelperForm).problem) == ("who_helps", "helper.name")


def test_what_they_are_to_the_citizen_is_asked(driver: Driver) -> None:
    driver.send(events.RelationChosen("somebody"), events.HelperNamed("Zơrâm Nhiêu"), events.Next())
    assert driver.state.of(HelperForm).problem == "helper.relation"


@pytest.mark.parametrize("result", ["unknown", "locked", "unavailable"])
def test_a_badge_that_is_not_taken_says_why(driver: Driver, result: str) -> None:
    driver.send(
        events.QrSeen(driver.visit, StaffBadge("badge")), events.BadgeVerdict(driver.visit, 1, result)
    )
    assert driver.state.of(HelperForm).problem == f"badge.{result}"
    assert driver.state.of(Helped) == Helped()


def test_another_code_is_no_badge(driver: Driver) -> None:
    driver.send(events.QrSeen(driver.visit, ForeignQr(ForeignKind.WIFI)))
    assert driver.state.of(HelperForm).problem == "helper.not_a_badge"
    named(driver)
    to_review(driver)
    driver.send(events.Next(), events.QrSeen(driver.visit, CardQr(CLAIMS, 7)))
    assert driver.state.step == "read_aloud"
    assert driver.state.of(Helped).read_back == ""


def test_the_next_dossier_knows_no_helper(driver: Driver) -> None:
    named(driver)
    to_review(driver)
    driver.send(events.Next(), events.Next())
    driver.code_accepted()
    driver.stored()
    driver.news()
    driver.send(events.AnotherErrand())
    assert driver.state.of(Helped) == Helped()
