"""Loudspeaker through ALSA's own player, a process that can be ended when the device hangs."""

from __future__ import annotations

import subprocess

from drivers.speaker.port import Sound, SpeakerError
from drivers.speaker.tones import RATE_HZ, samples

_PLAYER = "aplay"


class AlsaSpeaker:
    """Implements `port.Speaker`."""

    def __init__(self, device: str = "default", *, deadline_s: float = 3.0) -> None:
        """`device`: a name of ALSA's, as `aplay -L` lists them."""
        self._command = (
            _PLAYER,
            "-q",
            "-D",
            device,
            "-t",
            "raw",
            "-f",
            "S16_LE",
            "-c",
            "1",
            "-r",
            str(RATE_HZ),
        )
        self._deadline_s = deadline_s

    def play(self, sound: Sound) -> None:
        """See `port.Speaker`."""
        try:
            ended = subprocess.run(  # noqa: S603  a fixed program; the device's name is configuration
                self._command,
                input=samples(sound),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self._deadline_s,
                check=False,
            )
        except FileNotFoundError as error:
            raise SpeakerError(f"{_PLAYER} is not installed") from error
        except subprocess.TimeoutExpired as error:
            raise SpeakerError("the sound device did not answer in time; the player was ended") from error
        except OSError as error:
            raise SpeakerError(f"{_PLAYER} could not be started") from error
        if ended.returncode != 0:
            raise SpeakerError("there is no such sound device, or it cannot be used now")
