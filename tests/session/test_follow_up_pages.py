"""Pages scanned for a filed dossier: kept while it is looked at again, never handed in for another."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.session.facts.followed import Action
from tests.session import words as events
from tests.session.support import Driver
from tests.session.test_follow_up import ASKED, OWN, answer, driver, saved, show_slip, sign_in
from tests.session.words import Followed, ListMine

__all__ = ["driver"]
"""The fixture."""


OTHER = replace(OWN, code="H17.99.01-261124-0008", reference_uid="uid-8")


def _scanned_for_one_of_two(driver: Driver) -> None:
    """Of two own dossiers one is chosen and a page scanned for it."""
    driver.send(events.MineAsked())
    sign_in(driver)
    number = driver.all_of(ListMine)[-1].number
    driver.send(events.MineTold(driver.visit, number, "found", (ASKED, OTHER)))
    driver.send(events.DossierChosen(ASKED.code))
    answer(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    driver.scan("p1")


def test_pages_of_one_dossier_are_not_handed_in_for_another(driver: Driver) -> None:
    """From the list of one's own to another one of it, or back to another slip."""
    other = replace(ASKED, code="H17.99.01-261124-0008", reference_uid="uid-8")
    driver.send(events.MineAsked())
    sign_in(driver)
    number = driver.all_of(ListMine)[-1].number
    driver.send(events.MineTold(driver.visit, number, "found", (ASKED, other)))
    for found in (ASKED, other):
        driver.send(events.DossierChosen(found.code))
        answer(driver, found)
        driver.send(events.ActionAsked(Action.SUPPLEMENT))
        assert driver.state.of(events.Papers).lines[0].pages == (), found.code
        driver.scan("p1")
        driver.send(events.Back(), events.Back())
        assert driver.state.of(Followed).found is None
    driver.send(events.Back())
    assert driver.state.step == "look_up"
    show_slip(driver)
    answer(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert driver.state.of(events.Papers).lines[0].pages == ()


def test_pages_wait_for_who_looks_at_the_list_and_comes_back(driver: Driver) -> None:
    """Also after another one was looked at, and after its slip was shown again; once sent they are gone."""
    _scanned_for_one_of_two(driver)
    driver.send(events.Back(), events.Back(), events.DossierChosen(ASKED.code))
    answer(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert [one.page_id for one in driver.state.of(events.Papers).lines[0].pages] == ["p1"]
    # Another one could not be told: nothing was chosen, nothing is put away.
    driver.send(events.Back(), events.Back(), events.DossierChosen(OTHER.code))
    answer(driver, None, "not_now")
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert driver.state.step == "dossier"
    driver.send(events.Back(), events.Back())
    assert driver.state.step == "look_up"
    show_slip(driver, ASKED.code)
    answer(driver, ASKED)
    driver.send(events.ActionAsked(Action.SUPPLEMENT))
    assert [one.page_id for one in driver.state.of(events.Papers).lines[0].pages] == ["p1"]
    driver.send(events.Next())
    saved(driver, 1)
    assert driver.state.of(events.Papers) == events.Papers()


def test_pages_are_put_away_once_another_dossier_is_told(driver: Driver) -> None:
    _scanned_for_one_of_two(driver)
    driver.send(events.Back(), events.Back(), events.DossierChosen(OTHER.code))
    answer(driver, OTHER)
    assert driver.state.of(events.Papers) == events.Papers()
