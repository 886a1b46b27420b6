"""A recording in the screen's process: kept when words were heard, played as it was, then dropped."""

from __future__ import annotations

import io
import threading
import wave
from collections.abc import Callable, Iterator

import pytest

from drivers.microphone.port import RATE_HZ, Heard, MicrophoneStalledError
from drivers.speaker.port import Sound, SpeakerError
from kiosk_app.runtime.voice_worker import VoiceWorker, wav
from kiosk_app.session.kernel.event import Effect, Event
from tests.drivers.microphone.test_recording import tone
from tests.session.words import (
    PlayVoice,
    RecordVoice,
    StopVoice,
    Voice,
    VoiceFailed,
    VoiceHeard,
    VoicePlayed,
    VoiceRecorded,
)

RECORD = RecordVoice(1, 7, 120.0)


class Room:
    """A microphone and a loudspeaker; the drivers themselves are tried in `tests/drivers`."""

    def __init__(self) -> None:
        self.said, self.loud = tone(2.0), 0.6
        self.trouble: Exception | None = None
        self.waits = False
        self.played: list[tuple[bytes, int]] = []
        self.told: list[Event] = []
        self.news = threading.Condition()
        self.worker = VoiceWorker(self, self, self.post)

    def record(self, longest_s: float, stopped: Callable[[], bool], heard: Heard) -> bytes:
        del longest_s
        heard(self.loud, 1.0)
        while self.waits and not stopped():
            threading.Event().wait(0.01)
        if self.trouble is not None:
            raise self.trouble
        return self.said

    def play(self, sound: Sound) -> None:
        """Not here."""

    def play_samples(self, samples: bytes, rate_hz: int, stopped: Callable[[], bool]) -> None:
        del stopped
        if self.trouble is not None:
            raise self.trouble
        self.played.append((samples, rate_hz))

    def post(self, event: Event) -> None:
        with self.news:
            self.told.append(event)
            self.news.notify_all()

    def do(self, effect: Effect) -> None:
        self.worker.effects()[type(effect)](effect)

    def wait(self, kind: type[Event]) -> Event:
        with self.news:
            assert self.news.wait_for(lambda: any(isinstance(one, kind) for one in self.told), 30.0), (
                self.told
            )
            return next(one for one in self.told if isinstance(one, kind))


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.worker.close()


def test_it_is_kept_as_a_file_that_every_player_knows(room: Room) -> None:
    room.do(RECORD)
    recorded = room.wait(VoiceRecorded)
    assert isinstance(recorded, VoiceRecorded)
    assert recorded.voice.seconds == 2.0
    with wave.open(io.BytesIO(recorded.voice.content)) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, RATE_HZ)
        assert file.readframes(file.getnframes()) == room.said
    room.do(PlayVoice(1, 8, recorded.voice))
    assert room.wait(VoicePlayed) == VoicePlayed(1, 8)
    assert room.played == [(room.said, RATE_HZ)]


@pytest.mark.parametrize(
    ("seconds", "loud", "problem"), [(0.4, 0.6, "voice.short"), (4.0, 0.05, "voice.silent")]
)
def test_what_holds_nobodys_words_is_not_kept(room: Room, seconds: float, loud: float, problem: str) -> None:
    room.said, room.loud = tone(seconds), loud
    room.do(RECORD)
    assert room.wait(VoiceFailed) == VoiceFailed(1, 7, problem)


def test_a_fault_of_either_device_says_so(room: Room) -> None:
    room.trouble = MicrophoneStalledError("?")
    room.do(RECORD)
    assert room.wait(VoiceFailed) == VoiceFailed(1, 7, "microphone.stalled")
    room.told.clear()
    room.trouble = SpeakerError("?")
    room.do(PlayVoice(1, 9, Voice(wav(room.said), 2.0)))
    assert room.wait(VoiceFailed) == VoiceFailed(1, 9, "voice.mute")


def test_stopping_keeps_it_and_the_end_of_the_visit_does_not(room: Room) -> None:
    room.waits = True
    room.do(RECORD)
    room.wait(VoiceHeard)
    room.do(StopVoice())
    room.wait(VoiceRecorded)
    room.told.clear()
    room.do(RecordVoice(1, 8, 120.0))
    room.wait(VoiceHeard)
    room.worker.wipe(1)
    # The next one finds a microphone that nobody holds, and nothing of the last.
    room.told.clear()
    room.waits = False
    room.do(RecordVoice(2, 1, 120.0))
    room.wait(VoiceRecorded)
    assert [one for one in room.told if isinstance(one, VoiceRecorded)] == [
        VoiceRecorded(2, 1, Voice(wav(room.said), 2.0))
    ]


def test_what_was_said_before_the_microphone_stopped_is_kept(room: Room) -> None:
    room.trouble = MicrophoneStalledError("?", tone(3.0))
    room.do(RECORD)
    kept = room.wait(VoiceRecorded)
    assert isinstance(kept, VoiceRecorded)
    assert (kept.voice.seconds, kept.broken_off) == (3.0, True)


@pytest.mark.parametrize(("seconds", "loud"), [(0.4, 0.6), (3.0, 0.05)])
def test_a_piece_that_holds_no_words_is_a_fault_of_the_microphone(
    room: Room, seconds: float, loud: float
) -> None:
    room.loud = loud
    room.trouble = MicrophoneStalledError("?", tone(seconds))
    room.do(RECORD)
    assert room.wait(VoiceFailed) == VoiceFailed(1, 7, "microphone.stalled")
