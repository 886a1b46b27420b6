"""How somebody wants the screen is forgotten with them, also where they began no errand."""

from __future__ import annotations

import pytest

from kiosk_app.session.kernel.context import Options
from kiosk_app.session.kernel.events import Tick
from kiosk_app.ui.preferences import Preferences
from kiosk_app.ui.store import Store
from tests.session.support import Driver


@pytest.mark.usefixtures("qapp")
def test_a_look_that_was_tried_is_not_for_the_next() -> None:
    driver = Driver(Options(board_after_s=60))
    store = Store(driver.dispatcher, lambda: driver.now)
    store.start(lambda _effect: None)
    store.stop()
    preferences = Preferences(store)
    preferences.setHighContrast(True)
    preferences.setLow(True)
    preferences.setTextSize(2)
    assert looks(preferences) == [True, True, 2]
    for _ in range(70):
        driver.now += 1
        store.dispatch(Tick())
    assert store.state.presence.board
    assert looks(preferences) == [False, False, 0]


def looks(preferences: Preferences) -> list[object]:
    return [preferences.property(name) for name in ("highContrast", "low", "textSize")]
