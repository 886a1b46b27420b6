"""A petition that is spoken: the kiosk's microphone, and what it recorded."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.kernel.event import Effect, Result
from kiosk_app.session.kernel.state import Slice

SHORTEST_S = 10.0
"""Who has less time than this is asked to write."""


@dataclass(frozen=True, slots=True)
class VoiceTools:
    """What stands at this kiosk."""

    microphone: bool = False
    longest_s: float = 120.0
    listens: bool = False
    """Whether a loudspeaker can play it again."""
    bytes_a_second: int = 16_000
    """Of a recording."""

    def longest(self, largest_file: int) -> float:
        """Give seconds that fit into one file of the portal's; `largest_file`: bytes, 0 where none is known.

        A second less than would fit: the file says what it is, too.
        """
        fits = largest_file // self.bytes_a_second - 1 if largest_file else self.longest_s
        return max(0.0, min(self.longest_s, fits))

    def usable(self, largest_file: int) -> bool:
        """Whether a sentence can be said: where the portal takes next to nothing, it is written."""
        return self.microphone and self.longest(largest_file) >= SHORTEST_S


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording as it is handed in."""

    content: bytes
    """A WAV file."""
    seconds: float

    def __repr__(self) -> str:
        return f"Voice({self.seconds:.0f} s)"


@dataclass(frozen=True, slots=True)
class Recorded(Slice):
    """What was recorded and kept in this errand."""

    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class RecordVoice(Effect):
    """Record until `StopVoice` or the longest (→ VoiceHeard …, then VoiceRecorded | VoiceFailed)."""

    visit: int
    number: int
    longest_s: float


@dataclass(frozen=True, slots=True)
class StopVoice(Effect):
    """End the recording, or the playing, that is under way."""


@dataclass(frozen=True, slots=True)
class PlayVoice(Effect):
    """Play a recording (→ VoicePlayed | VoiceFailed)."""

    visit: int
    number: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class VoiceHeard(Result):
    """Recording goes on."""

    number: int
    level: float
    """How loud the last moment was, 0 to 1."""
    seconds: float


@dataclass(frozen=True, slots=True)
class VoiceRecorded(Result):
    """It is over, and something was heard."""

    number: int
    voice: Voice
    broken_off: bool = False
    """The microphone stopped in the middle; this is what came before."""


@dataclass(frozen=True, slots=True)
class VoicePlayed(Result):
    """It was played, or stopped."""

    number: int


@dataclass(frozen=True, slots=True)
class VoiceFailed(Result):
    """Nothing was recorded or played. `problem`: "microphone.…", "voice.silent", "voice.short", …"""

    number: int
    problem: str
