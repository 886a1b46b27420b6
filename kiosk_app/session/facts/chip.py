"""Reading the chip of a card whose QR was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk_app.identity.chip import ChipKey
from kiosk_app.identity.model import Claims
from kiosk_app.session.kernel.event import Effect, Result


@dataclass(frozen=True, slots=True)
class ReadChip(Effect):
    """Wait for a card on the chip reader and read it (→ ChipProgress, then ChipRead | ChipRefused)."""

    visit: int
    keys: tuple[ChipKey, ...]


@dataclass(frozen=True, slots=True)
class StopChip(Effect):
    """Wait for no card any more, and end a read under way."""


@dataclass(frozen=True, slots=True)
class ChipProgress(Result):
    """A card lies there and is being read. Whoever laid it down is there."""

    presence: ClassVar[bool] = True
    percent: int


@dataclass(frozen=True, slots=True)
class ChipRead(Result):
    """The chip was read and its signature verified."""

    presence: ClassVar[bool] = True
    claims: Claims
    ended: bool
    """The card's last day has passed."""
    word: str = ""
    """The daemon's word that it verified the chip too; "" when it is not there."""

    def __repr__(self) -> str:
        return f"ChipRead(ended={self.ended})"


@dataclass(frozen=True, slots=True)
class ChipRefused(Result):
    """The chip was not read; `problem` is the driver's code, "chip.removed" for one."""

    problem: str
