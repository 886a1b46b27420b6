"""Each test belongs to one of `make test` and `make test-long`, and CI runs both."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.support.slices import SLICE
from tests.support.tiers import rest_is_long

ROOT = Path(__file__).resolve().parents[2]
CASES = [*product("abc", range(8)), ("rare", 0)]
SAMPLE = """
import pytest

@pytest.mark.long("whole programs")
def test_long():
    pass

@pytest.mark.long{bad}
def test_bad():
    pass

def test_quick():
    pass
"""


def _recipe(target: str) -> str:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found, target
    return found[1]


def test_what_one_leaves_out_the_other_runs() -> None:
    assert '-m "not long"' in _recipe("test")
    assert "-m long" in _recipe("test-long")
    assert "-m" not in _recipe("test-whole").split("pytest")[1]
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert steps[-2:] == ["make test", "make test-long"]


@pytest.mark.parametrize("day", range(8))
def test_some_of_each_kind_are_quick(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    monkeypatch.setenv(SLICE, str(739947 + day))
    marked = rest_is_long(CASES, 8, "many", kind=lambda case: case[0])
    assert [case.values for case in marked] == CASES
    quick = [case.values for case in marked if not case.marks]
    assert sorted(str(kind) for kind, _ in quick) == ["a", "b", "c", "rare"]
    assert len({value for kind, value in quick if kind != "rare"}) == 3


@pytest.mark.parametrize(
    ("bad", "code", "word"), [('("why")', 0, "1 passed"), ("", 4, "test_bad: long needs a reason")]
)
def test_a_mark_says_why(tmp_path: Path, bad: str, code: int, word: str) -> None:
    (tmp_path / "test_sample.py").write_text(SAMPLE.format(bad=bad), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = long(reason): long\n", encoding="utf-8")
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-p",
            "tests.support.tiers",
            "-m",
            "not long",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == code
    assert word in ran.stdout + ran.stderr
