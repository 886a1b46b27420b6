"""The loudspeaker, on a thread of its own. A kiosk that cannot sound goes on without."""

from __future__ import annotations

import logging

from drivers.speaker.port import Sound, Speaker, SpeakerError
from kiosk_app.runtime.worker import Worker

_log = logging.getLogger(__name__)


class SoundDesk:
    """Plays what the journey asks for."""

    def __init__(self, speaker: Speaker | None) -> None:
        """None: no loudspeaker is wanted."""
        self._speaker = speaker
        self._worker = Worker("speaker")
        self._told = False

    def accepted(self) -> None:
        """Say that a code was taken."""
        self._play(Sound.ACCEPTED)

    def refused(self) -> None:
        """Say that a code was not one for this kiosk."""
        self._play(Sound.REFUSED)

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
