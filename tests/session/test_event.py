"""Every kind of event says whether it proves that somebody stands at the kiosk."""

from __future__ import annotations

import pytest

from kiosk_app.session.kernel.event import Event, Result, Touch


def test_a_kind_that_leaves_it_open_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="PaperMoved"):
        type("PaperMoved", (Event,), {})


@pytest.mark.parametrize("presence", [True, False])
def test_a_kind_that_says_it_can(presence: bool) -> None:
    kind = type("PaperMoved", (Event,), {"presence": presence})
    assert kind.presence is presence  # type: ignore[attr-defined]  # made above


def test_a_touch_proves_it_and_a_late_result_does_not() -> None:
    assert Touch.presence
    assert not Result.presence
