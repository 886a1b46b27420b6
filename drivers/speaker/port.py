"""What the kiosk asks of a loudspeaker."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Sound(StrEnum):
    """The sounds, by what they tell the citizen."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WARNING = "warning"
    CALL = "call"


class SpeakerError(Exception):
    """The sound could not be played: no device, no player, or it took too long. The text says which."""


class Speaker(Protocol):
    """A loudspeaker. May block for as long as a sound lasts: never on the GUI thread."""

    def play(self, sound: Sound) -> None:
        """Play it to its end. Raises `SpeakerError`."""

    def play_samples(self, samples: bytes, rate_hz: int, stopped: Callable[[], bool]) -> None:
        """Play 16-bit samples of one channel, until `stopped`. Raises `SpeakerError`."""
