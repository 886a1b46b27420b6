"""What QML reads for the frame around every screen: step, progress, open questions, buttons to leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QUrl, Slot

from kiosk_app.session.kernel import events
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.screen_discovery import Screen
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, Surroundings, View


class FrameView(View):
    """The frame, and the screens by name of their step."""

    def __init__(self, store: Store, around: Surroundings, screens: Mapping[str, Screen]) -> None:
        """Make every screen's view-model once; they live as long as the window."""
        self._screens = dict(screens)
        self._views = {step: screen.view(store, around) for step, screen in screens.items()}
        for step, view in self._views.items():
            view.show_only_in(step)
        super().__init__(store, around)

    def project(self, state: VisitState) -> Shown:
        """Frame of the state."""
        frame = self._store.frame()
        screen = self._screens.get(state.step)
        return {
            "step": state.step,
            "screen": QUrl.fromLocalFile(str(screen.qml)).toString() if screen else "",
            "progress": frame.number,
            "progressCount": frame.count,
            "language": state.language,
            "online": state.health.online,
            "daemon": state.health.daemon,
            "authority": self._around.counter.authority,
            "phone": self._around.counter.phone,
            "confirmCancel": state.confirm_cancel,
            "atDoor": frame.at_door and not state.confirm_cancel,
            "doorQuestion": frame.door_question.in_language(state.language),
            "doorEnter": frame.door_enter.in_language(state.language),
            "idleWarning": state.presence.warning,
            "idleSeconds": state.presence.seconds_left,
            "helpWanted": state.help_wanted,
            "saved": frame.saved,
            "canCancel": frame.can_cancel,
        }

    def refresh_all(self) -> None:
        """Look at the state again in every view: the language is another."""
        self.refresh()
        for view in self._views.values():
            view.refresh()

    @Slot(str, result=QObject)
    def viewOf(self, step: str) -> QObject:
        """Give the view-model of a step's screen."""
        return self._views[step]

    @Slot()
    def cancel(self) -> None:
        """ "Hủy"."""
        self._store.dispatch(events.CancelAsked())

    @Slot()
    def cancelConfirmed(self) -> None:
        """ "Hủy và xóa hết"."""
        self._store.dispatch(events.CancelConfirmed())

    @Slot()
    def cancelDismissed(self) -> None:
        """ "Làm tiếp"."""
        self._store.dispatch(events.CancelDismissed())

    @Slot()
    def openDoor(self) -> None:
        """Give up what is under way for the errand of the code that was held up."""
        self._store.dispatch(events.DoorAnswered(enter=True))

    @Slot()
    def leaveDoor(self) -> None:
        """ "Làm tiếp"."""
        self._store.dispatch(events.DoorAnswered(enter=False))

    @Slot()
    def stay(self) -> None:
        """Somebody is still there."""
        self._store.dispatch(events.Touched())

    @Slot()
    def moreTime(self) -> None:
        """ "Cho thêm thời gian"."""
        self._store.dispatch(events.MoreTime())

    @Slot()
    def endHelp(self) -> None:
        """Help is there, or is not needed any more."""
        self._store.dispatch(events.HelpEnded())
