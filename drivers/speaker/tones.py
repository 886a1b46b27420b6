"""Synthesizes the sounds: rising for success, low for failure, a note twice to warn, falling to call."""

from __future__ import annotations

import numpy as np

from drivers.speaker.port import Sound

RATE_HZ = 48_000
_LOUDNESS = 0.5
_FADE_S = 0.008
_NOTES: dict[Sound, tuple[tuple[float, float], ...]] = {
    Sound.ACCEPTED: ((880.0, 0.07), (1318.5, 0.11)),
    Sound.REFUSED: ((311.1, 0.22),),
    Sound.WARNING: ((659.3, 0.16), (659.3, 0.16)),
    Sound.CALL: ((784.0, 0.18), (659.3, 0.18), (523.3, 0.34)),
}
"""(pitch in Hz, length in seconds). Older people hear pitches below 2 kHz best."""


def samples(sound: Sound) -> bytes:
    """Give the sound as 16-bit little-endian samples, one channel, `RATE_HZ` a second."""
    return b"".join(_note(pitch, length) for pitch, length in _NOTES[sound])


def _note(pitch_hz: float, length_s: float) -> bytes:
    time = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    # Without a fade at both ends a note begins and ends with a click.
    fade = np.clip(np.minimum(time, length_s - time) / _FADE_S, 0, 1)
    wave = np.sin(2 * np.pi * pitch_hz * time) + 0.2 * np.sin(4 * np.pi * pitch_hz * time)
    return bytes((wave / 1.2 * fade * _LOUDNESS * 32767).astype("<i2").tobytes())
