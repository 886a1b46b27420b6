"""Where Qt and the visit meet: events in on the GUI thread, a changed signal out, effects handed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk_app.session.kernel.dispatcher import Frame
from kiosk_app.session.kernel.effects import Wipe
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.events import Tick
from kiosk_app.session.kernel.state import VisitState


class DispatcherLike(Protocol):
    """What the store needs of a dispatcher."""

    @property
    def state(self) -> VisitState:
        """The state as it is."""

    def handle(self, event: Event, now: float) -> tuple[Effect, ...]:
        """See session.kernel.dispatcher.Dispatcher."""

    def frame(self) -> Frame:
        """See session.kernel.dispatcher.Dispatcher."""


class Store(QObject):
    """Holds the visit for the screen. All but `post` on the GUI thread."""

    changed = Signal()
    wiped = Signal()
    """A visit is over: whatever keeps data of it outside the state must drop them now."""
    _posted = Signal(object)

    def __init__(
        self,
        dispatcher: DispatcherLike,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`clock` gives monotonic seconds."""
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._perform: Callable[[Effect], None] | None = None
        self._clock = clock
        self._on_end: Callable[[], None] | None = None
        self._over = False
        self._waiting: list[Effect] = []
        self._posted.connect(self.dispatch, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(lambda: self.dispatch(Tick()))

    @property
    def state(self) -> VisitState:
        """The state as it is."""
        return self._dispatcher.state

    def frame(self) -> Frame:
        """What the frame shows of the step."""
        return self._dispatcher.frame()

    def start(self, perform: Callable[[Effect], None]) -> None:
        """Let time pass. `perform` begins an effect and returns at once."""
        self._perform = perform
        self._timer.start()
        while self._waiting:
            perform(self._waiting.pop(0))

    def stop(self) -> None:
        """Stop the clock; for the end of the program."""
        self._timer.stop()

    def end_with_the_visit(self, ended: Callable[[], None]) -> None:
        """Take no event after the visit was wiped, its last errand too, and call `ended` then."""
        self._on_end = ended

    @Slot(object)
    def dispatch(self, event: Event) -> None:
        """Hand an event to the dispatcher."""
        if self._over:
            return
        before = self._dispatcher.state
        effects = self._dispatcher.handle(event, self._clock())
        for effect in effects:
            # Effects that need devices wait until the devices were handed over by the screen before.
            (self._perform or self._waiting.append)(effect)
        if self._dispatcher.state != before:
            self.changed.emit()
        if any(isinstance(effect, Wipe) for effect in effects):
            self.wiped.emit()
            # Between two errands, and in one, the citizen is still there: the visit goes on in this process.
            here = self._dispatcher.state
            if self._on_end is not None and not here.errands_done and not here.journey:
                self._over = True
                self._on_end()

    def post(self, event: Event) -> None:
        """Hand over an event from any thread."""
        self._posted.emit(event)
