"""How this citizen wants the screen: text size, theme, height, language. Forgotten when they are gone."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk_app.session.kernel.events import LanguageChosen, TextSizeChosen, Touched
from kiosk_app.ui.store import Store

TEXT_SCALES = (1.0, 1.4, 2.0)
"""Normal, large, largest; the last is what EN 301 549 (5.1.4) asks for from half a metre."""
LIGHT, CONTRAST = "light", "contrast"
"""Files of qml/theme/palettes/."""


class Preferences(QObject):
    """Display choices; a new visit begins with those of the machine."""

    changed = Signal()

    def __init__(self, store: Store) -> None:
        """Follow the store, to notice the end of a visit."""
        super().__init__(store)
        self._store = store
        self._text_size = store.state.text_size
        self._look = LIGHT
        self._low = False
        self._visit = store.state.visit
        store.changed.connect(self._follow)

    def _follow(self) -> None:
        state = self._store.state
        ended = state.visit != self._visit and not state.journey and not state.errands_done
        self._visit = state.visit
        before = (self._text_size, self._look, self._low)
        self._text_size = state.text_size
        if ended:
            self._look, self._low = LIGHT, False
        if before != (self._text_size, self._look, self._low):
            self.changed.emit()

    @Slot(int)
    def setTextSize(self, size: int) -> None:
        """0 normal, 1 large, 2 largest."""
        self._store.dispatch(TextSizeChosen(max(0, min(size, len(TEXT_SCALES) - 1))))

    @Slot(bool)
    def setHighContrast(self, on: bool) -> None:
        """Light on black with yellow."""
        self._look = CONTRAST if on else LIGHT
        self._store.dispatch(Touched())
        self.changed.emit()

    @Slot(bool)
    def setLow(self, on: bool) -> None:
        """Bring everything to touch into the lower half of the glass: for a hand from a wheelchair."""
        self._low = on
        self._store.dispatch(Touched())
        self.changed.emit()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """ "vi" or "en"."""
        self._store.dispatch(LanguageChosen(language))

    def _get_text_size(self) -> int:
        return self._text_size

    def _get_text_scale(self) -> float:
        return TEXT_SCALES[self._text_size]

    def _get_high_contrast(self) -> bool:
        return self._look == CONTRAST

    def _get_look(self) -> str:
        return self._look

    def _get_low(self) -> bool:
        return self._low

    textSize = Property(int, _get_text_size, notify=changed)
    textScale = Property(float, _get_text_scale, notify=changed)
    highContrast = Property(bool, _get_high_contrast, notify=changed)
    look = Property(str, _get_look, notify=changed)
    low = Property(bool, _get_low, notify=changed)
