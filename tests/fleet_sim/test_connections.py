"""A slice of the connections of `make fleet-sim`, at a real mosquitto."""

from __future__ import annotations

from pathlib import Path

from tests.fleet_sim.connections import connect


def test_each_tells_its_state_and_the_silent_ones_are_missed(tmp_path: Path) -> None:
    found = connect(60, tmp_path, silent=5)
    assert (found.connected, found.told, found.wills) == (60, 60, 5)
