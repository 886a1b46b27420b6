"""A petition is spoken: how loud it comes, how long it may still be, and what was kept."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.voice import Recorded
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.voice import DeleteTouched, ListenTouched, RecordTouched, Speaking, StopTouched
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View


class VoiceView(View):
    """The microphone's screen."""

    def project(self, state: VisitState) -> Shown:
        """What it hears, and what was kept."""
        speaking, voice = state.of(Speaking), state.of(Recorded).voice
        return {
            "phase": speaking.phase.value,
            "level": speaking.level,
            "spoken": _clock(speaking.seconds),
            "left": _clock(max(0.0, speaking.longest_s - speaking.seconds)),
            "longest": _clock(speaking.longest_s),
            "kept": "" if voice is None else _clock(voice.seconds),
            "listens": speaking.listens and voice is not None,
            "problem": sentence(speaking.problem),
        }

    @Slot()
    def record(self) -> None:
        """Begin, or begin anew."""
        self._store.dispatch(RecordTouched())

    @Slot()
    def stop(self) -> None:
        """Enough."""
        self._store.dispatch(StopTouched())

    @Slot()
    def listen(self) -> None:
        """Play what was kept."""
        self._store.dispatch(ListenTouched())

    @Slot()
    def remove(self) -> None:
        """Nothing is to be kept."""
        self._store.dispatch(DeleteTouched())


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


VIEW = VoiceView
