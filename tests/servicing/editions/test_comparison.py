"""A kiosk is judged by what it does after a change, against what it did before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk_app.servicing.editions.comparison import Comparison, HealthProbes
from offline_queue.contract.messages import LinkState, Status

WELL = Status(
    link=LinkState.ONLINE,
    identity_service=True,
    clock_doubtful=False,
    accepting=True,
    max_file_bytes=None,
)
OFFLINE = WELL.model_copy(update={"link": LinkState.OFFLINE})
FULL = WELL.model_copy(update={"accepting": False})


def _judged(
    before: Status | None,
    after: Callable[[int], Status | None],
    restarts: Callable[[int], int | None] = lambda _: 0,
) -> str:
    """Give the verdict, in parentheses where nothing is known of the edition.

    `after` and `restarts` are asked with the seconds that passed since the change.
    """
    passed = -1

    def wait(_seconds: float) -> None:
        nonlocal passed
        passed += 1

    health = Comparison(
        HealthProbes(lambda: before if passed < 0 else after(passed), lambda: restarts(max(0, passed))), wait
    )
    passed = 0
    said = health.ill()
    return said if health.blames or not said else f"({said})"


def test_well_after_a_while() -> None:
    assert _judged(WELL, lambda s: None if s < 10 else OFFLINE if s < 20 else WELL) == ""


def test_what_was_ill_before_is_not_its_fault() -> None:
    assert _judged(OFFLINE, lambda _s: OFFLINE) == ""
    assert _judged(FULL, lambda _s: FULL) == ""


@pytest.mark.parametrize(
    ("after", "said"), [(None, "không trả lời"), (OFFLINE, "cổng"), (FULL, "không nhận")]
)
def test_what_it_took_away(after: Status | None, said: str) -> None:
    assert said in _judged(WELL, lambda _s: after)


def test_a_daemon_that_was_dead_before_says_nothing_of_the_edition() -> None:
    assert _judged(None, lambda _s: None) == "(dịch vụ gửi hồ sơ không trả lời từ trước)"
    # One that brings it back is the cure.
    assert _judged(None, lambda s: None if s < 10 else WELL) == ""
    # The screen ran before: that it does not now is the edition's.
    assert _judged(None, lambda _s: None, lambda s: s // 5) == "màn hình không chạy"


def test_a_screen_that_is_started_again_and_again() -> None:
    assert "màn hình" in _judged(WELL, lambda _s: WELL, lambda s: s // 5)


def test_one_that_comes_and_goes() -> None:
    assert _judged(WELL, lambda s: WELL if s % 4 else OFFLINE) != ""
