"""A finished dossier is rated once, by whoever holds its slip, without a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.identity.payload import SlipCode
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.facts.rating import RatingScale
from tests.session import words as events
from tests.session.support import Driver
from tests.session.words import (
    DossierRating,
    LevelChosen,
    RatingNotStored,
    RatingPhase,
    RatingStored,
    RatingWordsTyped,
    StoreDossierRating,
)

FOUND = DossierStatus("H17.99.01-261124-0007", stage="9", fresh=True)


def begun(found: DossierStatus = FOUND, *, levels: int = 5, journey: str = "follow_up") -> Driver:
    """Somebody showed the slip of a dossier."""
    driver = Driver(settings={RatingScale: RatingScale(levels, on_front=True)})
    driver.send(events.Begin(journey))
    driver.send(events.QrSeen(driver.visit, SlipCode(found.code)))
    driver.send(events.DossierTold(driver.visit, driver.state.of(events.LookUp).number, "found", found))
    if journey == "follow_up":
        driver.send(events.ActionAsked(Action.RATING))
    return driver


@pytest.mark.parametrize("journey", ["follow_up", "rating"])
def test_two_faces_and_a_touch(journey: str) -> None:
    driver = begun(journey=journey)
    assert driver.state.step == "dossier_rating"
    driver.send(LevelChosen(5), LevelChosen(4), events.Next())
    (stored,) = driver.all_of(StoreDossierRating)
    assert (stored.levels, stored.dossier, stored.officials, stored.words) == (5, 5, 4, "")
    driver.send(events.Next())
    assert len(driver.all_of(StoreDossierRating)) == 1
    driver.send(RatingStored(driver.visit, repeated=False))
    assert driver.state.of(DossierRating) == DossierRating(phase=RatingPhase.SAVED), "nothing of it is kept"
    driver.send(events.Next())
    assert driver.state.step == "welcome"


@pytest.mark.parametrize("stage", ["", "1", "2", "3", "4", "5", "6", "7", "8"])
def test_a_dossier_without_a_result_is_not_rated(stage: str) -> None:
    driver = begun(replace(FOUND, stage=stage), journey="rating")
    rating = driver.state.of(DossierRating)
    assert (rating.phase, rating.problem) == (RatingPhase.NOT_NOW, "rating.not_finished")
    driver.send(LevelChosen(5), LevelChosen(5), events.Next())
    assert driver.all_of(StoreDossierRating) == []


def test_state_10_may_be_rated_offline_by_what_is_known_here() -> None:
    driver = begun(replace(FOUND, stage="10", fresh=False))
    driver.send(LevelChosen(1), LevelChosen(1), events.Next())
    assert len(driver.all_of(StoreDossierRating)) == 1


@pytest.mark.parametrize("journey", ["follow_up", "rating"])
def test_a_second_rating_is_refused_by_the_portals_word(journey: str) -> None:
    driver = begun(replace(FOUND, rating="given"), journey=journey)
    if journey == "follow_up":
        assert driver.state.step == "dossier", "it is not offered"
        return
    assert driver.state.of(DossierRating).problem == "rating.given"


def test_a_second_rating_is_refused_by_the_queues_word() -> None:
    driver = begun()
    driver.send(LevelChosen(5), LevelChosen(5), events.Next(), RatingStored(driver.visit, repeated=True))
    rating = driver.state.of(DossierRating)
    assert (rating.phase, rating.problem) == (RatingPhase.NOT_NOW, "rating.given")


def test_words_are_bounded_not_cut() -> None:
    driver = begun()
    driver.send(LevelChosen(5), LevelChosen(5), RatingWordsTyped("a" * 500), RatingWordsTyped("b" * 501))
    rating = driver.state.of(DossierRating)
    assert (rating.words, rating.problem) == ("a" * 500, "rating.too_long")


def test_what_was_said_stays_when_it_is_not_stored() -> None:
    driver = begun()
    driver.send(LevelChosen(2), LevelChosen(3), RatingWordsTyped("Chờ lâu"), events.Next())
    driver.send(RatingNotStored(driver.visit, "queue.full"))
    rating = driver.state.of(DossierRating)
    assert (rating.phase, rating.words, rating.problem) == (RatingPhase.WORDS, "Chờ lâu", "queue.full")
    driver.send(events.TryAgain())
    assert len(driver.all_of(StoreDossierRating)) == 2


@pytest.mark.parametrize(("levels", "level"), [(3, 4), (3, 0), (5, 6), (5, -1)])
def test_a_level_that_the_scale_does_not_have(levels: int, level: int) -> None:
    driver = begun(levels=levels)
    driver.send(LevelChosen(level))
    assert driver.state.of(DossierRating).phase is RatingPhase.DOSSIER


def test_back_goes_question_by_question() -> None:
    driver = begun()
    driver.send(LevelChosen(5), LevelChosen(4))
    for phase in (RatingPhase.OFFICIALS, RatingPhase.DOSSIER):
        driver.send(events.Back())
        assert driver.state.of(DossierRating).phase is phase
    driver.send(events.Back())
    assert driver.state.step == "dossier"


def test_from_thanks_nobody_goes_back_to_thanks_for_another() -> None:
    driver = begun(journey="rating")
    driver.send(LevelChosen(5), LevelChosen(4), events.Next(), RatingStored(driver.visit, repeated=False))
    driver.send(events.Back())
    assert driver.state.step == "dossier_rating"


def test_nothing_of_it_is_in_a_repr() -> None:
    driver = begun()
    driver.send(LevelChosen(5), LevelChosen(4), RatingWordsTyped("Chị Lan tốt"), events.Next())
    everything = repr(driver.all_of(StoreDossierRating)) + repr(driver.state)
    assert "Lan" not in everything
