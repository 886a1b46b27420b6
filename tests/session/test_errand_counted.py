"""How an errand ended is told, to be counted: which, where, how long; nothing of who it was."""

from __future__ import annotations

from dataclasses import fields

from kiosk_app.session.facts.petition import Petitions
from kiosk_app.session.facts.service import BareMachine, ServiceWanted
from kiosk_app.session.journeys import first_setup
from kiosk_app.session.kernel.dispatcher import Dispatcher
from kiosk_app.session.kernel.effects import TellErrand
from tests.session import words as events
from tests.session.support import Driver


def _told(driver: Driver) -> list[TellErrand]:
    return driver.all_of(TellErrand)


def test_one_that_was_filed_is_finished_under_its_procedure() -> None:
    driver = Driver()
    driver.to_saved()
    driver.news()
    driver.send(events.Next())
    driver.send(events.Rated(5))
    (told,) = _told(driver)
    assert (told.errand, told.step, told.finished, told.helped) == ("9.000001", "rating", True, False)
    assert 0 <= told.seconds <= 600


def test_one_that_was_given_up_says_where() -> None:
    driver = Driver()
    driver.to_consent()
    driver.send(events.ConsentRefused())
    (told,) = _told(driver)
    assert (told.errand, told.step, told.finished) == ("9.000001", "consent", False)


def test_an_officer_who_was_called_counts_as_help() -> None:
    driver = Driver()
    driver.to_consent()
    driver.send(events.HelpAsked())
    driver.send(events.HelpEnded())
    driver.send(events.ConsentRefused())
    (told,) = _told(driver)
    assert told.helped


def test_leaving_at_the_first_of_several_steps_finished_nothing() -> None:
    driver = Driver(settings={Petitions: Petitions(taken=True)})
    driver.send(events.Begin("petition"))
    assert driver.state.journey == "petition"
    driver.send(events.CancelAsked())
    (told,) = _told(driver)
    assert (told.errand, told.finished) == ("petition", False)


def test_what_staff_do_is_not_counted() -> None:
    driver = Driver()
    driver.send(ServiceWanted())
    assert driver.state.journey == "service"
    driver.send(events.CancelAsked())
    assert _told(driver) == []
    driver.dispatcher = Dispatcher(driver.context, (first_setup.JOURNEY,))
    driver.send(BareMachine())
    assert driver.state.journey == "first_setup"
    driver.send(events.CancelAsked())
    assert driver.state.journey == ""
    assert _told(driver) == []


def test_it_has_no_field_for_anybody() -> None:
    names = {one.name for one in fields(TellErrand)}
    assert names == {"visit", "errand", "step", "finished", "helped", "seconds"}
