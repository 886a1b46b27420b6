"""The camera's picture while signing in, and its frame."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk_app.identity.model import Claims
from kiosk_app.identity.payload import CardQr, ForeignKind, ForeignQr, QrPayload, VneidToken
from kiosk_app.session.facts.qr_reader import QrSeen
from tests.screens.draw import settle
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import CLAIMS, Stage


@pytest.fixture(scope="module")
def window(qapp: QGuiApplication) -> Iterator[Stage]:
    del qapp
    made = Stage(*PANELS["portrait"])
    yield made
    made.close()


@pytest.fixture
def stage(window: Stage) -> Stage:
    window.play(SCENES["sign-in"])
    settle(40)
    return window


def _frame(stage: Stage) -> QQuickItem:
    frame = stage.window.view.rootObject().findChild(QQuickItem, "signin.frame")
    assert frame is not None
    return frame


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _items(child)


def _is_green(stage: Stage) -> bool:
    frame = _frame(stage)
    edge = frame.mapToScene(QPointF(frame.width() / 2, 2)).toPoint()
    colour = stage.window.view.grabWindow().pixelColor(edge)
    return colour.green() > 1.3 * max(colour.red(), colour.blue())


@pytest.mark.parametrize("payload", [VneidToken("t"), CardQr(CLAIMS, 7)])
def test_the_frame_about_the_live_picture_turns_green(stage: Stage, payload: QrPayload) -> None:
    assert _frame(stage).isVisible()
    assert not _is_green(stage)
    stage.send(QrSeen(stage.visit, payload))
    settle(40)
    assert _frame(stage).isVisible()
    assert _is_green(stage)


def test_it_stays_as_it_is_for_a_code_that_is_not_for_us(stage: Stage) -> None:
    stage.send(QrSeen(stage.visit, ForeignQr(ForeignKind.WIFI)))
    settle(40)
    assert not _is_green(stage)


def test_the_picture_follows_the_camera(stage: Stage) -> None:
    before = stage.camera.property("source")
    stage.camera.show(np.full((72, 128, 3), 40, dtype=np.uint8))
    settle(40)
    assert stage.camera.property("source") != before


def test_a_card_is_shown_before_it_is_used(stage: Stage) -> None:
    stage.send(QrSeen(stage.visit, CardQr(CLAIMS, 7)))
    settle(40)
    texts = " ".join(str(item.property("text") or "") for item in _items(stage.window.view.rootObject()))
    assert CLAIMS.get("full_name") in texts
    assert "/".join(reversed(CLAIMS.get("birth_date").split("-"))) in texts
    assert CLAIMS.get("personal_id")[-4:] in texts
    assert CLAIMS.get("personal_id") not in texts


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"birth_date": "1971-02-03"}, "sinh năm khác"),
        ({"sex": "other"}, ""),
        ({"birth_date": "1971-02-03", "sex": "swapped"}, "năm sinh và giới tính khác"),
        ({"sex": "swapped"}, "giới tính khác"),
    ],
)
def test_a_number_that_does_not_fit_is_asked_about(stage: Stage, changed: dict[str, str], words: str) -> None:
    if changed.get("sex") == "swapped":
        changed = changed | {"sex": "female" if CLAIMS.get("sex") == "male" else "male"}
    stage.send(QrSeen(stage.visit, CardQr(Claims(CLAIMS.values | changed), 7)))
    settle(40)
    notice = stage.window.view.rootObject().findChild(QQuickItem, "signin.doubt")
    assert notice is not None
    assert notice.isVisible() is (words != "")
    assert words in str(notice.property("text"))
    goes_on = stage.window.view.rootObject().findChild(QQuickItem, "signin.goon")
    assert goes_on is not None
    assert goes_on.isVisible()
