"""Papers: pages kept through every failure, replaced, moved, deleted."""

from __future__ import annotations

import pytest

from kiosk_app.scanning.page import Finding
from kiosk_app.session.kernel.context import Options
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver, page
from tests.session.words import ScanPhase


def names(driver: Driver) -> list[str]:
    return [one.page_id for one in driver.state.of(events.Papers).line("OLD").pages]


def test_pages_come_in_order() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1", "p2", "p3")
    assert names(driver) == ["p1", "p2", "p3"]
    assert driver.state.of(events.Scan).phase is ScanPhase.IDLE


def test_a_required_component_without_a_page_stops() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.Next())
    assert driver.state.step == "scan"
    assert driver.state.of(events.Papers).problem == "OLD"
    driver.send(events.StartScan())
    assert driver.state.of(events.Papers).problem == ""


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
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1")))
    driver.send(events.ScanFailed(driver.visit, problem))
    assert driver.state.of(events.Scan).phase is ScanPhase.FAILED
    assert driver.state.of(events.Scan).problem == problem
    driver.send(events.TryAgain(), events.PageScanned(driver.visit, page("p2")))
    driver.send(events.ScanEnded(driver.visit))
    assert names(driver) == ["p1", "p2"]


def test_scanning_starts_when_paper_is_sensed_once() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.PaperSensed(driver.visit, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1
    driver.send(events.PaperSensed(driver.visit, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1


def test_after_a_jam_sensed_paper_waits_for_a_touch_or_for_new_paper() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.ScanFailed(driver.visit, "scanner.jam"))
    driver.send(events.PaperSensed(driver.visit, present=True))
    assert len(driver.all_of(effects.ScanPages)) == 1
    driver.send(events.TryAgain())
    assert len(driver.all_of(effects.ScanPages)) == 2


def test_stop_asks_the_scanner_and_keeps_pages() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1")))
    assert [type(one) for one in driver.send(events.Back())] == [effects.CancelScan]
    driver.send(events.ScanFailed(driver.visit, "scanner.cancelled"))
    assert driver.state.of(events.Scan).phase is ScanPhase.IDLE
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
    driver.send(events.PageScanned(driver.visit, page("new")), events.ScanEnded(driver.visit))
    assert names(driver) == ["p1", "new", "p3"]


def test_a_doubtful_page_is_shown_and_may_be_kept() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan())
    driver.send(events.PageScanned(driver.visit, page("p1", Finding.BLURRED)))
    driver.send(events.PageScanned(driver.visit, page("p2", Finding.TOO_DARK)))
    driver.send(events.ScanEnded(driver.visit))
    assert (driver.state.of(events.Scan).phase, driver.state.of(events.Scan).selected) == (
        ScanPhase.CHECK_PAGE,
        "p1",
    )
    driver.send(events.PageKept())
    assert driver.state.of(events.Scan).selected == "p2"
    driver.send(events.PageRescan("p2"))
    assert driver.state.of(events.Scan).replacing == "p2"
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p3")))
    driver.send(events.ScanEnded(driver.visit))
    assert driver.state.of(events.Scan).phase is ScanPhase.IDLE
    assert names(driver) == ["p1", "p3"]


def test_a_doubtful_page_is_asked_about_again_before_it_goes_on() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1", Finding.BLURRED)))
    driver.send(events.ScanFailed(driver.visit, "scanner.jam"), events.Next())
    assert (driver.state.of(events.Scan).phase, driver.state.of(events.Scan).selected) == (
        ScanPhase.CHECK_PAGE,
        "p1",
    )
    driver.send(events.PageRescan("p1"), events.Next())
    assert (driver.state.of(events.Scan).phase, driver.state.of(events.Scan).replacing) == (
        ScanPhase.CHECK_PAGE,
        "",
    )
    driver.send(events.PageKept(), events.Next())
    assert driver.state.step != "scan" or driver.state.of(events.Scan).phase is ScanPhase.IDLE
    assert names(driver) == ["p1"]


def test_a_doubtful_page_left_behind_is_found_before_the_review() -> None:
    driver = Driver()
    driver.to_scan()
    doubtful = driver.state.of(events.Scan).part_no
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1", Finding.BLURRED)))
    driver.send(events.ScanEnded(driver.visit), events.Back())
    assert driver.state.step == "form"
    driver.send(events.Next())
    for _ in range(6):
        if driver.state.of(events.Scan).phase is ScanPhase.CHECK_PAGE:
            break
        driver.send(events.Next())
    assert (driver.state.step, driver.state.of(events.Scan).part_no) == ("scan", doubtful)
    assert (driver.state.of(events.Scan).phase, driver.state.of(events.Scan).selected) == (
        ScanPhase.CHECK_PAGE,
        "p1",
    )


def test_too_many_pages_stop_the_scanner() -> None:
    driver = Driver(Options(max_pages=2))
    driver.to_scan()
    driver.send(events.StartScan())
    for name in ("p1", "p2", "p3"):
        driver.send(events.PageScanned(driver.visit, page(name)))
    driver.send(events.ScanFailed(driver.visit, "scanner.cancelled"))
    assert driver.state.of(events.Scan).problem == "scan.too_many_pages"
    assert names(driver) == ["p1", "p2"]


def test_next_waits_while_paper_moves() -> None:
    driver = Driver()
    driver.to_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1")), events.Next())
    assert driver.state.step == "scan"


def test_leaving_stops_watching() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1")
    assert effects.StopWatchingPaper() in driver.send(events.Next())


def test_a_paper_that_is_not_there_after_all_is_told_and_what_was_scanned_of_it_goes() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1")
    driver.send(events.NotBrought())
    assert names(driver) == []
    assert driver.state.of(events.Papers).problem == "OLD"
    driver.send(events.Next())
    assert driver.state.step == "scan"
    driver.scan("p2")
    assert driver.state.of(events.Papers).problem == ""
    driver.send(events.Next())
    assert driver.state.step == "review"
