"""What the keyboard on the screen asks of Python: its keys, and the text after a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk_app.ui.keyboard.composition import TypedText, ended
from kiosk_app.ui.keyboard.editing import after_key, wants_capital
from kiosk_app.ui.keyboard.layouts import rows_of, units_of
from kiosk_app.ui.store import Store

_NEXT_METHOD = {"telex": "", "": "vni", "vni": "telex"}
"""What the key for it goes to: Telex, letters as they are, VNI."""


class KeyboardView(QObject):
    """Keeps no text but the last one it gave, while keys of its last word may be wanted back.

    Telex is on for every new citizen.
    """

    methodChanged = Signal()

    def __init__(self, store: Store) -> None:
        """Follow the store, to notice the end of a visit."""
        super().__init__(store)
        self._store = store
        self._method = "telex"
        self._typed = TypedText("", "")
        self._visit = store.state.visit
        store.changed.connect(self._follow)

    @Slot(str, bool, bool, str, result="QVariantList")
    def rows(self, layout: str, upright: bool, low: bool, method: str) -> list[list[dict[str, Any]]]:
        """Rows of keys: name, and width in letters. VNI needs digits among the letters."""
        return [
            [{"name": key.name, "units": key.width} for key in row]
            for row in rows_of(_with_digits(layout, method), upright=upright, low=low)
        ]

    @Slot(str, bool, bool, str, result=float)
    def units(self, layout: str, upright: bool, low: bool, method: str) -> float:
        """Width of the widest row in letters."""
        return units_of(_with_digits(layout, method), upright=upright, low=low)

    @Slot(str, int, int, str, bool, result="QVariantMap")
    def press(self, text: str, start: int, end: int, key: str, words: bool) -> dict[str, Any]:
        """Text and cursor after a key. `start`, `end`: the selection, both the cursor when there is none.

        `words`: whether letters compose here; digits and addresses of e-mail never do.
        """
        known = self._typed if text == self._typed and start == end == len(text) else text
        before, after = after_key(self._method if words else "", known, start, end, key)
        self._typed = before if isinstance(before, TypedText) and not after else TypedText("", "")
        return {"text": before + after, "cursor": len(before)}

    @Slot(str, result=str)
    def left(self, text: str) -> str:
        """Text of a box that the cursor leaves: a last word that is no syllable gets its keys back."""
        made = ended(self._typed) if text == self._typed else text
        self._typed = TypedText("", "")
        return made

    @Slot(str, int, str, result=bool)
    def wantsCapital(self, text: str, cursor: int, layout: str) -> bool:
        """Whether the next letter is a capital by itself."""
        return wants_capital(text, cursor, layout)

    @Slot()
    def nextMethod(self) -> None:
        """Go on to the next way to type."""
        self._set_method(_NEXT_METHOD[self._method])

    def _set_method(self, method: str) -> None:
        self._typed = TypedText("", "")
        if method != self._method:
            self._method = method
            self.methodChanged.emit()

    def _follow(self) -> None:
        visit = self._store.state.visit
        if visit != self._visit:
            self._visit = visit
            self._set_method("telex")

    def _get_method(self) -> str:
        return self._method

    method = Property(str, _get_method, notify=methodChanged)


def _with_digits(layout: str, method: str) -> str:
    return "text" if method == "vni" and layout == "name" else layout
