"""Effects of what holds in every step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk_app.session.kernel.event import Effect


class Sound(StrEnum):
    """What is heard."""

    ACCEPTED = "accepted"
    """A code was read and taken."""
    REFUSED = "refused"
    """A code was read that is not one for this kiosk."""
    WARNING = "warning"
    """The screen will close unless somebody touches it."""
    CALL = "call"
    """An officer is called."""


@dataclass(frozen=True, slots=True)
class PlaySound(Effect):
    """Let something be heard."""

    sound: Sound


@dataclass(frozen=True, slots=True)
class TellHelp(Effect):
    """Tell the daemon that an officer is called for, or no longer."""

    visit: int
    wanted: bool
    step: str
    """Where the citizen stands; nothing of what they said."""


@dataclass(frozen=True, slots=True)
class TellErrand(Effect):
    """Tell the daemon how an errand ended, to be counted; nothing of who it was or what they said."""

    visit: int
    errand: str
    """The journey, or the code of the procedure that was filed."""
    step: str
    """Where it ended."""
    finished: bool
    """Whether all was done; otherwise it was given up at `step`."""
    helped: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Wipe(Effect):
    """The visit ended: drop every draft, page, file, token and slip of it, stop devices."""

    visit: int
