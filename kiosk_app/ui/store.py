"""Where Qt and the journey meet: events in on the GUI thread, a changed signal out, effects handed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk_app.session.events import Tick
from kiosk_app.session.state import JourneyState


class JourneyLike(Protocol):
    """What the store needs of a journey."""

    @property
    def state(self) -> JourneyState:
        """The state as it is."""

    def handle(self, event: object, now: float) -> tuple[object, ...]:
        """See session.journey.Journey."""


class Store(QObject):
    """Holds the journey for the screen. All but `post` on the GUI thread."""

    changed = Signal()
    _posted = Signal(object)

    def __init__(
        self,
        journey: JourneyLike,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`clock` gives monotonic seconds."""
        super().__init__(parent)
        self._journey = journey
        self._perform: Callable[[object], None] | None = None
        self._clock = clock
        self._posted.connect(self.dispatch, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(lambda: self.dispatch(Tick()))

    @property
    def state(self) -> JourneyState:
        """The state as it is."""
        return self._journey.state

    def start(self, perform: Callable[[object], None]) -> None:
        """Let time pass. `perform` begins an effect and returns at once."""
        self._perform = perform
        self._timer.start()

    def stop(self) -> None:
        """Stop the clock; for the end of the program."""
        self._timer.stop()

    @Slot(object)
    def dispatch(self, event: object) -> None:
        """Hand an event to the journey."""
        before = self._journey.state
        effects = self._journey.handle(event, self._clock())
        if self._perform is not None:
            for effect in effects:
                self._perform(effect)
        if self._journey.state != before:
            self.changed.emit()

    def post(self, event: object) -> None:
        """Hand over an event from any thread."""
        self._posted.emit(event)
