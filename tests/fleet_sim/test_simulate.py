"""A slice of `make fleet-sim`: a hundred kiosks of the product's own delivery through outages."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog

from configuration.delivery_tables import Sync
from tests.fleet_sim.simulate import DAY_S, OURS, WITHOUT, arrivals, run, unavoidable_s

SEED = 20261127
SIX_HOURS = (DAY_S + 8 * 3_600.0, DAY_S + 14 * 3_600.0)
NEVER = (0.0, 0.0)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of "not delivered" tell nobody anything."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(wrapper_class=before)


def test_the_manners_are_the_products() -> None:
    usual = Sync()
    assert usual.backoff_first_s == OURS.backoff_first_s
    assert usual.backoff_cap_s == OURS.backoff_cap_s
    assert usual.catch_up_share == OURS.catch_up_share
    assert usual.probe_every_s == OURS.probe_every_s


@pytest.mark.long("days of a hundred kiosks")
def test_an_outage_of_six_hours() -> None:
    moments = arrivals(80, range(2), SEED)
    usual = run(moments, OURS, NEVER, DAY_S, SEED)
    ours = run(moments, OURS, SIX_HOURS, 2 * DAY_S, SEED)
    without = run(moments, WITHOUT, SIX_HOURS, 2 * DAY_S, SEED)
    assert (usual.lost, ours.lost, without.lost) == (0, 0, 0)
    assert ours.backlog == without.backlog > 100
    # Few kiosks make rough peaks; the goal itself is held by the whole fleet.
    assert ours.peak_per_s < 3 * usual.peak_per_s
    assert without.peak_per_s > 5 * ours.peak_per_s
    assert ours.drained_s < 4 * 3_600


def test_a_portal_that_bears_little_gets_everything_all_the_same() -> None:
    moments = arrivals(40, range(2), SEED)
    usual = run(moments, OURS, NEVER, DAY_S, SEED)
    ceiling = usual.worst_second // 2
    ours = run(moments, OURS, SIX_HOURS, 2 * DAY_S, SEED, ceiling_per_s=ceiling)
    assert ours.lost == 0
    assert 0 < ours.refused_share < 0.2


def test_unavoidable_is_what_twice_the_peak_leaves_room_for() -> None:
    # Nothing comes meanwhile: 600 dossiers at twice 1/s take five minutes.
    assert unavoidable_s([[]], (0.0, 100.0), 1.0, 600) == 300.0
