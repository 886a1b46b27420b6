"""The list of components, one by one."""

from __future__ import annotations

from kiosk_app.catalogue.model import Need
from tests.session import words as events
from tests.session.support import Driver


def test_the_list_follows_from_the_answers() -> None:
    driver = Driver()
    driver.to_components("no")
    assert [line.component.part_no for line in driver.state.of(events.Papers).lines] == ["TK", "MORE", "ID"]
    driver = Driver()
    driver.to_components("yes")
    assert [line.need for line in driver.state.of(events.Papers).lines] == [
        Need.GENERATED,
        Need.REQUIRED,
        Need.OPTIONAL,
        Need.FROM_DATABASE,
    ]


def test_an_unanswered_line_stops() -> None:
    driver = Driver()
    driver.to_components()
    driver.send(events.Next())
    assert driver.state.step == "components"
    assert driver.state.of(events.Papers).problem == "OLD"


def test_a_required_paper_that_the_citizen_lacks_stops() -> None:
    driver = Driver()
    driver.to_components()
    driver.confirm_all()
    driver.send(events.ComponentConfirmed("OLD", confirmed=False), events.Next())
    assert driver.state.step == "components"
    assert driver.state.of(events.Papers).problem == "OLD"
    driver.send(events.ComponentConfirmed("OLD"))
    assert driver.state.of(events.Papers).problem == ""


def test_nothing_to_scan_goes_to_the_review() -> None:
    driver = Driver()
    driver.to_components("no")
    driver.confirm_all()
    driver.send(events.Next())
    assert driver.state.step == "review"


def test_an_optional_paper_that_the_citizen_has_is_scanned() -> None:
    driver = Driver()
    driver.to_components("no")
    driver.confirm_all(more=True)
    driver.send(events.Next())
    assert driver.state.step == "scan"
    assert driver.state.of(events.Scan).part_no == "MORE"


def test_what_was_confirmed_stays_after_going_back_to_the_form() -> None:
    driver = Driver()
    driver.to_components()
    driver.confirm_all()
    driver.send(events.Back(), events.Next())
    assert all(line.answered for line in driver.state.of(events.Papers).lines)
