"""What every step of the journey is written with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.session.effects import Effect, Wipe
from kiosk_app.session.state import Idle, JourneyState, Scan, Step

Change = tuple[JourneyState, tuple[Effect, ...]]
"""The new state, and what is to be done."""


Handler = Callable[["World", JourneyState, Any], Change]
"""The third argument is the event of the type that the handler is registered for."""


@dataclass(frozen=True, slots=True)
class Options:
    """Times in seconds, and limits; from `[session]` and `[scanner]` of the configuration."""

    idle_warning_s: float = 75
    idle_countdown_s: float = 20
    wait_for_portal_s: float = 6
    goodbye_s: float = 30
    retry_print_s: float = 5
    max_pages: int = 60
    reprints: int = 3


@dataclass(frozen=True, slots=True)
class World:
    """What a journey needs from outside and is not a function of its state."""

    options: Options
    new_reference_uid: Callable[[], str]
    new_screen_code: Callable[[], str]
    """Six digits."""
    wall_clock: Callable[[], datetime]
    """With zone."""
    catalogue: Catalogue

    def today(self) -> date:
        """The calendar day that the forms are checked against."""
        return self.wall_clock().date()

    def procedures(self) -> tuple[Procedure, ...]:
        """What may be filed today."""
        return self.catalogue.in_force(self.today())


def enter(state: JourneyState, step: Step) -> JourneyState:
    """Go to a step."""
    return replace(state, step=step, entered_at=state.now)


def wipe(state: JourneyState) -> Change:
    """End the session: only what belongs to the machine stays."""
    fresh = JourneyState(
        session=state.session + 1,
        now=state.now,
        entered_at=state.now,
        health=state.health,
        procedures=state.procedures,
        scan=Scan(senses_paper=state.scan.senses_paper, has_feeder=state.scan.has_feeder),
        idle=Idle(last_touch=state.now),
    )
    return fresh, (Wipe(state.session),)
