"""What a visit needs from outside and is not a function of its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar, cast

from kiosk_app.catalogue.model import Catalogue, Procedure

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Options:
    """Times in seconds, and limits; from `[session]` and `[scanner]` of the configuration."""

    idle_warning_s: float = 75
    idle_countdown_s: float = 20
    more_time_s: float = 120
    """What "Cho thêm thời gian" adds on a step."""
    wait_for_portal_s: float = 6
    goodbye_s: float = 30
    retry_print_s: float = 5
    max_pages: int = 60
    reprints: int = 3
    board_after_s: float = 0.0
    """Seconds without a touch after which the idle screen becomes the notice board; 0: never."""
    reader_at_door: bool = False
    """Whether the QR reader reads on the welcome screen and wherever else no step asks for a code."""
    chip_reader: bool = False
    """Whether this kiosk reads the chips of cards."""


@dataclass(frozen=True, slots=True)
class Context:
    """Clock, randomness, options, and the procedures."""

    options: Options
    new_reference_uid: Callable[[], str]
    new_screen_code: Callable[[], str]
    """Six digits."""
    wall_clock: Callable[[], datetime]
    """With zone."""
    catalogue: Catalogue
    settings: Mapping[type, object] = field(default_factory=dict)
    """What the configuration says to single journeys, by its type."""

    def of(self, kind: type[S]) -> S:
        """Give the settings of that kind, or what they are when nothing is configured."""
        found = self.settings.get(kind)
        return cast("S", found) if found is not None else kind()

    def today(self) -> date:
        """The calendar day that the forms are checked against."""
        return self.wall_clock().date()

    def procedures(self) -> tuple[Procedure, ...]:
        """What may be filed today."""
        return self.catalogue.in_force(self.today())
