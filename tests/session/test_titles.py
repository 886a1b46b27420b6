"""The hint that a page looks like another paper."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.scanning.page import Finding
from tests.session import words as effects
from tests.session import words as events
from tests.session.support import Driver, page, procedure
from tests.session.words import ScanPhase


def driver_at_scan() -> Driver:
    plain = procedure()
    words = {"OLD": ("giấy ủy quyền",)}
    titled = tuple(replace(one, title_words=words.get(one.part_no, ())) for one in plain.components)
    driver = Driver(None, replace(plain, components=titled))
    driver.to_scan()
    return driver


def test_only_the_first_page_of_a_paper_is_looked_at() -> None:
    driver = driver_at_scan()
    driver.scan("p1", "p2")
    assert [one.page_id for one in driver.all_of(effects.ReadTitle)] == ["p1"]
    assert driver.all_of(effects.ReadTitle)[0].expected == ("giấy ủy quyền",)


def test_a_paper_without_a_known_title_is_not_looked_at() -> None:
    driver = Driver()
    driver.to_scan()
    driver.scan("p1")
    assert driver.all_of(effects.ReadTitle) == []


def test_the_hint_asks_and_the_citizen_may_keep_the_page() -> None:
    driver = driver_at_scan()
    driver.scan("p1")
    driver.send(events.TitleRead(driver.visit, "p1", "Giấy chứng sinh"))
    assert driver.state.of(events.Scan).phase is ScanPhase.CHECK_PAGE
    (kept,) = driver.state.of(events.Papers).line("OLD").pages
    assert (kept.findings, kept.seems) == ((Finding.OTHER_DOCUMENT,), "Giấy chứng sinh")
    driver.send(events.PageKept(), events.Next())
    assert driver.state.step == "review"


def test_a_hint_during_the_scan_waits_for_its_end() -> None:
    driver = driver_at_scan()
    driver.send(events.StartScan(), events.PageScanned(driver.visit, page("p1")))
    driver.send(events.TitleRead(driver.visit, "p1", "Giấy chứng sinh"))
    assert driver.state.of(events.Scan).phase is ScanPhase.SCANNING
    driver.send(events.ScanEnded(driver.visit))
    assert driver.state.of(events.Scan).phase is ScanPhase.CHECK_PAGE


def test_a_title_that_fits_or_a_page_that_is_gone_changes_nothing() -> None:
    driver = driver_at_scan()
    driver.scan("p1")
    before = driver.state
    driver.send(events.TitleRead(driver.visit, "p1", ""))
    driver.send(events.TitleRead(driver.visit, "gone", "Giấy chứng sinh"))
    assert driver.state == before


def test_a_late_hint_stops_on_the_way_to_the_review() -> None:
    driver = driver_at_scan()
    driver.scan("p1")
    driver.send(events.PageSelected("p1"))
    driver.send(events.TitleRead(driver.visit, "p1", "Giấy chứng sinh"), events.PageSelected(""))
    driver.send(events.Next())
    assert driver.state.step == "scan"
    assert driver.state.of(events.Scan).phase is ScanPhase.CHECK_PAGE
