"""Two errands in one visit, under the real supervisor: one process, one sign-in, the end at the wipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.world import World

pytestmark = pytest.mark.long("the supervisor and its screens are started as programs")


def test_the_process_of_a_visit_lives_until_its_last_errand_is_wiped(world: World, tmp_path: Path) -> None:
    markers = tmp_path / "markers"
    wanted = [str(world.config), str(markers), "1", str(world.layout.root), str(world.portal_port)]
    records = tmp_path / "records.txt"
    with (
        records.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.visit_process.supervised", *wanted],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
            text=True,
        ) as supervised,
    ):
        assert supervised.stdin is not None
        assert supervised.stdout is not None
        alive: list[list[int]] = []
        try:
            for line in supervised.stdout:
                alive.append(json.loads(line)["processes"])
                supervised.stdin.write("\n")
                supervised.stdin.flush()
            assert supervised.wait(30) == 0
        finally:
            supervised.kill()
    told = records.read_text(encoding="utf-8", errors="replace")[-3000:]
    first = alive[0][0]
    assert (markers / f"{first}.another").exists(), told
    assert all(first not in processes for processes in alive[1:]), told
