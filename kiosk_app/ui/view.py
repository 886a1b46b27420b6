"""The base of every view-model: one screen's projection of the state, told to QML only when it differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.session.kernel import events
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.pictures import CameraView
from kiosk_app.ui.store import Store

Shown = dict[str, Any]
"""What QML reads: strings, numbers, booleans, and lists and maps of these."""


@dataclass(frozen=True, slots=True)
class CounterInfo:
    """What every screen says of the counter."""

    authority: str
    phone: str
    notice: ConsentNotice


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a screen may show that is no part of the visit."""

    counter: CounterInfo
    camera: CameraView


class View(QObject):
    """Shows one part of the state. Subclasses write `project` and a slot for each touch."""

    shownChanged = Signal()

    def __init__(self, store: Store, around: Surroundings) -> None:
        """Follow the store."""
        super().__init__(store)
        self._store = store
        self._around = around
        self._shown: Shown = self.project(store.state)
        self._step = ""
        self._was_on_screen = True
        store.changed.connect(self.refresh)
        store.wiped.connect(self._look_again)

    def project(self, state: VisitState) -> Shown:
        """Give what the screen shows of this state."""
        raise TypeError(f"{type(self).__name__} shows nothing of {state.step}")

    def show_only_in(self, step: str) -> None:
        """Follow the state while this step is on the screen, once more when it has left, and at a wipe."""
        self._step = step

    def refresh(self) -> None:
        """Look at the state again, where that can be seen."""
        on_screen = self._step in ("", self._store.state.step)
        if on_screen or self._was_on_screen:
            self._was_on_screen = on_screen
            self._look_again()

    def _look_again(self) -> None:
        shown = self.project(self._store.state)
        if shown != self._shown:
            self._shown = shown
            self.shownChanged.emit()

    @Slot()
    def next(self) -> None:
        """ "Tiếp tục"."""
        self._store.dispatch(events.Next())

    @Slot()
    def back(self) -> None:
        """ "Quay lại"."""
        self._store.dispatch(events.Back())

    @Slot()
    def tryAgain(self) -> None:
        """Another try after a problem."""
        self._store.dispatch(events.TryAgain())

    @Slot()
    def callHelp(self) -> None:
        """ "Gọi cán bộ", where a screen offers it among its ways on."""
        self._store.dispatch(events.HelpAsked())

    def _get_shown(self) -> Shown:
        return self._shown

    # A Qt type by name, which the stubs do not know: `dict` would reach QML as an opaque Python object.
    shown = Property(cast(type, "QVariantMap"), _get_shown, notify=shownChanged)
