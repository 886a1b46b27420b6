"""Papers: pages kept through every failure, replaced, moved, deleted."""

from __future__ import annotations

from itertools import permutations

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
    assert driver.state.of(events.Scan).stopping
    assert list(driver.send(events.StopScan(), events.Back())) == []
    driver.send(events.ScanFailed(driver.visit, "scanner.cancelled"))
    assert driver.state.of(events.Scan).phase is ScanPhase.IDLE
    assert names(driver) == ["p1"]
    driver.send(events.StartScan())
    assert not driver.state.of(events.Scan).stopping


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


def sides(driver: Driver) -> list[str]:
    return [side.page.page_id for side in driver.state.of(events.Papers).line("OLD").dropped]


def blank(driver: Driver, name: str) -> events.BlankSideDropped:
    return events.BlankSideDropped(driver.visit, page(name, Finding.EMPTY))


def feed(driver: Driver, *sides_fed: str) -> None:
    """Names that begin with "b" are backs without ink."""
    driver.send(events.StartScan())
    for name in sides_fed:
        sheet = events.PageScanned(driver.visit, page(name))
        driver.send(blank(driver, name) if name.startswith("b") else sheet)
    driver.send(events.ScanEnded(driver.visit))


@pytest.mark.parametrize("order", [*permutations(("b0", "b1", "b1a", "b2"))], ids="-".join)
def test_dropped_sides_come_back_in_their_place_in_whichever_order(order: tuple[str, ...]) -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "b0", "p1", "b1", "b1a", "p2", "b2", "p3")
    assert names(driver) == ["p1", "p2", "p3"]
    for name in order:
        driver.send(events.SideBroughtBack(name))
    assert names(driver) == ["b0", "p1", "b1", "b1a", "p2", "b2", "p3"]
    assert sides(driver) == []


def test_a_side_brought_back_is_not_asked_about_again() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1")
    driver.send(events.DroppedSidesShown(shown=True))
    assert driver.state.of(events.Scan).selected == "b1"
    driver.send(events.SideBroughtBack("b1"))
    assert (driver.state.of(events.Scan).selected, driver.state.of(events.Scan).dropped_shown) == ("", False)
    driver.send(events.Next())
    assert driver.state.step == "review"


def test_a_paper_of_which_every_side_was_dropped_is_there_when_one_is_brought_back() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "b1", "b2")
    driver.send(events.Next())
    assert driver.state.of(events.Papers).problem == "OLD"
    driver.send(events.SideBroughtBack("b2"))
    assert driver.state.of(events.Papers).problem == ""
    driver.send(events.Next())
    assert (driver.state.step, names(driver)) == ("review", ["b2"])


def test_a_side_stays_behind_its_page_when_that_is_moved_replaced_or_deleted() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1", "p2", "b2", "p3", "b3")
    driver.send(events.PageMoved("p3", 0), events.PageRescan("p1"))
    feed(driver, "new")
    driver.send(events.PageDeleted("p2"))
    assert names(driver) == ["p3", "new"]
    for name in ("b2", "b1", "b3"):
        driver.send(events.SideBroughtBack(name))
    assert names(driver) == ["p3", "b3", "new", "b1", "b2"]


def test_a_page_scanned_again_and_dropped_takes_the_place_when_it_is_brought_back() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1", "p2", "p3")
    driver.send(events.PageRescan("p2"))
    feed(driver, "b2")
    assert names(driver) == ["p1", "p2", "p3"]
    driver.send(events.SideBroughtBack("b1"))
    assert driver.state.of(events.Scan).replacing == "p2"
    driver.send(events.SideBroughtBack("b2"))
    assert names(driver) == ["p1", "b1", "b2", "p3"]
    assert driver.state.of(events.Scan).replacing == ""


def test_a_side_takes_no_page_away_once_that_was_scanned_again() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "p2")
    driver.send(events.PageRescan("p1"))
    feed(driver, "b1")
    feed(driver, "new")
    driver.send(events.SideBroughtBack("b1"))
    assert names(driver) == ["new", "b1", "p2"]


def test_too_many_pages_leave_a_side_dropped_until_there_is_room() -> None:
    driver = Driver(Options(max_pages=2))
    driver.to_scan()
    feed(driver, "p1", "b1", "p2")
    driver.send(events.DroppedSidesShown(shown=True), events.SideBroughtBack("b1"))
    assert driver.state.of(events.Scan).problem == "scan.too_many_pages"
    assert not driver.state.of(events.Scan).dropped_shown
    assert (names(driver), sides(driver)) == (["p1", "p2"], ["b1"])
    driver.send(events.PageDeleted("p2"), events.SideBroughtBack("b1"))
    assert (names(driver), sides(driver)) == (["p1", "b1"], [])
    assert driver.state.of(events.Scan).problem == ""


def test_no_more_sides_are_kept_than_pages_may_be() -> None:
    driver = Driver(Options(max_pages=3))
    driver.to_scan()
    feed(driver, "b1", "b2", "b3", "b4")
    assert sides(driver) == ["b2", "b3", "b4"]


def test_sides_are_looked_through_and_left_by_back_without_leaving_the_step() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1", "p2", "b2")
    driver.send(events.DroppedSidesShown(shown=True))
    assert driver.state.of(events.Scan).selected == ""
    # Paper that is laid in meanwhile waits.
    driver.send(events.PaperSensed(driver.visit, present=False))
    assert driver.send(events.PaperSensed(driver.visit, present=True)) == []
    driver.send(events.PageSelected("b1"), events.Back())
    assert (driver.state.of(events.Scan).selected, driver.state.of(events.Scan).dropped_shown) == ("", True)
    driver.send(events.PageSelected("b1"), events.SideForgotten("b1"))
    assert (sides(driver), driver.state.of(events.Scan).dropped_shown) == (["b2"], True)
    driver.send(events.Back())
    assert (driver.state.step, driver.state.of(events.Scan).dropped_shown) == ("scan", False)
    driver.send(events.DroppedSidesShown(shown=True), events.Back())
    assert (driver.state.step, driver.state.of(events.Scan).dropped_shown) == ("scan", False)
    driver.send(events.DroppedSidesShown(shown=True), events.SideForgotten("b2"))
    assert (sides(driver), driver.state.of(events.Scan).dropped_shown) == ([], False)
    assert names(driver) == ["p1", "p2"]


def test_sides_are_left_alone_while_paper_moves() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1")
    driver.send(events.StartScan(), events.DroppedSidesShown(shown=True), events.SideBroughtBack("b1"))
    driver.send(events.SideForgotten("b1"))
    assert not driver.state.of(events.Scan).dropped_shown
    assert (names(driver), sides(driver)) == (["p1"], ["b1"])


def test_dropped_sides_go_with_the_paper_and_with_the_visit() -> None:
    driver = Driver()
    driver.to_scan()
    feed(driver, "p1", "b1")
    driver.send(events.Next(), events.Back())
    assert (driver.state.step, sides(driver)) == ("scan", ["b1"])
    driver.send(events.NotBrought())
    assert sides(driver) == []
    feed(driver, "p2", "b2")
    assert "b2" in repr(driver.state)
    driver.send(events.CancelAsked(), events.CancelConfirmed())
    assert "b2" not in repr(driver.state)
