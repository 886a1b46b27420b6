"""The loudspeaker through the real libasound, whose device is a file."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
from pathlib import Path

import numpy as np
import pytest

from drivers.speaker.alsa_speaker import AlsaSpeaker
from drivers.speaker.port import Sound, SpeakerError
from drivers.speaker.tones import RATE_HZ, samples


def _device(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    played = folder / "played.raw"
    configuration = folder / "asound.conf"
    configuration.write_text(
        f'pcm.hall {{ type file  slave.pcm {{ type null }}  file "{played}"  format "raw" }}\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(configuration))
    return played


@pytest.mark.parametrize("sound", list(Sound))
def test_the_device_gets_the_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: Sound) -> None:
    played = _device(tmp_path, monkeypatch)
    AlsaSpeaker("hall").play(sound)
    wanted = samples(sound)
    # The player fills its last period with silence.
    assert played.read_bytes()[: len(wanted)] == wanted


def test_no_such_device_is_a_typed_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _device(tmp_path, monkeypatch)
    with pytest.raises(SpeakerError, match="device"):
        AlsaSpeaker("cellar").play(Sound.ACCEPTED)


def test_without_a_player_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeakerError, match="not installed"):
        AlsaSpeaker().play(Sound.ACCEPTED)


def test_a_player_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player = tmp_path / "aplay"
    player.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeakerError, match="in time"):
        AlsaSpeaker(deadline_s=0.2).play(Sound.ACCEPTED)


@pytest.mark.parametrize("spoken", [True, False])
def test_a_player_that_cannot_be_ended_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: bool
) -> None:
    """No device here holds its driver for long enough: a kill does nothing instead."""
    player, written = tmp_path / "aplay", tmp_path / "pid"
    player.write_text(f"#!/bin/sh\necho $$ > {written}\nexec /bin/sleep 60\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    speaker, told = AlsaSpeaker(deadline_s=0.2), queue.Queue[str]()

    def play() -> None:
        try:
            if spoken:
                speaker.play_samples(samples(Sound.CALL), RATE_HZ, lambda: False)
            else:
                speaker.play(Sound.CALL)
        except SpeakerError as error:
            told.put(str(error))

    with monkeypatch.context() as stuck:
        stuck.setattr(subprocess.Popen, "kill", lambda _self: None)
        threading.Thread(target=play, daemon=True).start()
        try:
            assert "in time" in told.get(timeout=20)
        finally:
            os.kill(int(written.read_text()), signal.SIGKILL)


def test_yes_rises_and_no_is_low() -> None:
    accepted = np.frombuffer(samples(Sound.ACCEPTED), dtype="<i2")
    half = len(accepted) // 2
    assert _pitch(accepted[:half][: RATE_HZ // 20]) < _pitch(accepted[half:])
    assert _pitch(np.frombuffer(samples(Sound.REFUSED), dtype="<i2")) < 400


def _pitch(wave: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(wave)))) * RATE_HZ / len(wave)
