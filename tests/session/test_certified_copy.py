"""A copy to be certified: compared page by page, named, and never sent as if it were certified."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import StaffBadge, VneidToken
from kiosk_app.session.facts.certified_copy import PAPERS, CertifiedCopies
from kiosk_app.session.facts.counters import CounterQueues, QueueField
from kiosk_app.session.facts.followed import Action
from kiosk_app.session.steps.staff_check import StaffCheck
from tests.session import words as events
from tests.session.support import CLAIMS, Driver, page, text
from tests.session.words import CertifiedCopy, PrintRequest, SendRequest

MADE_AT = datetime.fromisoformat("2026-11-24T08:31:00+00:00")
QUEUES = CounterQueues(fields=(QueueField("A", text("Chứng thực")),), hours=((0, 1440),), every_day=True)


def begun(*, signed: bool = True, offered: bool = True, queues: CounterQueues | None = None) -> Driver:
    """Somebody who touched the tile."""
    arranged = CertifiedCopies(offered, signed, most_pages=3)
    driver = Driver(settings={CertifiedCopies: arranged, CounterQueues: queues or CounterQueues()})
    driver.send(events.Begin("certified_copy"))
    return driver


@pytest.fixture
def driver() -> Driver:
    """Somebody who signed in and stands before the scanner."""
    made = begun()
    made.send(events.PaperChosen("diploma"), events.ConsentGiven())
    made.send(events.QrSeen(made.visit, VneidToken("token")))
    made.send(events.TokenVerified(made.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    assert made.state.step == "scan"
    return made


def same(driver: Driver, *names: str) -> None:
    driver.send(*(events.PageIsSame(name) for name in names))


def test_every_page_is_compared_before_anything_is_sent(driver: Driver) -> None:
    driver.scan("p1", "p2")
    driver.send(events.Next())
    assert driver.state.step == "compare"
    same(driver, "p1", "p1")
    assert driver.state.step == "compare"
    assert driver.all_of(SendRequest) == []
    same(driver, "p2")
    assert driver.state.step == "request_sent"
    (effect,) = driver.all_of(SendRequest)
    assert (effect.action, effect.found) == (Action.CERTIFIED_COPY, None)
    assert dict(effect.answers) == {"paper": PAPERS[0].name.vi, "compared_pages": "2"}
    assert effect.pages == (page("p1"), page("p2"))
    assert effect.identity is not None
    assert effect.consent_given_at == driver.wall_clock
    assert effect.confirmation == ""
    driver.send(
        events.RequestSaved(driver.visit, effect.reference_uid, "TAM-DN07-0012-B", MADE_AT, 2, "482913")
    )
    (slip,) = driver.all_of(PrintRequest)
    assert (slip.name, slip.sending.key) == (CLAIMS.get("full_name"), "482913")


def test_a_page_that_differs_leads_back_and_all_are_compared_again(driver: Driver) -> None:
    driver.scan("p1", "p2")
    driver.send(events.Next())
    same(driver, "p1")
    driver.send(events.PageDiffers())
    assert driver.state.step == "scan"
    driver.send(events.PageRescan("p2"))
    driver.scan("p3")
    driver.send(events.Next())
    assert driver.state.of(CertifiedCopy).same == frozenset()
    same(driver, "p1", "p3")
    (effect,) = driver.all_of(SendRequest)
    assert effect.pages == (page("p1"), page("p3"))


def test_more_pages_than_the_officer_takes_are_not_sent_and_none_is_left_out(driver: Driver) -> None:
    driver.scan("p1", "p2", "p3", "p4")
    driver.send(events.Next())
    same(driver, "p1", "p2", "p3", "p4")
    assert driver.state.step == "compare"
    driver.send(events.PageDiffers(), events.PageDeleted("p4"), events.Next())
    same(driver, "p1", "p2", "p3")
    (effect,) = driver.all_of(SendRequest)
    assert len(effect.pages) == 3


def test_who_has_no_account_is_seen_by_staff_under_the_same_reference() -> None:
    driver = begun()
    driver.send(events.PaperChosen("land"), events.ConsentGiven(), events.SignInWithStaff())
    assert driver.state.step == "petitioner"
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"), events.Next())
    assert driver.state.step == "staff_check"
    driver.send(events.QrSeen(driver.visit, StaffBadge("badge")))
    (asked,) = driver.all_of(events.CheckBadge)
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "Bhling", "sealed"))
    assert driver.state.step == "scan"
    driver.scan("p1")
    driver.send(events.Next())
    same(driver, "p1")
    (effect,) = driver.all_of(SendRequest)
    assert effect.reference_uid == asked.reference_uid
    assert effect.confirmation == "sealed"
    assert dict(effect.person) == {"full_name": "Zơrâm Nhiêu"}


def test_whom_nobody_saw_scans_nothing_and_sends_nothing() -> None:
    driver = begun()
    driver.send(events.PaperChosen("land"), events.ConsentGiven(), events.SignInWithStaff())
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"), events.Next())
    driver.send(events.GoOnWithoutStaff())
    assert (driver.state.step, driver.state.of(StaffCheck).problem) == ("staff_check", "badge.needed")
    driver.send(events.QrSeen(driver.visit, StaffBadge("badge")))
    driver.send(events.BadgeVerdict(driver.visit, 1, "unavailable"))
    assert driver.state.of(StaffCheck).problem == "badge.needed_unavailable"
    assert driver.all_of(SendRequest) == []
    driver.send(events.Back(), events.Back())
    assert driver.state.step == "sign_in"
    driver.send(events.QrSeen(driver.visit, VneidToken("token")))
    driver.send(events.TokenVerified(driver.visit, "token", VerifyResult.VERIFIED, 2, CLAIMS, "ticket"))
    assert driver.state.step == "scan"


def test_back_from_the_scanner_does_not_ask_for_the_badge_again() -> None:
    driver = begun()
    driver.send(events.PaperChosen("land"), events.ConsentGiven(), events.SignInWithStaff())
    driver.send(events.PetitionerTyped("full_name", "Zơrâm Nhiêu"), events.Next())
    driver.send(events.QrSeen(driver.visit, StaffBadge("badge")))
    driver.send(events.BadgeVerdict(driver.visit, 1, "accepted", "Bhling", "sealed"), events.Back())
    assert driver.state.step == "petitioner"
    driver.send(events.Next())
    assert driver.state.step == "scan"


def test_another_paper_does_not_keep_the_pages_of_the_first(driver: Driver) -> None:
    driver.scan("p1")
    driver.send(events.Back())
    assert driver.state.step == "certified_copy"
    driver.send(events.PaperChosen("diploma"))
    assert driver.state.of(events.Papers).lines[0].pages == (page("p1"),)
    driver.send(events.Back(), events.PaperChosen("land"))
    assert driver.state.of(events.Papers).lines[0].pages == ()


def test_without_an_officer_nothing_is_scanned_and_a_number_leads_to_the_counter() -> None:
    driver = begun(signed=False, queues=QUEUES)
    driver.send(events.PaperChosen("diploma"))
    assert driver.state.step == "certified_copy"
    driver.send(events.CounterAsked())
    assert (driver.state.journey, driver.state.step) == ("queue_ticket", "queue_ticket")


def test_without_an_officer_and_without_numbers_the_errand_ends() -> None:
    driver = begun(signed=False)
    driver.send(events.CounterAsked())
    assert driver.state.step == "certified_copy"
    driver.send(events.Next())
    assert driver.state.step == "welcome"
    assert driver.all_of(SendRequest) == []


def test_where_it_is_signed_next_leads_nowhere_without_a_paper() -> None:
    driver = begun()
    driver.send(events.Next(), events.PaperChosen("nothing"), events.CounterAsked())
    assert driver.state.step == "certified_copy"


def test_a_commune_that_offers_none_shows_none() -> None:
    driver = begun(offered=False)
    assert driver.state.step == "welcome"
    assert all(errand.journey != "certified_copy" for errand in driver.state.errands)


def test_pages_above_what_the_portal_takes_lead_back_and_are_compared_anew(driver: Driver) -> None:
    driver.scan("p1", "p2")
    driver.send(events.Next())
    same(driver, "p1", "p2")
    (first,) = driver.all_of(SendRequest)
    driver.send(events.RequestFailed(driver.visit, first.reference_uid, "copy.too_large"), events.Back())
    assert driver.state.step == "compare"
    driver.send(events.Back())
    assert driver.state.step == "scan"
    driver.send(events.PageDeleted("p2"), events.Next())
    same(driver, "p1")
    again = driver.all_of(SendRequest)[-1]
    assert (again.pages, again.reference_uid) == ((page("p1"),), first.reference_uid)
