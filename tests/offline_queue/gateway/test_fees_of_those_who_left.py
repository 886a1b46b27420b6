"""A dossier's number that was asked about stays as long as its citizen asks, and no longer."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace
from typing import Any

from offline_queue.contract.fee_messages import FeeParams
from offline_queue.contract.portal_record import FeeRecord
from offline_queue.gateway.fees import Fees
from tests.offline_queue.support.clock import FakeClock


def test_numbers_of_those_who_left_are_forgotten() -> None:
    clock = FakeClock()

    def find(key: str) -> Any:
        return SimpleNamespace(reference_uid=key, code=key, record=SimpleNamespace(stage="4"))

    store = SimpleNamespace(
        tidy=lambda: None,
        digest=lambda text: text,
        changing=contextlib.nullcontext,
        wait_s=lambda *_: 0.0,
        count=lambda *_: None,
    )
    asking: Any = SimpleNamespace(
        portal=SimpleNamespace(find=find, fee=lambda _key: FeeRecord()),
        known=SimpleNamespace(find=lambda _code: None),
        store=store,
        clock=clock,
        ask=lambda call, key: call(key),
        elsewhere=lambda _code: "",
    )
    fees = Fees(asking)
    first, second = "H17.99.01-261127-0001", "H17.99.01-261127-0002"
    fees.fee(FeeParams(code=first))
    clock.go(30.0)
    fees.fee(FeeParams(code=first))
    clock.go(30.0)
    fees.fee(FeeParams(code=second))
    assert set(fees._kept) == {first, second}
    clock.go(45.0)
    fees.fee(FeeParams(code=second))
    assert set(fees._kept) == {second}
