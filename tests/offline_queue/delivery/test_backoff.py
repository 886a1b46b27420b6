"""Waits grow, are capped, spread, and never fall below what the portal asked for."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from offline_queue.delivery.backoff import Backoff

SEED = 20261124


@given(st.integers(0, 10_000), st.integers(0, 2**32))
def test_capped(failures: int, seed: int) -> None:
    wait_s = Backoff(2.0, 900.0, Random(seed)).wait_s(failures)
    assert 0 <= wait_s <= min(900.0, 2.0 * 2.0 ** min(max(failures, 1) - 1, 60))


@given(st.integers(1, 50), st.floats(0, 86_400), st.integers(0, 2**32))
def test_the_portals_wish_is_honoured(failures: int, asked_s: float, seed: int) -> None:
    assert Backoff(2.0, 900.0, Random(seed)).wait_s(failures, asked_s) >= asked_s


def test_full_jitter_spreads_over_the_whole_range() -> None:
    backoff = Backoff(2.0, 900.0, Random(SEED))
    waits = [backoff.wait_s(20) for _ in range(500)]
    assert min(waits) < 45
    assert max(waits) > 855
    assert 400 < sum(waits) / len(waits) < 500
