"""What the keyboard on the screen asks of Python: its keys, and the text after a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk_app.ui.keyboard.editing import after_key, wants_capital
from kiosk_app.ui.keyboard.layouts import rows_of, units_of
from kiosk_app.ui.store import Store


class KeyboardView(QObject):
    """Holds no text: that lives in the entry with the cursor. Telex is on for every new citizen."""

    telexChanged = Signal()

    def __init__(self, store: Store) -> None:
        """Follow the store, to notice the end of a session."""
        super().__init__(store)
        self._store = store
        self._telex = True
        self._visit = store.state.visit
        store.changed.connect(self._follow)

    @Slot(str, bool, bool, result="QVariantList")
    def rows(self, layout: str, upright: bool, low: bool) -> list[list[dict[str, Any]]]:
        """Rows of keys: name, and width in letters."""
        return [
            [{"name": key.name, "units": key.width} for key in row]
            for row in rows_of(layout, upright=upright, low=low)
        ]

    @Slot(str, bool, bool, result=float)
    def units(self, layout: str, upright: bool, low: bool) -> float:
        """Width of the widest row in letters."""
        return units_of(layout, upright=upright, low=low)

    @Slot(str, int, int, str, bool, result="QVariantMap")
    def press(self, text: str, start: int, end: int, key: str, with_telex: bool) -> dict[str, Any]:
        """Text and cursor after a key. `start`, `end`: the selection, both the cursor when there is none."""
        before, after = after_key(text, start, end, key, with_telex=with_telex)
        return {"text": before + after, "cursor": len(before)}

    @Slot(str, int, str, result=bool)
    def wantsCapital(self, text: str, cursor: int, layout: str) -> bool:
        """Whether the next letter is a capital by itself."""
        return wants_capital(text, cursor, layout)

    @Slot(bool)
    def setTelex(self, on: bool) -> None:
        """Whether letters compose where words are typed; digits and addresses of e-mail never do."""
        if on != self._telex:
            self._telex = on
            self.telexChanged.emit()

    def _follow(self) -> None:
        session = self._store.state.visit
        if session != self._visit:
            self._visit = session
            self.setTelex(True)

    def _get_telex(self) -> bool:
        return self._telex

    telex = Property(bool, _get_telex, notify=telexChanged)
