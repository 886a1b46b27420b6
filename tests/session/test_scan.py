"""Papers: pages kept through every failure, replaced, moved, deleted."""

from __future__ import annotations

import pytest

from kiosk_app.scanning.page import Finding
from kiosk_app.session import effects, events
from kiosk_app.session.change import Options
from kiosk_app.session.state import ScanPhase, Step
from tests.session.support import Driver, page


def names(driver: Driver) -> list[str]:
    return [one.page_id for one in driver.state.component("OLD").pages]


def test_pages_come_in_order() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1", "p2", "p3")
    assert names(driver) == ["p1", "p2", "p3"]
    assert driver.state.scan.phase is ScanPhase.IDLE


def test_a_required_component_without_a_page_stops() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.Next())
    assert driver.state.step is Step.SCAN
    assert driver.state.component_problem == "OLD"
    driver.send(events.StartScan())
    assert driver.state.component_problem == ""


@pytest.mark.parametrize(
    "problem",
    [
        "scanner.empty",
        "scanner.jam",
        "scanner.cover_open",
        "scanner.busy",
        "scanner.unplugged",
        "scanner.hang",
    ],
)
def test_pages_are_kept_through_a_failure_and_the_next_try_appends(problem: str) -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p1")))
    driver.send(events.ScanFailed(driver.session, problem))
    assert driver.state.scan.phase is ScanPhase.FAILED
    assert driver.state.scan.problem == problem
    driver.send(events.TryAgain(), events.PageScanned(driver.session, page("p2")))
    driver.send(events.ScanEnded(driver.session))
    assert names(driver) == ["p1", "p2"]


def test_scanning_starts_when_paper_is_sensed_once() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.PaperSensed(driver.session, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1
    driver.send(events.PaperSensed(driver.session, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1


def test_after_a_jam_sensed_paper_waits_for_a_touch_or_for_new_paper() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.ScanFailed(driver.session, "scanner.jam"))
    driver.send(events.PaperSensed(driver.session, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1
    driver.send(events.TryAgain())
    assert len(driver.all_of(effects.ScanPages)) == 2


def test_stop_asks_the_scanner_and_keeps_pages() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p1")))
    assert [type(one) for one in driver.send(events.Back())] == [effects.CancelScan]
    driver.send(events.ScanFailed(driver.session, "scanner.cancelled"))
    assert driver.state.scan.phase is ScanPhase.IDLE
    assert names(driver) == ["p1"]


def test_delete_and_move() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1", "p2", "p3")
    driver.send(events.PageMoved("p3", 0))
    assert names(driver) == ["p3", "p1", "p2"]
    driver.send(events.PageDeleted("p1"))
    assert names(driver) == ["p3", "p2"]
    driver.send(events.PageMoved("p2", 99))
    assert names(driver) == ["p3", "p2"]


def test_rescan_takes_the_place() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1", "p2", "p3")
    driver.send(events.PageRescan("p2"))
    todo = driver.send(events.StartScan())
    assert [effect.single for effect in todo if isinstance(effect, effects.ScanPages)] == [True]
    driver.send(events.PageScanned(driver.session, page("new")), events.ScanEnded(driver.session))
    assert names(driver) == ["p1", "new", "p3"]


def test_a_doubtful_page_is_shown_and_may_be_kept() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan())
    driver.send(events.PageScanned(driver.session, page("p1", Finding.BLURRED)))
    driver.send(events.PageScanned(driver.session, page("p2", Finding.TOO_DARK)))
    driver.send(events.ScanEnded(driver.session))
    assert (driver.state.scan.phase, driver.state.scan.selected) == (ScanPhase.CHECK_PAGE, "p1")
    driver.send(events.PageKept())
    assert driver.state.scan.selected == "p2"
    driver.send(events.PageRescan("p2"))
    assert driver.state.scan.replacing == "p2"
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p3")))
    driver.send(events.ScanEnded(driver.session))
    assert driver.state.scan.phase is ScanPhase.IDLE
    assert names(driver) == ["p1", "p3"]


def test_a_doubtful_page_is_asked_about_again_before_it_goes_on() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p1", Finding.BLURRED)))
    driver.send(events.ScanFailed(driver.session, "scanner.jam"), events.Next())
    assert (driver.state.scan.phase, driver.state.scan.selected) == (ScanPhase.CHECK_PAGE, "p1")
    driver.send(events.PageRescan("p1"), events.Next())
    assert (driver.state.scan.phase, driver.state.scan.replacing) == (ScanPhase.CHECK_PAGE, "")
    driver.send(events.PageKept(), events.Next())
    assert driver.state.step is not Step.SCAN or driver.state.scan.phase is ScanPhase.IDLE
    assert names(driver) == ["p1"]


def test_a_doubtful_page_left_behind_is_found_before_the_review() -> None:
    driver = Driver()
    driver.to_scan()
    doubtful = driver.state.scan.part_no
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p1", Finding.BLURRED)))
    driver.send(events.ScanEnded(driver.session), events.Back())
    assert driver.state.step is Step.COMPONENTS
    driver.send(events.Next())
    for _ in range(6):
        if driver.state.scan.phase is ScanPhase.CHECK_PAGE:
            break
        driver.send(events.Next())
    assert (driver.state.step, driver.state.scan.part_no) == (Step.SCAN, doubtful)
    assert (driver.state.scan.phase, driver.state.scan.selected) == (ScanPhase.CHECK_PAGE, "p1")


def test_too_many_pages_stop_the_scanner() -> None:
    driver = Driver(Options(max_pages=2))
    driver.to_scan()
    driver.send(events.StartScan())
    for name in ("p1", "p2", "p3"):
        driver.send(events.PageScanned(driver.session, page(name)))
    driver.send(events.ScanFailed(driver.session, "scanner.cancelled"))
    assert driver.state.scan.problem == "scan.too_many_pages"
    assert names(driver) == ["p1", "p2"]


def test_next_waits_while_paper_moves() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.session, page("p1")), events.Next())
    assert driver.state.step is Step.SCAN


def test_leaving_stops_watching() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1")
    assert effects.StopWatchingPaper() in driver.send(events.Next())
