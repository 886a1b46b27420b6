"""Ways into a journey that are no tile: a slip and a badge shown on the welcome screen."""

from __future__ import annotations

import inspect

import pytest

from kiosk_app.identity.payload import AppointmentCode, ForeignKind, ForeignQr, SlipCode, StaffBadge
from kiosk_app.session.facts.followed import LookUpDossier
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import EnterService
from kiosk_app.session.journeys.registry import JOURNEYS
from kiosk_app.session.kernel.context import Options
from kiosk_app.session.kernel.effects import Wipe
from tests.session import words as ev
from tests.session.support import Driver

SLIP = "TAM-DN07-0042-K"


def door() -> Driver:
    """A driver whose reader reads on the welcome screen."""
    driver = Driver(Options(reader_at_door=True))
    driver.wait(3)
    return driver


def test_the_reader_reads_once_on_the_welcome_screen() -> None:
    assert door().all_of(StartReader) == [StartReader(0)]


def test_a_camera_does_not_watch_the_room() -> None:
    driver = Driver()
    driver.wait(3)
    assert driver.all_of(StartReader) == []


def test_a_slip_goes_straight_to_its_dossier() -> None:
    driver = door()
    effects = driver.send(QrSeen(driver.visit, SlipCode(SLIP)))
    assert driver.state.step == "look_up"
    assert effects.index(StopReader()) < effects.index(StartReader(driver.visit))
    assert [one.code for one in driver.all_of(LookUpDossier)] == [SLIP]


def test_a_badge_opens_service_mode() -> None:
    driver = door()
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    assert driver.state.step == "service_entry"
    assert driver.all_of(EnterService) == [EnterService(driver.visit, "", "BADGE1.CB07.x")]


def test_other_codes_open_nothing() -> None:
    driver = door()
    driver.send(QrSeen(driver.visit, ForeignQr(ForeignKind.WIFI)))
    assert driver.state.step == "welcome"


def test_a_tile_ends_the_reading_at_the_door() -> None:
    driver = door()
    assert StopReader() in driver.send(ev.Begin())
    driver.send(ev.CancelAsked(), ev.CancelConfirmed())
    driver.wait(2)
    assert driver.all_of(StartReader)[-1] == StartReader(driver.visit)


def test_a_closed_kiosk_lets_staff_in_and_looks_nothing_up() -> None:
    driver = door()
    driver.send(ev.HealthChanged(closed=True), QrSeen(driver.visit, SlipCode(SLIP)))
    assert driver.state.step == "welcome"
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    assert driver.state.step == "service_entry"


def test_a_badge_during_a_visit_is_no_way_into_service_mode() -> None:
    driver = door()
    driver.to_sign_in()
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    assert driver.state.step == "sign_in"
    assert driver.all_of(EnterService) == []


# In the middle of an errand


def shown(driver: Driver, code: str = SLIP) -> None:
    """Show a slip to the reader."""
    driver.send(QrSeen(driver.visit, SlipCode(code)))


def looked_up(driver: Driver) -> list[str]:
    return [one.code for one in driver.all_of(LookUpDossier)]


def test_before_anything_was_given_a_slip_goes_straight_to_its_dossier() -> None:
    for begin in (Driver.to_papers, lambda one: one.to_consent("no")):
        driver = Driver()
        begin(driver)
        given = bool(driver.state.of(ev.Form).answers)
        shown(driver)
        assert driver.dispatcher.frame().at_door is given
        assert looked_up(driver) == ([] if given else [SLIP])


def test_in_the_middle_of_filing_nothing_is_lost_unasked() -> None:
    driver = Driver()
    driver.to_form()
    before = driver.state.of(ev.Form)
    shown(driver)
    assert driver.dispatcher.frame().at_door
    assert (driver.state.step, driver.state.of(ev.Form), looked_up(driver)) == ("form", before, [])
    driver.send(ev.DoorAnswered(enter=False))
    assert not driver.dispatcher.frame().at_door
    assert (driver.state.step, driver.state.of(ev.Form)) == ("form", before)


@pytest.mark.parametrize(
    ("code", "leads"),
    [(SlipCode(SLIP), "hồ sơ"), (AppointmentCode("LH-20261126-0001"), "lịch hẹn")],
    ids=["slip", "appointment"],
)
def test_the_question_says_where_the_code_leads(code: SlipCode | AppointmentCode, leads: str) -> None:
    driver = Driver()
    driver.to_form()
    driver.send(QrSeen(driver.visit, code))
    asked = driver.dispatcher.frame()
    assert asked.at_door
    assert leads in asked.door_question.vi
    assert leads in asked.door_enter.vi
    driver.send(ev.DoorAnswered(enter=False))
    assert driver.dispatcher.frame().door_question.vi == ""


def test_every_door_that_opens_anywhere_has_a_question() -> None:
    doors = [door for journey in JOURNEYS for door in journey.doors if door.anywhere]
    assert len(doors) > 1
    for door in doors:
        assert all((door.question.vi, door.question.en, door.enter.vi, door.enter.en))


def test_who_agrees_comes_to_the_dossier_and_stays_signed_in() -> None:
    driver = Driver()
    driver.to_review()
    driver.prepared()
    identity, visit = driver.state.of(ev.Signer).identity, driver.visit
    shown(driver)
    effects = driver.send(ev.DoorAnswered(enter=True))
    assert Wipe(visit) in effects
    assert driver.state.step == "look_up"
    assert looked_up(driver) == [SLIP]
    assert driver.state.of(ev.Signer).identity == identity
    assert not driver.state.of(ev.Form).answers
    assert not driver.state.of(ev.Papers).lines
    # The answer to the new visit's question leads to the dossier.
    asked = driver.all_of(LookUpDossier)[-1]
    driver.send(ev.DossierTold(driver.visit, asked.number, "found", ev.DossierStatus(SLIP)))
    assert driver.state.step == "dossier"


def test_a_second_slip_during_the_question_is_the_one_that_is_opened() -> None:
    driver = Driver()
    driver.to_form()
    shown(driver)
    shown(driver, "H17.99.01-261123-0001")
    driver.send(ev.DoorAnswered(enter=True))
    assert looked_up(driver) == ["H17.99.01-261123-0001"]


def test_from_one_dossier_to_another_by_its_slip() -> None:
    driver = Driver()
    driver.send(ev.Begin("follow_up", ""))
    shown(driver)
    asked = driver.all_of(LookUpDossier)[-1]
    driver.send(ev.DossierTold(driver.visit, asked.number, "found", ev.DossierStatus(SLIP)))
    shown(driver, "H17.99.01-261123-0001")
    assert driver.state.step == "look_up"
    assert looked_up(driver) == [SLIP, "H17.99.01-261123-0001"]


def test_while_a_dossier_is_made_durable_the_slip_waits() -> None:
    driver = Driver()
    driver.to_code()
    driver.code_accepted()
    shown(driver)
    assert driver.state.step == "confirmation"
    assert not driver.dispatcher.frame().at_door
    assert not driver.send(ev.DoorAnswered(enter=True))
    driver.stored()
    assert driver.state.step == "look_up"
    assert looked_up(driver) == [SLIP]
    assert driver.state.errands_done == 1


def test_a_slip_at_the_sign_in_is_no_wrong_code() -> None:
    driver = Driver()
    driver.to_sign_in()
    shown(driver)
    assert driver.dispatcher.frame().at_door
    assert driver.state.of(ev.SignIn).problem == ""


def test_words_of_a_petition_are_asked_about_and_none_are_not() -> None:
    for text in ("", "Đèn đường hỏng"):
        driver = Driver(settings={ev.Petitions: ev.Petitions(taken=True)})
        driver.send(ev.Begin("petition", ""), ev.CategoryChosen("roads"), ev.PetitionTyped(text))
        shown(driver)
        assert driver.dispatcher.frame().at_door is bool(text)


def test_the_question_ends_with_the_visit() -> None:
    driver = Driver()
    driver.to_form()
    shown(driver)
    driver.wait(400)
    assert driver.state.step == "welcome"
    assert driver.state.at_door is None


def test_service_mode_is_left_by_no_slip() -> None:
    driver = door()
    driver.send(QrSeen(driver.visit, StaffBadge("BADGE1.CB07.x")))
    shown(driver)
    assert driver.state.journey == "service"
    assert driver.state.at_door is None


def test_the_reader_reads_wherever_no_step_uses_it() -> None:
    driver = door()
    driver.to_sign_in()
    assert driver.all_of(StartReader)[-1] == StartReader(driver.visit)
    assert not driver.state.watching
    started = len(driver.all_of(StartReader))
    driver.wait(5)
    assert len(driver.all_of(StartReader)) == started
    driver.send(ev.SignInWithStaff())
    assert driver.state.step == "form"
    driver.wait(2)
    assert driver.all_of(StartReader)[-1] == StartReader(driver.visit)
    assert driver.state.watching


def test_each_step_that_uses_the_reader_says_so() -> None:
    for journey in JOURNEYS:
        for leg in journey.legs:
            source = inspect.getsource(inspect.getmodule(leg.step.enter) or inspect)
            assert ("StartReader(" in source) is leg.step.reads, leg.step.name
