"""What a person came for is in sight before anything is moved: on every panel, at every size of text."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.screens.draw import await_pictures
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.screens.test_scenes import walk
from tests.session import words as ev
from tests.support.rest import await_rest
from tests.support.slices import share

LEAST_CODE_MM = 30.0
LEAST_SEEN_MM = 8.0
"""Of a notice: its first line at the least."""
QUIET_MODULES = 8
"""Four white ones on each side of a QR code."""
MODULE_PX = 10
SIZES = (0, 1, 2)
CODES = ("code-on-screen", "code-sent", "code-wrong")
PAYMENTS = ("payment-due", "payment-due-several", "payment-due-rest")
SERVICE_NEWS = {
    "service-entry-wrong": "problem",
    "service-entry-locked": "problem",
    "service-entry-shared": "problem",
    "service-entry-unavailable": "problem",
    "service-menu-ended": "problem",
    "service-menu-closed": "closed",
    "service-queue-failed": "problem",
    "service-queue-printed": "sent",
    "service-queue-none": "none",
    "service-setup-failed": "problem",
    "service-setup-short": "problem",
    "service-setup-joined": "said",
    "service-setup-looking": "looking",
    "service-place-missing": "problem",
    "service-panel-measured": "said",
    "service-stick-none": "problem",
    "service-stick-writing": "busy",
    "service-stick-written": "said",
    "service-touch-refused": "problem",
    "service-touch-writing": "busy",
    "service-touch-done": "said",
    "service-devices-tried": "tried",
    "service-devices-scanning": "busy",
    "service-check-over": "works",
    "service-check-reported": "said",
}
"""What went wrong, what was done, what is under way and has to be done now: scene → its item's name."""
# Every size on every panel, with one of what it is crossed with: another one at each size and each day.
SIZES_IN_BOTH = share(list(product(SIZES, ("vi", "en"))), 2, kind=lambda case: case[0])
SIZES_OF_CODES = share(list(product(SIZES, CODES)), 3, kind=lambda case: case[0])
SIZES_OF_PAYMENTS = share(list(product(SIZES, PAYMENTS)), 3, kind=lambda case: case[0])


@pytest.fixture(scope="module", params=PANELS)
def panel(request: pytest.FixtureRequest) -> str:
    """Name of a panel."""
    return str(request.param)


def drawn(stage: Stage, scene: str, text_size: int, language: str) -> None:
    """Show a scene."""
    stage.play(SCENES[scene])
    stage.dress(text_size, language)
    await_rest(stage.window.view, scene)
    await_pictures(stage.window.view)


def item(stage: Stage, begins: str) -> QQuickItem:
    """The first visible item whose name begins so."""
    return next(
        one
        for one in walk(stage.window.view.rootObject())
        if one.objectName().startswith(begins) and one.isVisible()
    )


def whole(shown: QQuickItem) -> bool:
    """Whether nothing of the item is outside of what its parents let through."""
    box = shown.mapRectToScene(shown.boundingRect())
    above = shown.parentItem()
    while above is not None:
        place = above.mapRectToScene(QRectF(0, 0, above.width(), above.height()))
        if above.clip() and not place.adjusted(-1, -1, 1, 1).contains(box):
            return False
        above = above.parentItem()
    return True


def in_sight(shown: QQuickItem) -> float:
    """Height of the item that its parents let through, in pixels."""
    box = shown.mapRectToScene(shown.boundingRect())
    above = shown.parentItem()
    while above is not None:
        if above.clip():
            box = box.intersected(above.mapRectToScene(QRectF(0, 0, above.width(), above.height())))
        above = above.parentItem()
    return box.height()


@pytest.mark.mostly_long("one more size is drawn", one_in=6)
@pytest.mark.parametrize(("text_size", "language"), SIZES_IN_BOTH)
def test_filing_is_the_first_errand_and_in_sight(stage: Stage, text_size: int, language: str) -> None:
    drawn(stage, "welcome", text_size, language)
    first = item(stage, "welcome.errand.")
    assert first.objectName().startswith("welcome.errand.filing.")
    assert whole(first)
    filing = {"vi": "Nộp hồ sơ", "en": "File a dossier"}[language]
    said = [
        one
        for one in walk(stage.window.view.rootObject())
        if one.isVisible() and one.property("text") == filing
    ]
    assert said, "what the errands are for stands above them, also on the lowest glass"
    assert all(whole(one) for one in said)


@pytest.mark.mostly_long("one more size is drawn", one_in=6)
@pytest.mark.parametrize(("text_size", "scene"), SIZES_OF_PAYMENTS)
def test_amount_and_code_of_a_payment_are_in_sight(
    stage: Stage, panel: str, scene: str, text_size: int
) -> None:
    drawn(stage, scene, text_size, "vi")
    amount, code = item(stage, "payment.amount"), item(stage, "payment.code")
    assert whole(amount)
    assert whole(code)
    width, _, width_mm = PANELS[panel]
    modules = float(code.property("implicitWidth")) / MODULE_PX
    own = min(code.width(), code.height()) * (modules - QUIET_MODULES) / modules
    assert own * width_mm / width >= LEAST_CODE_MM


@pytest.mark.mostly_long("one more size is drawn", one_in=3)
@pytest.mark.parametrize(("text_size", "scene"), SIZES_OF_CODES)
def test_what_is_copied_and_what_is_typed_are_in_sight(
    stage: Stage, panel: str, scene: str, text_size: int
) -> None:
    """Nobody can copy a code that the keys have pushed off the page, nor see what they typed there."""
    # The size of the text was chosen before: only then was the wrong code typed.
    drawn(stage, scene.replace("wrong", "sent"), text_size, "vi")
    assert whole(item(stage, "code.typed"))
    if scene == "code-on-screen":
        assert whole(item(stage, "code.shown"))
    if scene == "code-wrong":
        stage.send(ev.CodeTyped("000000"), ev.CodeVerdict(stage.visit, "wrong", 2))
        await_rest(stage.window.view, scene)
        told = item(stage, "code.problem")
        width, _, width_mm = PANELS[panel]
        assert in_sight(told) >= min(told.height(), LEAST_SEEN_MM * width / width_mm) - 1


def words_of(shown: QQuickItem) -> QQuickItem:
    """The label inside of a notice or of what tells that something is under way."""
    (words,) = [
        one
        for one in walk(shown)
        if one is not shown and one.property("text") and one.property("fit") is not None
    ]
    return words


@pytest.mark.mostly_long("one more sentence is drawn", one_in=8)
@pytest.mark.parametrize("scene", SERVICE_NEWS)
def test_what_staff_are_told_is_in_sight(stage: Stage, panel: str, scene: str) -> None:
    """At the largest text what the screen is for stood above it: a wrong PIN seemed to change nothing."""
    drawn(stage, scene, SIZES[-1], "vi")
    words = words_of(item(stage, f"service.{SERVICE_NEWS[scene]}"))
    # The first line at the least.
    assert in_sight(words) >= words.property("font").pixelSize()


@pytest.mark.mostly_long("one more sentence is drawn", one_in=4)
@pytest.mark.parametrize("scene", [one for one in SERVICE_NEWS if one.startswith("service-entry")])
def test_a_narrow_notice_has_room_for_its_words(stage: Stage, panel: str, scene: str) -> None:
    """Beside the keys of a low panel the sign had taken the place: a word a line, and small."""
    drawn(stage, scene, SIZES[-1], "vi")
    notice = item(stage, "service.problem")
    assert words_of(notice).width() >= notice.width() * 0.6
