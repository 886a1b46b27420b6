"""Each test belongs to one of `make test` and `make test-long`, and CI runs both."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.slices import SLICE

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import pytest

@pytest.mark.long("whole programs")
def test_long():
    pass

@pytest.mark.mostly_long("many alike", one_in=8, kind="kind")
@pytest.mark.parametrize("value", range(8))
@pytest.mark.parametrize("kind", ["a", "b", "c"])
def test_alike(kind, value):
    pass

@pytest.mark.mostly_long("one more", one_in=8)
@pytest.mark.parametrize("value", [1])
def test_alone(value):
    pass
{bad}
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


def _played(folder: Path, tier: str, day: int = 739947, bad: str = "") -> tuple[int, str]:
    (folder / "test_sample.py").write_text(SAMPLE.format(bad=bad), encoding="utf-8")
    marks = "markers =\n long(reason): a\n mostly_long(reason): b\n"
    (folder / "pytest.ini").write_text(f"[pytest]\n{marks}", encoding="utf-8")
    plugins = ["-p", "no:cacheprovider", "-p", "tests.support.tiers"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", tier, *plugins],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin", SLICE: str(day)},
        check=False,
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.long("pytest is started four times")
def test_some_of_each_kind_are_quick_and_others_the_next_day(tmp_path: Path) -> None:
    days = []
    for day in (739947, 739948):
        quick = set(re.findall(r"::(\S+)", _played(tmp_path, "not long", day)[1]))
        rest = set(re.findall(r"::(\S+)", _played(tmp_path, "long", day)[1]))
        assert quick.isdisjoint(rest)
        assert len(quick | rest) == 1 + 24 + 1 + 1
        alike = sorted(name for name in quick if "alike" in name)
        assert [name.partition("[")[2][0] for name in alike] == ["a", "b", "c"]
        # What is crossed with the kinds is taken too.
        assert len({name.partition("-")[2] for name in alike}) == 3
        assert quick - set(alike) == {"test_quick", "test_alone[1]"}
        days.append(set(alike))
    assert days[0].isdisjoint(days[1])


@pytest.mark.mostly_long("pytest is started once more", one_in=3)
@pytest.mark.parametrize("mark", ["long", "long(1)", "mostly_long(one_in=4)"])
def test_a_mark_says_why(tmp_path: Path, mark: str) -> None:
    code, told = _played(tmp_path, "not long", bad=f"@pytest.mark.{mark}")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "test_quick: " in told
    assert "needs a reason" in told


def test_a_file_has_one_list_of_marks() -> None:
    """A second `pytestmark` would take the first one's place: what it marked would be quick again."""
    files = (ROOT / "tests").rglob("*.py")
    twice = [path for path in files if len(re.findall(r"(?m)^pytestmark\b", path.read_text("utf-8"))) > 1]
    assert twice == []
