"""Ways into a journey that are no tile: a slip and a badge shown on the welcome screen."""

from __future__ import annotations

from kiosk_app.identity.payload import ForeignKind, ForeignQr, SlipCode, StaffBadge
from kiosk_app.session.facts.followed import LookUpDossier
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import EnterService
from kiosk_app.session.kernel.context import Options
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
