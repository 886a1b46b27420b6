"""The same tests are collected each time, in the same order: a number of a slice means the same cases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.slices import SLICE

ROOT = Path(__file__).resolve().parents[2]


def _collected(seed: str) -> list[str]:
    variables = {**os.environ, "PYTHONHASHSEED": seed, SLICE: "739947"}
    command = [sys.executable, "-m", "pytest", "-n0", "--collect-only"]
    ran = subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True)
    return [line for line in ran.stdout.splitlines() if "::" in line]


@pytest.mark.long("everything is collected twice")
def test_nothing_is_collected_from_a_set() -> None:
    """Sets of text come in another order in each process."""
    first, second = (_collected(seed) for seed in ("1", "2"))
    assert len(first) > 5_000
    differ = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    assert differ == []
    assert len(first) == len(second)
