"""The loudspeaker, on a thread of its own. A kiosk that cannot sound goes on without."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from drivers.speaker.port import Sound, Speaker, SpeakerError
from kiosk_app.runtime.jobs import JobThread
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.kernel.effects import PlaySound
from kiosk_app.session.kernel.event import Effect

_log = logging.getLogger(__name__)


class SoundWorker:
    """Plays what is asked for."""

    def __init__(self, speaker: Speaker | None) -> None:
        """None: no loudspeaker is wanted."""
        self._speaker = speaker
        self._worker = JobThread("speaker")
        self._told = False

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {PlaySound: lambda effect: self._play(Sound(effect.sound.value))}

    def wipe(self, visit: int) -> None:
        """Sounds say nothing of a visit."""

    def close(self) -> None:
        """Let the running sound end."""
        self._worker.close()

    def _play(self, sound: Sound) -> None:
        speaker = self._speaker
        if speaker is not None:
            self._worker.do(lambda: self._try(speaker, sound))

    def _try(self, speaker: Speaker, sound: Sound) -> None:
        try:
            speaker.play(sound)
        except SpeakerError as error:
            # Once: a machine without sound would write this at every code.
            if not self._told:
                self._told = True
                _log.warning("no sound: %s", error)
