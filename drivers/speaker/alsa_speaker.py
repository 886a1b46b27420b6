"""Loudspeaker through ALSA's own player, a process that can be ended when the device hangs."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable

from drivers.speaker.port import Sound, SpeakerError
from drivers.speaker.tones import RATE_HZ, samples

_PLAYER = "aplay"
_LOOK_S = 0.05
_END_S = 2.0
"""How long is waited for a player that was ended."""


class AlsaSpeaker:
    """Implements `port.Speaker`."""

    def __init__(self, device: str = "default", *, deadline_s: float = 3.0) -> None:
        """`device`: a name of ALSA's, as `aplay -L` lists them."""
        self._player = (_PLAYER, "-q", "-D", device, "-t", "raw", "-f", "S16_LE", "-c", "1", "-r")
        self._deadline_s = deadline_s

    def play(self, sound: Sound) -> None:
        """See `port.Speaker`."""
        self.play_samples(samples(sound), RATE_HZ, lambda: False)

    def play_samples(self, samples: bytes, rate_hz: int, stopped: Callable[[], bool]) -> None:
        """See `port.Speaker`."""
        try:
            player = subprocess.Popen(  # noqa: S603  a fixed program; the device's name is configuration
                (*self._player, str(rate_hz)),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise SpeakerError(f"{_PLAYER} is not installed") from error
        except OSError as error:
            raise SpeakerError(f"{_PLAYER} could not be started") from error
        ended = threading.Event()
        feeding = threading.Thread(target=_feed, args=(player, samples, ended), daemon=True)
        feeding.start()
        longest = len(samples) / (2 * rate_hz) + self._deadline_s
        try:
            until = time.monotonic() + longest
            while player.poll() is None and not stopped():
                if time.monotonic() > until:
                    raise SpeakerError("the sound device did not answer in time; the player was ended")
                ended.wait(_LOOK_S)
                time.sleep(_LOOK_S if ended.is_set() else 0)
        finally:
            given_up = player.poll() is None
            player.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                # One that is stuck in its driver ends when that lets go.
                player.wait(_END_S)
            feeding.join(self._deadline_s)
        if player.returncode != 0 and not given_up:
            raise SpeakerError("there is no such sound device, or it cannot be used now")


def _feed(player: subprocess.Popen[bytes], samples: bytes, ended: threading.Event) -> None:
    with contextlib.suppress(OSError, ValueError):
        if player.stdin is not None:
            player.stdin.write(samples)
            player.stdin.close()
    ended.set()
