"""What a member of staff compares the citizen with, where others stand around."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk_app.slips.wording import mask_id
from tests.screens.draw import settle
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import CLAIMS, Stage


def test_the_id_is_hidden_as_on_slips(qapp: QGuiApplication) -> None:
    """docs/domain/identity.md#masked-ids."""
    del qapp
    stage = Stage(*PANELS["portrait"])
    try:
        SCENES["staff-check"](stage)
        settle(40)
        texts = [
            str(item.property("text") or "")
            for item in stage.window.view.rootObject().findChildren(QQuickItem)
        ]
    finally:
        stage.close()
    number = CLAIMS.get("personal_id")
    assert any(mask_id(number) in text for text in texts)
    assert not any(number in text for text in texts)
