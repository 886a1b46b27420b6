"""How a slip fares at the printer: what every step that prints has in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.session.kernel.event import Result

UNCONFIRMED = "printer.unconfirmed"
"""What a printer is not known to have printed or left out."""


class SlipPhase(StrEnum):
    """State of one slip."""

    NOT_ASKED = "not_asked"
    PRINTING = "printing"
    PRINTED = "printed"
    WAITING = "waiting"
    """Could not be printed. That of a dossier just filed is tried again by itself; others by a touch."""
    UNCONFIRMED = "unconfirmed"
    """May have come out; printed again only when asked, marked as a reprint."""


def times_printed(before: int, phase: SlipPhase) -> int:
    """Count one more; a slip that did not come out used no paper and does not count against the limit."""
    return before if phase is SlipPhase.WAITING else before + 1


@dataclass(frozen=True, slots=True)
class SlipPrinted(Result):
    """A slip came out."""

    slip: str
    """Which of the step's slips: the name that its step asked for it by."""

    @property
    def phase(self) -> SlipPhase:
        """Where this leaves the slip, as `SlipFailed` tells it."""
        return SlipPhase.PRINTED

    @property
    def problem(self) -> str:
        """Nothing kept it from coming out."""
        return ""


@dataclass(frozen=True, slots=True)
class SlipFailed(Result):
    """A slip did not come out, or is not known to have."""

    slip: str
    problem: str

    @property
    def phase(self) -> SlipPhase:
        """Where this leaves the slip."""
        return SlipPhase.UNCONFIRMED if self.problem == UNCONFIRMED else SlipPhase.WAITING


SlipEnded = SlipPrinted | SlipFailed
"""How the printing of a slip ended: one handler serves both where a step keeps the phase alone."""
