"""Every procedure that ships, each filed once: with plausible answers and its papers."""

from __future__ import annotations

from datetime import date

from kiosk_app.catalogue.model import Procedure
from kiosk_app.identity.model import Claims
from portal_sandbox.people import PEOPLE
from tests.catalogue.samples import shipped
from tests.forms.made_up import made_up
from tests.journeys.script import Case
from tests.journeys.world import CITIZEN

ALL = "all"


def modelled(today: date) -> tuple[Procedure, ...]:
    """Give the procedures that can be filed here today, by code."""
    known = sorted(shipped().values(), key=lambda one: one.code)
    return tuple(one for one in known if one.in_force(today) and not one.elsewhere.vi)


def case_of(procedure: Procedure, today: date) -> Case:
    """Give what the citizen of the demo answers in this procedure, signed in or not."""
    answers = made_up(procedure, Claims(PEOPLE[CITIZEN].claims()), today)
    offered = tuple(one.code for one in modelled(today))
    return Case(procedure.code, answers, answers, answers, offered=offered)
