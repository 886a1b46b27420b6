"""The Qt binding counts references correctly: docs/decisions/006-pyside-6-11.md."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 500


class Speaker(QObject):
    """Calls that give nothing, None, or a truth value."""

    told = Signal()


@pytest.mark.parametrize("call", [QObject.parent, lambda one: one.told.emit(), QObject.deleteLater])
def test_a_call_that_gives_nothing_costs_none_no_reference(call: Callable[[Speaker], object]) -> None:
    speaker = Speaker()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call(speaker)
    assert sys.getrefcount(None) > before - CALLS // 2


def test_a_truth_value_costs_no_reference() -> None:
    speaker = Speaker()
    before = sys.getrefcount(False)
    for _ in range(CALLS):
        speaker.signalsBlocked()
    assert sys.getrefcount(False) > before - CALLS // 2
