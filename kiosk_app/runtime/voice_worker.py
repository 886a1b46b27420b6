"""The microphone, and the loudspeaker that plays what it heard: in no file, and not beyond the visit."""

from __future__ import annotations

import io
import logging
import threading
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field

from drivers.microphone.port import (
    BYTES_A_SECOND,
    RATE_HZ,
    Microphone,
    MicrophoneError,
    MicrophoneStalledError,
)
from drivers.speaker.port import Speaker, SpeakerError
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.voice import (
    PlayVoice,
    RecordVoice,
    StopVoice,
    Voice,
    VoiceFailed,
    VoiceHeard,
    VoicePlayed,
    VoiceRecorded,
)
from kiosk_app.session.kernel.event import Effect

log = logging.getLogger(__name__)

_SHORTEST_S = 1.0
_SILENT = 0.12
"""A recording that was never louder than this holds nobody's words: 44 dB below full scale."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """One recording or playing: whether it is to end, and whether anybody wants what it was."""

    stopped: threading.Event = field(default_factory=threading.Event)
    dropped: threading.Event = field(default_factory=threading.Event)


class VoiceWorker:
    """One thread: nothing is played while it records."""

    def __init__(self, microphone: Microphone, speaker: Speaker | None, post: Post) -> None:
        """`speaker` None: nothing can be listened to."""
        self._microphone, self._speaker, self._post = microphone, speaker, post
        self._under_way = _UnderWay()
        self._worker = JobThread("voice")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            RecordVoice: self._record,
            PlayVoice: self._play,
            StopVoice: lambda _effect: self._under_way.stopped.set(),
        }

    def wipe(self, visit: int) -> None:
        """Nobody is recorded any more, and what was heard is dropped."""
        del visit
        self._under_way.dropped.set()
        self._under_way.stopped.set()

    def close(self) -> None:
        """Let go of the devices."""
        self.wipe(0)
        self._worker.close()

    def _anew(self) -> _UnderWay:
        """End what runs, and give the marks of what begins."""
        self._under_way.stopped.set()
        self._under_way = _UnderWay()
        return self._under_way

    def _record(self, effect: RecordVoice) -> None:
        now = self._anew()

        def failed(problem: str) -> None:
            self._post(VoiceFailed(effect.visit, effect.number, problem))

        def record() -> None:
            loudest, broken = 0.0, ""

            def heard(level: float, seconds: float) -> None:
                nonlocal loudest
                loudest = max(loudest, level)
                self._post(VoiceHeard(effect.visit, effect.number, level, seconds))

            try:
                samples = self._microphone.record(effect.longest_s, now.stopped.is_set, heard)
            except MicrophoneStalledError as error:
                log.warning("the recording was broken off: %s", error.code)
                samples, broken = error.gathered, error.code
            except MicrophoneError as error:
                log.warning("nothing recorded: %s", error.code)
                failed(error.code)
                return
            if now.dropped.is_set():
                return
            seconds = len(samples) / BYTES_A_SECOND
            if seconds < _SHORTEST_S:
                failed(broken or "voice.short")
            elif loudest < _SILENT:
                failed(broken or "voice.silent")
            else:
                voice = Voice(wav(samples), seconds)
                self._post(VoiceRecorded(effect.visit, effect.number, voice, broken_off=bool(broken)))

        self._worker.do(record, failed=lambda: failed(MicrophoneError.code))

    def _play(self, effect: PlayVoice) -> None:
        now = self._anew()

        def failed() -> None:
            self._post(VoiceFailed(effect.visit, effect.number, "voice.mute"))

        def play() -> None:
            if self._speaker is None:
                failed()
                return
            with wave.open(io.BytesIO(effect.voice.content)) as file:
                samples, rate = file.readframes(file.getnframes()), file.getframerate()
            try:
                self._speaker.play_samples(samples, rate, now.stopped.is_set)
            except SpeakerError as error:
                log.warning("a recording was not played: %s", error)
                failed()
                return
            self._post(VoicePlayed(effect.visit, effect.number))

        self._worker.do(play, failed=failed)


def wav(samples: bytes) -> bytes:
    """Give 16-bit samples of one channel as a file that every player knows."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples)
    return written.getvalue()
