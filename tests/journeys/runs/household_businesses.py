"""Hộ kinh doanh: founded by a person, paused by its owner, ended by a delegate; changed in `organisation`."""

from __future__ import annotations

from collections.abc import Callable

from kiosk_app.session.kernel.state import VisitState
from portal_sandbox.people import PEOPLE
from tests.journeys.hand import Hand, Run
from tests.journeys.pilot import Pilot
from tests.journeys.runs.organisation import HOUSEHOLD, Filed, ForHousehold, filed, is_for_household
from tests.journeys.script import Case
from tests.journeys.world import World

FOUNDER = "048188000007"
FOUNDING, PAUSE, END = "1.001612", "1.001570", "1.001266"
OFFERED = (FOUNDING, PAUSE, END)
WORDS = {
    FOUNDING: "Mo tiem tap hoa tai nha",
    PAUSE: "Tam ngung ban hang ba thang",
    END: "Dong cua hang tu dau nam sau",
}


def play(hand: Hand) -> None:
    """Three visits, three dossiers; before a business is there, a person is who asks.

    Three people: a telephone gets one code a minute.
    """
    founded = filed(hand, Filed(*_with(hand, FOUNDING), citizen=FOUNDER))
    assert (founded["applicantName"], founded["applicantIdNo"]) == (PEOPLE[FOUNDER].full_name, FOUNDER)
    for code, acting in ((PAUSE, HOUSEHOLD.representative), (END, HOUSEHOLD.delegates[0])):
        is_for_household(filed(hand, ForHousehold(*_with(hand, code), citizen=acting)), acting)
    rows = hand.world.portal_state()["dossiers"]
    assert sorted(one["serviceCode"] for one in rows) == sorted(OFFERED)


def _with(hand: Hand, code: str) -> tuple[Pilot, World, Callable[[], VisitState], Case, int, bool]:
    case = Case(code, {}, {"NoiDung": WORDS[code]}, part="P1", offered=OFFERED)
    return hand.pilot, hand.world, hand.state, case, hand.world.seed, False


RUN = Run("household_businesses", play, offered=OFFERED)
