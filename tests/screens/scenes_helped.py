"""Somebody helps: named at the notice, and what they filled in is read out."""

from __future__ import annotations

from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, StaffBadge
from kiosk_app.session.facts.helped import RELATIONS
from tests.screens.scenes_filling import consent
from tests.screens.scenes_sending import review
from tests.screens.stage import CLAIMS, Scene, Stage
from tests.session import words as ev


def helper(stage: Stage) -> None:
    """Who helps is asked."""
    consent(stage)
    stage.send(ev.HelpedBySomebody())


def _checking(stage: Stage) -> None:
    helper(stage)
    stage.send(ev.QrSeen(stage.visit, StaffBadge("badge")))


def _problem(problem: str) -> Scene:
    def play(stage: Stage) -> None:
        _checking(stage)
        stage.send(ev.BadgeVerdict(stage.visit, 1, problem))

    return play


def _foreign(stage: Stage) -> None:
    helper(stage)
    stage.send(ev.QrSeen(stage.visit, ForeignQr(ForeignKind.TEXT)))


def _card(stage: Stage) -> None:
    helper(stage)
    stage.send(ev.QrSeen(stage.visit, CardQr(CLAIMS, 7)))


def _nameless(stage: Stage) -> None:
    helper(stage)
    stage.send(ev.Next())


def _named(stage: Stage) -> None:
    stage.send(ev.HelperNamed("Zơrâm Thị Nhiêu"), ev.RelationChosen(RELATIONS[1].vi), ev.Next())


def _consent(stage: Stage) -> None:
    helper(stage)
    _named(stage)


def _review(stage: Stage) -> None:
    review(stage)
    stage.send(ev.EditHelper())
    _named(stage)


def _aloud(stage: Stage) -> None:
    _review(stage)
    stage.send(ev.Next())


def _aloud_checking(stage: Stage) -> None:
    _aloud(stage)
    stage.send(ev.QrSeen(stage.visit, StaffBadge("badge")))


def _aloud_foreign(stage: Stage) -> None:
    _aloud(stage)
    stage.send(ev.QrSeen(stage.visit, ForeignQr(ForeignKind.TEXT)))


HELPED: dict[str, Scene] = {
    "helper": helper,
    "helper-checking": _checking,
    "helper-unknown": _problem("unknown"),
    "helper-other-code": _foreign,
    "helper-card": _card,
    "helper-nameless": _nameless,
    "helper-consent": _consent,
    "helper-review": _review,
    "helper-aloud": _aloud,
    "helper-aloud-checking": _aloud_checking,
    "helper-aloud-other-code": _aloud_foreign,
}
"""By name; each plays on a fresh stage."""
