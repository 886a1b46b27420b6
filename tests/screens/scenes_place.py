"""Naming a kiosk by hand: what is missing, and a key that is held against paper."""

from __future__ import annotations

from kiosk_app.session.facts.service import HelperEnded, HelperSaid, ServiceAct
from kiosk_app.session.steps.service_place import NEEDED, PlaceTyped
from tests.screens.scenes_service import SERVICE
from tests.screens.stage import Scene, Stage
from tests.session import words as ev


def _place(stage: Stage) -> None:
    SERVICE["service-place"](stage)
    stage.send(HelperSaid(stage.visit, ServiceAct.SETUP, line="province_code\t48"))
    stage.send(HelperSaid(stage.visit, ServiceAct.SETUP, line="portal_address\thttps://cong.danang.gov.vn/o"))
    stage.send(HelperEnded(stage.visit, ServiceAct.SETUP), PlaceTyped("commune_code", "20308"))


def _place_missing(stage: Stage) -> None:
    _place(stage)
    stage.send(ev.Next())


def _place_trust(stage: Stage) -> None:
    _place(stage)
    for name in sorted(NEEDED - {"province_code", "commune_code", "portal_address"}):
        stage.send(PlaceTyped(name, "DN07"))
    shown = "3f8a 11c0 9be2 77d4 02aa 5c31 e6f0 84b9"
    stage.send(ev.Next(), HelperEnded(stage.visit, ServiceAct.SETUP, "trust_recovery", shown))


PLACE: dict[str, Scene] = {
    "service-place-answered": _place,
    "service-place-missing": _place_missing,
    "service-place-trust": _place_trust,
}
