"""How this citizen wants the screen: text size, contrast, language. Forgotten when the session ends."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk_app.session.events import LanguageChosen, Touched
from kiosk_app.ui.store import Store

TEXT_SCALES = (1.0, 1.2, 1.4)


class Preferences(QObject):
    """Display choices; a new session begins with those of the machine."""

    changed = Signal()

    def __init__(self, store: Store) -> None:
        """Follow the store, to notice the end of a session."""
        super().__init__(store)
        self._store = store
        self._text_size = 0
        self._high_contrast = False
        self._session = store.state.session
        store.changed.connect(self._follow)

    def _follow(self) -> None:
        state = self._store.state
        ended = state.session != self._session and not state.reference_uid
        self._session = state.session
        if ended and (self._text_size or self._high_contrast):
            self._text_size, self._high_contrast = 0, False
            self.changed.emit()

    @Slot(int)
    def setTextSize(self, size: int) -> None:
        """0 normal, 1 large, 2 largest."""
        self._text_size = max(0, min(size, len(TEXT_SCALES) - 1))
        self._store.dispatch(Touched())
        self.changed.emit()

    @Slot(bool)
    def setHighContrast(self, on: bool) -> None:
        """Light on black with yellow."""
        self._high_contrast = on
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
        return self._high_contrast

    textSize = Property(int, _get_text_size, notify=changed)
    textScale = Property(float, _get_text_scale, notify=changed)
    highContrast = Property(bool, _get_high_contrast, notify=changed)
