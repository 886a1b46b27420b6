"""Phản ánh bằng lời: recorded, listened to, recorded anew, sent without a name; the officer hears it."""

from __future__ import annotations

import io
import os
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from drivers.microphone.emulator import DEVICE, HALL, EmulatedMicrophone
from tests.drivers.microphone.test_recording import tone
from tests.journeys.filed import requests_at
from tests.journeys.following import saved_and_printed
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import Recorded, Speaking, VoicePhase

_ALSA = "ALSA_CONFIG_PATH"


@contextmanager
def _microphone(folder: Path) -> Iterator[Surroundings]:
    """A microphone and a loudspeaker of ALSA's, a pipe and a file behind them."""
    place = folder / "sound"
    place.mkdir(parents=True)
    toml = f'[microphone]\ndevice = "{DEVICE}"\n[sound]\ndevice = "{HALL}"\n'
    with EmulatedMicrophone(place) as microphone:
        before = os.environ.get(_ALSA)
        os.environ.update(microphone.environment)
        try:
            yield Surroundings(toml=toml, things={"microphone": microphone})
        finally:
            os.environ.pop(_ALSA)
            if before is not None:
                os.environ[_ALSA] = before


def play(hand: Hand) -> None:
    """From the tile to the officer's ear."""
    microphone = hand.things["microphone"]
    assert isinstance(microphone, EmulatedMicrophone)
    hand.pilot.touch("welcome.errand.petition.")
    hand.step("petition")
    hand.pilot.touch("petition.category.roads")
    hand.pilot.touch("petition.voice")
    hand.step("voice")
    # Nobody says a word: nothing is kept.
    _record(hand, 2.0)
    hand.until(lambda: hand.state().of(Speaking).problem == "voice.silent", "that nothing was heard")
    hand.pilot.picture("voice-silent")
    microphone.say(tone(30.0))
    _record(hand, 3.0)
    hand.until(lambda: hand.state().of(Recorded).voice is not None, "the recording")
    voice = hand.state().of(Recorded).voice
    assert voice is not None
    before = microphone.played.stat().st_size if microphone.played.exists() else 0
    hand.pilot.touch("voice.listen")
    hand.until(lambda: hand.state().of(Speaking).phase is VoicePhase.READY, "it was played")
    with wave.open(io.BytesIO(voice.content)) as file:
        said = file.readframes(file.getnframes())
    assert said in microphone.played.read_bytes()[before:]
    hand.pilot.picture("voice-kept")
    hand.pilot.touch("nav.next")
    hand.step("petition")
    hand.pilot.picture("petition-spoken")
    hand.pilot.touch("petition.nameless")
    saved_and_printed(hand, "voice-sent")
    hand.found["taps_to_slip"] = hand.pilot.taps
    assert hand.state().of(Recorded).voice is None
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    assert _heard_by_officer(hand) == voice.content


def _record(hand: Hand, seconds: float) -> None:
    hand.pilot.touch("voice.record")
    hand.until(lambda: hand.state().of(Speaking).seconds >= seconds, f"{seconds} seconds", 60.0)
    hand.pilot.picture("voice-recording")
    hand.pilot.touch("voice.stop")
    hand.until(lambda: hand.state().of(Speaking).phase is VoicePhase.READY, "the end")


def _heard_by_officer(hand: Hand) -> bytes:
    hand.until(lambda: [one["status"] for one in requests_at(hand.world, "petition")] == ["received"], "it")
    (one,) = requests_at(hand.world, "petition")
    address = f"{hand.world.portal_address}/inbox/requests/{one['uid']}"
    page = requests.get(address, timeout=10).text
    assert "không nêu tên" in page
    assert "xem bản ghi âm kèm theo" in page
    source = page.partition('<audio controls src="')[2].partition('"')[0]
    reply = requests.get(hand.world.portal_address + source, timeout=10)
    assert reply.headers["content-type"].startswith("audio/wav")
    return reply.content


RUN = Run("spoken_petition", play, around=_microphone)
