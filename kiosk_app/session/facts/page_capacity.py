"""How much of a page fits the glass, as the screen measured it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk_app.forms.pages import USUAL_CAPACITY, PageCapacity
from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.state import Lifetime, Slice


@dataclass(frozen=True, slots=True)
class PanelCapacity(Slice):
    """The panel at the text size of now."""

    lifetime: ClassVar[Lifetime] = Lifetime.MACHINE
    capacity: PageCapacity = USUAL_CAPACITY


@dataclass(frozen=True, slots=True)
class PanelMeasured(Event):
    """The screen tells how much of a page of questions fits the glass."""

    presence: ClassVar[bool] = False
    capacity: PageCapacity
