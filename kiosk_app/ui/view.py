"""The base of every view-model: one screen's projection of the state, told to QML only when it differs."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Property, QObject, Signal

from kiosk_app.session.state import JourneyState
from kiosk_app.ui.store import Store

Shown = dict[str, Any]
"""What QML reads: strings, numbers, booleans, and lists and maps of these."""


class View(QObject):
    """Shows one part of the state. Subclasses write `project` and a slot for each touch."""

    shownChanged = Signal()

    def __init__(self, store: Store) -> None:
        """Follow the store."""
        super().__init__(store)
        self._store = store
        self._shown: Shown = self.project(store.state)
        store.changed.connect(self.refresh)

    def project(self, state: JourneyState) -> Shown:
        """Give what the screen shows of this state."""
        raise TypeError(f"{type(self).__name__} shows nothing of {state.step}")

    def refresh(self) -> None:
        """Look at the state again."""
        shown = self.project(self._store.state)
        if shown != self._shown:
            self._shown = shown
            self.shownChanged.emit()

    def _get_shown(self) -> Shown:
        return self._shown

    # A Qt type by name, which the stubs do not know: `dict` would reach QML as an opaque Python object.
    shown = Property(cast(type, "QVariantMap"), _get_shown, notify=shownChanged)
