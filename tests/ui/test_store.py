"""The store ends with the visit, not with an errand of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk_app.session.kernel.dispatcher import Frame
from kiosk_app.session.kernel.effects import Wipe
from kiosk_app.session.kernel.event import Effect, Event
from kiosk_app.session.kernel.events import Tick
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.ui.store import Store


class Dispatcher:
    """Answers each event with a wipe, as at the end of an errand."""

    def __init__(self, *, errands_done: int, journey: str = "") -> None:
        self.state = replace(VisitState(), errands_done=errands_done, journey=journey)
        self.heard = 0

    def handle(self, event: Event, now: float) -> tuple[Effect, ...]:
        """See session.kernel.dispatcher.Dispatcher."""
        del event, now
        self.heard += 1
        return (Wipe(1),)

    def frame(self) -> Frame:
        """See session.kernel.dispatcher.Dispatcher."""
        return Frame(0, 0, can_cancel=False, saved=False, at_door=False)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("errands_done", "journey", "ends"), [(0, "", True), (1, "", False), (0, "follow_up", False)]
)
def test_only_the_end_of_the_visit_ends_the_process(errands_done: int, journey: str, ends: bool) -> None:
    dispatcher = Dispatcher(errands_done=errands_done, journey=journey)
    store = Store(dispatcher, lambda: 0.0)
    ended: list[bool] = []
    wiped: list[bool] = []
    store.end_with_the_visit(lambda: ended.append(True))
    store.wiped.connect(lambda: wiped.append(True))
    store.start(lambda _effect: None)
    store.stop()
    store.dispatch(Tick())
    store.dispatch(Tick())
    assert bool(ended) is ends
    assert wiped
    # After the end nothing is heard any more.
    assert dispatcher.heard == (1 if ends else 2)
