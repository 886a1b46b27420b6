"""The window: fonts, languages, picture sources, view-models, and the QML that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTranslator, QUrl, SignalInstance
from PySide6.QtGui import QClipboard, QFont, QFontDatabase, QGuiApplication
from PySide6.QtQuick import QQuickView

import assets
from kiosk_app.session.kernel.events import Touched
from kiosk_app.ui import screens
from kiosk_app.ui.frame_view import FrameView
from kiosk_app.ui.keyboard.keyboard_view import KeyboardView
from kiosk_app.ui.pictures import CameraPictures, CameraView, CodePictures, PagePictures
from kiosk_app.ui.preferences import Preferences
from kiosk_app.ui.screen_discovery import screens_of
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import CounterInfo, Surroundings

QML = Path(__file__).parent / "qml" / "Main.qml"
TRANSLATIONS = Path(assets.__file__).parent / "translations"
_TOUCHES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
)


_KEYS = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.Shortcut,
    QEvent.Type.InputMethod,
)


class ScreenError(Exception):
    """The interface cannot be shown: a file of it is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The glass."""

    width_px: int
    height_px: int
    width_mm: float
    full_screen: bool
    reduced_motion: bool = False
    """Nothing on the screen moves by itself."""
    keypad: bool = False
    """Keys of a keypad that belongs to this kiosk are heard."""


class Window:
    """The QML view with everything that it is given; kept alive by whoever made it."""

    def __init__(
        self,
        store: Store,
        camera: CameraView,
        panel: Panel,
        counter: CounterInfo,
        more_screens: Sequence[ModuleType] = (),
        *,
        hidden: bool = False,
    ) -> None:
        """Build the whole interface. Raises `ScreenError`.

        `more_screens`: packages with screens of errands that do not stand in `kiosk_app.ui.screens`.
        `hidden`: nothing is shown before `appear`.
        """
        load_fonts()
        self._store = store
        self._language = "vi"
        self._translator = QTranslator()
        self._watcher = _InputWatcher(store, keypad=panel.keypad)
        self.preferences = Preferences(store)
        try:
            found = screens_of((screens, *more_screens))
        except (ImportError, FileNotFoundError) as error:
            raise ScreenError(str(error)) from error
        self._frame = FrameView(store, Surroundings(counter, camera), found)
        self.view = QQuickView()
        self._camera = camera
        self._keyboard = KeyboardView(store)
        self._panel = panel
        self._load(panel)
        if not hidden:
            self.appear()
        store.changed.connect(self._follow_language)
        store.wiped.connect(_forget_clipboard)

    def close(self) -> None:
        """Take the interface down before the objects it shows."""
        self._store.changed.disconnect(self._follow_language)
        # Nothing reacts any more to the focus that items lose while the page is destroyed.
        self.view.focusObjectChanged.disconnect(self._watch_box)
        self.view.setSource(QUrl())
        self.view.close()
        QCoreApplication.removeTranslator(self._translator)

    def appear(self) -> SignalInstance:
        """Come to the front; gives the signal that is sent when a picture is on the glass."""
        if self._panel.full_screen:
            self.view.setCursor(Qt.CursorShape.BlankCursor)
            self.view.showFullScreen()
        else:
            self.view.show()
        return self.view.frameSwapped

    def warm_up(self) -> None:
        """Draw the first picture without showing it, so that it is there at once when it is wanted."""
        self.view.grabWindow()

    def _load(self, panel: Panel) -> None:
        view = self.view
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties(
            {
                "flow": self._frame,
                "preferences": self.preferences,
                "keyboard": self._keyboard,
                "pixelsPerMm": panel.width_px / panel.width_mm,
                "reducedMotion": panel.reduced_motion,
            }
        )
        engine = view.engine()
        engine.addImageProvider("page", PagePictures(self._store))
        engine.addImageProvider("code", CodePictures())
        engine.addImageProvider("camera", CameraPictures(self._camera))
        view.resize(panel.width_px, panel.height_px)
        view.setTitle("Kiosk dịch vụ công")
        view.setSource(QUrl.fromLocalFile(str(QML)))
        if view.status() is not QQuickView.Status.Ready:
            raise ScreenError("; ".join(error.toString() for error in view.errors()))
        view.installEventFilter(self._watcher)
        view.focusObjectChanged.connect(self._watch_box)

    def _watch_box(self, box: QObject | None) -> None:
        """What an input method composes (dead keys too) comes straight to the box, past the window."""
        if box is not None:
            box.installEventFilter(self._watcher)

    def _follow_language(self) -> None:
        language = self._store.state.language
        if language == self._language:
            return
        self._language = language
        if language == "en":
            self._translator.load(str(TRANSLATIONS / "kiosk_en.qm"))
            QCoreApplication.installTranslator(self._translator)
        else:
            QCoreApplication.removeTranslator(self._translator)
        self.view.engine().retranslate()
        self._frame.refresh_all()


class _InputWatcher(QObject):
    """Tells the visit that somebody is there, and lets no key of a plugged keyboard through."""

    def __init__(self, store: Store, *, keypad: bool) -> None:
        super().__init__(store)
        self._store = store
        self._keypad = keypad

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  Qt's signature
        """See every event of the window; keys are taken away unless this kiosk has a keypad."""
        if event.type() in _KEYS and not self._keypad:
            return True
        if event.type() in _TOUCHES:
            self._store.post(Touched())
        return False


def _forget_clipboard() -> None:
    """Empty what another program, or a text field, may have put there during the visit."""
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        clipboard.clear(mode)


def load_fonts() -> None:
    """Register Be Vietnam Pro, and behind it Noto Sans. Raises `ScreenError`.

    The first has every letter of Vietnamese, the second also those of the other peoples of Vietnam (ŭ, ĭ, ƀ).
    """
    for path in _fonts():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise ScreenError(f"{path}: not a font")
    QFont.insertSubstitution("Be Vietnam Pro", "Noto Sans")


def _fonts() -> Iterable[Path]:
    folder = Path(str(files("fontpkg_be_vietnam_pro"))) / "files"
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        yield folder / f"BeVietnamPro-{weight}.ttf"
    yield Path(str(files("fontpkg_noto_sans"))) / "files" / "NotoSans[wdth,wght].ttf"
