"""What is said comes through whole and in order; a device that hangs or is not there is a typed error."""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from drivers.microphone.alsa_microphone import AlsaMicrophone, level
from drivers.microphone.emulator import DEVICE, EmulatedMicrophone
from drivers.microphone.port import RATE_HZ, MicrophoneAbsentError, MicrophoneStalledError


def tone(seconds: float, loud: float = 0.3) -> bytes:
    """A hum."""
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (np.sin(2 * np.pi * 300 * at) * loud * 32_767).astype("<i2").tobytes()


@pytest.fixture
def emulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmulatedMicrophone]:
    with EmulatedMicrophone(tmp_path, speed=8.0) as microphone:
        for name, value in microphone.environment.items():
            monkeypatch.setenv(name, value)
        yield microphone


def test_what_is_said_is_recorded_whole_up_to_the_longest(emulated: EmulatedMicrophone) -> None:
    said = tone(2.0)
    emulated.say(said)
    told: list[tuple[float, float]] = []
    heard = AlsaMicrophone(DEVICE).record(3.0, lambda: False, lambda loud, at: told.append((loud, at)))
    assert len(heard) == 3 * RATE_HZ * 2
    assert heard[: len(said)] == said
    assert not any(heard[len(said) :])
    assert max(loud for loud, _ in told) > 0.7
    assert told == sorted(told, key=lambda one: one[1])
    assert len(told) >= 10


def test_it_ends_when_it_is_told_to(emulated: EmulatedMicrophone) -> None:
    emulated.say(tone(60.0))
    seen: list[float] = []
    heard = AlsaMicrophone(DEVICE).record(
        60.0, lambda: bool(seen and seen[-1] > 1.0), lambda _, at: seen.append(at)
    )
    assert RATE_HZ * 2 < len(heard) < 60 * RATE_HZ * 2
    assert len(heard) % 2 == 0


def test_one_after_the_other(emulated: EmulatedMicrophone) -> None:
    for loud in (0.2, 0.4):
        emulated.say(tone(5.0, loud))
        heard = np.frombuffer(AlsaMicrophone(DEVICE).record(0.5, lambda: False, lambda _a, _b: None), "<i2")
        assert abs(int(np.abs(heard).max()) - int(loud * 32_767)) < 40


def test_no_such_device(emulated: EmulatedMicrophone) -> None:
    with pytest.raises(MicrophoneAbsentError):
        AlsaMicrophone("cellar").record(1.0, lambda: False, lambda _a, _b: None)


def test_no_recorder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MicrophoneAbsentError):
        AlsaMicrophone().record(1.0, lambda: False, lambda _a, _b: None)


def test_a_device_that_gives_nothing(emulated: EmulatedMicrophone) -> None:
    emulated.silent = True
    with pytest.raises(MicrophoneStalledError):
        AlsaMicrophone(DEVICE, silent_s=0.3).record(5.0, lambda: False, lambda _a, _b: None)


@pytest.mark.parametrize(("loud", "shown"), [(0.0, 0.0), (1.0, 1.0)])
def test_the_scale_ends_where_hearing_does(loud: float, shown: float) -> None:
    full = np.full(800, int(loud * 32_767), "<i2").tobytes()
    assert level(full) == pytest.approx(shown, abs=0.01)
    assert level(b"") == 0.0


def test_what_came_before_the_device_fell_silent_is_given(emulated: EmulatedMicrophone) -> None:
    said = tone(60.0)
    emulated.say(said)

    def heard(_level: float, seconds: float) -> None:
        emulated.silent = seconds > 1.0

    with pytest.raises(MicrophoneStalledError) as stalled:
        AlsaMicrophone(DEVICE, silent_s=0.5).record(60.0, lambda: False, heard)
    gathered = stalled.value.gathered
    assert len(gathered) >= RATE_HZ * 2
    assert gathered == said[: len(gathered)]


class Kept(subprocess.Popen[bytes]):
    """Recorders that were begun, to be ended from outside."""

    begun: ClassVar[list[subprocess.Popen[bytes]]] = []

    def __init__(self, *what: Any, **more: Any) -> None:
        super().__init__(*what, **more)
        self.begun.append(self)


class Stuck(Kept):
    """One that the kernel does not end: no device here holds its driver for long enough."""

    def kill(self) -> None:
        """Nothing happens."""


@pytest.fixture
def recorders(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    Kept.begun.clear()
    monkeypatch.setattr(subprocess, "Popen", Kept)
    yield Kept.begun
    for recorder in Kept.begun:
        recorder.send_signal(signal.SIGKILL)
        recorder.wait(10)


def test_what_came_before_the_recorder_died_is_given(
    emulated: EmulatedMicrophone, recorders: list[subprocess.Popen[bytes]]
) -> None:
    said = tone(60.0)
    emulated.say(said)

    def heard(_level: float, seconds: float) -> None:
        if seconds > 1.0:
            recorders[0].send_signal(signal.SIGKILL)

    with pytest.raises(MicrophoneStalledError) as stalled:
        AlsaMicrophone(DEVICE).record(60.0, lambda: False, heard)
    gathered = stalled.value.gathered
    assert len(gathered) >= RATE_HZ * 2
    assert gathered == said[: len(gathered)]


def test_a_recorder_that_cannot_be_ended_holds_nobody_up(
    emulated: EmulatedMicrophone,
    recorders: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert recorders == []
    monkeypatch.setattr(subprocess, "Popen", Stuck)
    emulated.silent = True
    told: queue.Queue[str] = queue.Queue()

    def record() -> None:
        try:
            AlsaMicrophone(DEVICE, silent_s=0.3).record(5.0, lambda: False, lambda _a, _b: None)
        except MicrophoneStalledError as error:
            told.put(error.code)

    threading.Thread(target=record, daemon=True).start()
    assert told.get(timeout=20) == "microphone.stalled"
