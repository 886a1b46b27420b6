"""What frames every screen: which step, how far, the questions that stand over it, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.session import events
from kiosk_app.session.state import PROGRESS_STEPS, JourneyState, Step, SubmitPhase
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, View


class FlowView(View):
    """The frame."""

    def __init__(self, store: Store, authority: str, phone: str, notice: ConsentNotice) -> None:
        """`authority` and `phone` of the counter are shown to every citizen; `notice` is agreed to."""
        self._authority = authority
        self._phone = phone
        self._notice = notice
        super().__init__(store)

    def project(self, state: JourneyState) -> Shown:
        """Frame of the state."""
        steps = list(PROGRESS_STEPS)
        saved = state.submission.phase in (SubmitPhase.SAVED, SubmitPhase.SENT, SubmitPhase.REJECTED)
        return {
            "step": state.step.value,
            "progress": steps.index(state.step) + 1 if state.step in steps else 0,
            "progressCount": len(steps),
            "language": state.language,
            "online": state.health.online,
            "daemon": state.health.daemon,
            "accepting": state.health.accepting and bool(state.procedures),
            "authority": self._authority,
            "phone": self._phone,
            "confirmCancel": state.confirm_cancel,
            "idleWarning": state.idle.warning,
            "idleSeconds": state.idle.seconds_left,
            "procedure": state.procedure.short_name.in_language(state.language) if state.procedure else "",
            "saved": saved,
            "consent": [
                {"text": one.text.in_language(state.language), "strong": one.strong}
                for one in self._notice.paragraphs
            ],
            "canCancel": state.step is not Step.WELCOME and state.submission.phase is not SubmitPhase.SAVING,
        }

    @Slot()
    def begin(self) -> None:
        """The welcome screen was touched."""
        self._store.dispatch(events.Begin())

    @Slot()
    def next(self) -> None:
        """ "Tiếp tục"."""
        self._store.dispatch(events.Next())

    @Slot()
    def back(self) -> None:
        """ "Quay lại"."""
        self._store.dispatch(events.Back())

    @Slot()
    def agree(self) -> None:
        """ "Đồng ý"."""
        self._store.dispatch(events.ConsentGiven())

    @Slot()
    def refuse(self) -> None:
        """ "Không đồng ý"."""
        self._store.dispatch(events.ConsentRefused())

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
    def stay(self) -> None:
        """Somebody is still there."""
        self._store.dispatch(events.Touched())

    @Slot()
    def tryAgain(self) -> None:
        """Another try after a problem."""
        self._store.dispatch(events.TryAgain())
