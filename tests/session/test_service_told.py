"""What service mode is told piece by piece: an examination, the log, what a stick was written."""

from __future__ import annotations

from kiosk_app.session.facts.service import (
    AskHelper,
    CheckFinding,
    HelperEnded,
    HelperSaid,
    ServiceAct,
    ServiceDone,
)
from kiosk_app.session.steps.service_check import ReportAsked, ServiceCheck
from kiosk_app.session.steps.service_log import MOST_LINES, ServiceLog
from kiosk_app.session.steps.service_menu import PlaceChosen
from kiosk_app.session.steps.service_setup import WorkChosen
from kiosk_app.session.steps.service_stick import ServiceStick
from tests.session import words as ev
from tests.session.test_service import at


def test_findings_come_one_by_one() -> None:
    driver = at("check")
    found = CheckFinding("clock", "good", "Đồng hồ đúng.")
    assert driver.all_of(AskHelper) == [AskHelper(driver.visit, ServiceAct.CHECK)]
    driver.send(HelperSaid(driver.visit, ServiceAct.CHECK, found))
    assert driver.state.of(ServiceCheck).findings == (found,)
    driver.send(HelperSaid(driver.visit, ServiceAct.LOG, line="elsewhere"))
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK))
    assert driver.state.of(ServiceCheck).over
    driver.send(ev.TryAgain())
    assert driver.state.of(ServiceCheck).findings == ()


def test_the_log_is_bounded() -> None:
    driver = at("log")
    lines = (HelperSaid(driver.visit, ServiceAct.LOG, line=f"line {one}") for one in range(MOST_LINES + 5))
    driver.send(*lines, HelperEnded(driver.visit, ServiceAct.LOG))
    assert len(driver.state.of(ServiceLog).lines) == MOST_LINES


def test_a_stick_that_is_not_there_is_said_and_tried_again() -> None:
    driver = at("stick")
    driver.send(ev.Next(), HelperEnded(driver.visit, ServiceAct.EXPORT, "no_stick"))
    assert driver.state.of(ServiceStick).problem == "service.no_stick"
    driver.send(ev.Next(), ev.CancelAsked())
    assert driver.state.step == "service_stick"
    driver.send(HelperEnded(driver.visit, ServiceAct.EXPORT, "", "Đã chép 4 hồ sơ."))
    assert driver.state.of(ServiceStick).written


def test_the_report_is_for_technicians_once_all_is_examined() -> None:
    driver = at("check")
    driver.send(ReportAsked())
    assert not driver.state.of(ServiceCheck).writing
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK))
    sent = driver.send(ReportAsked())
    assert [one.act for one in sent if isinstance(one, AskHelper)] == [ServiceAct.REPORT]
    driver.send(HelperEnded(driver.visit, ServiceAct.REPORT, "no_stick"))
    assert driver.state.of(ServiceCheck).problem == "service.no_stick"
    driver.send(ReportAsked(), HelperEnded(driver.visit, ServiceAct.REPORT, "", "Đã ghi."))
    assert (driver.state.of(ServiceCheck).said, driver.state.of(ServiceCheck).problem) == ("Đã ghi.", "")


def test_an_examination_that_was_left_goes_on_and_is_told_whole() -> None:
    """One more would wait behind it, and take what is left of it for its own."""
    driver = at("check")
    one, two = CheckFinding("clock", "good", "Đồng hồ đúng."), CheckFinding("disk", "failed", "Đĩa đầy.")
    driver.send(HelperSaid(driver.visit, ServiceAct.CHECK, one), ev.Back())
    driver.send(ServiceDone(driver.visit, ServiceAct.ATTENTION, "done"))
    driver.send(HelperSaid(driver.visit, ServiceAct.CHECK, two), PlaceChosen("check"))
    assert len(driver.all_of(AskHelper)) == 1
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK))
    check = driver.state.of(ServiceCheck)
    assert (check.over, check.findings) == (True, (one, two))


def test_a_log_that_was_left_is_not_read_twice() -> None:
    driver = at("log")
    driver.send(ev.Back(), HelperSaid(driver.visit, ServiceAct.LOG, line="one"), PlaceChosen("log"))
    driver.send(HelperSaid(driver.visit, ServiceAct.LOG, line="two"))
    driver.send(HelperEnded(driver.visit, ServiceAct.LOG))
    assert len(driver.all_of(AskHelper)) == 1
    assert driver.state.of(ServiceLog).lines == ("one", "two")


def test_nobody_goes_back_from_what_is_being_written() -> None:
    """What came of it would be told to nobody, and the stick be pulled out."""
    driver = at("stick")
    driver.send(ev.Next(), ev.Back())
    assert driver.state.step == "service_stick"
    driver.send(HelperEnded(driver.visit, ServiceAct.EXPORT, "", "Đã chép 4 hồ sơ."), ev.Back())
    assert driver.state.step == "service_menu"
    driver = at("check")
    driver.send(HelperEnded(driver.visit, ServiceAct.CHECK), ReportAsked(), ev.Back())
    assert driver.state.step == "service_check"
    driver = at("setup")
    driver.send(WorkChosen("edition"), ev.Back())
    assert driver.state.step == "service_setup"
