"""Several processes lose no test, tell how each went, and outlive what kills one of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.order import TOGETHER

ROOT = Path(__file__).resolve().parents[2]


def _played(folder: Path, files: dict[str, str], *options: str) -> tuple[int, str]:
    for name, text in files.items():
        (folder / name).write_text("import os, signal, sys, threading, warnings, pytest\n" + text, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:pytestqt", "-p", "tests.support.workers"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *options],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return ran.returncode, ran.stdout + ran.stderr


ALIKE = """
SEEN = open("seen", "a", buffering=1)

@pytest.fixture(scope="module", autouse=True)
def shared():
    print("made", os.getpid(), __name__, file=SEEN)
    yield
    print("gone", os.getpid(), __name__, file=SEEN)

@pytest.mark.parametrize("number", range(%d))
def test_alike(number):
    print("test", os.getpid(), __name__, number, file=SEEN)
    assert len(SEEN.name) == 4
    os.times() and __import__("time").sleep(0.01)
"""


@pytest.mark.long("pytest is started once more")
def test_every_test_is_run_once_and_what_a_file_shares_is_taken_away(tmp_path: Path) -> None:
    files = {
        f"test_{letter}.py": ALIKE % count for letter, count in (("a", TOGETHER + 5), ("b", 9), ("c", 9))
    }
    code, told = _played(tmp_path, files, "-n2")
    assert code == 0, told
    lines = [line.split() for line in (tmp_path / "seen").read_text("utf-8").splitlines()]
    tests = [(line[2], line[3]) for line in lines if line[0] == "test"]
    assert len(tests) == len(set(tests)) == TOGETHER + 5 + 9 + 9
    assert f"{len(tests)} passed" in told
    assert len({line[1] for line in lines}) == 2
    made, gone = ([line[1:3] for line in lines if line[0] == what] for what in ("made", "gone"))
    assert sorted(made) == sorted(gone)
    assert len(made) <= 4


FAULTY = """
LOG = sys.stderr

def test_first():
    print("said before")
    print("told whoever held the file", file=LOG)

def test_wrong():
    print("said aloud")
    assert 1 == 2

@pytest.fixture
def broken():
    yield
    raise ValueError("taken away badly")

def test_of_a_broken_fixture(broken):
    pass

def test_left_out():
    pytest.skip("no such device")

def test_killed():
    os.kill(os.getpid(), signal.SIGKILL)

def test_that_ends_the_process():
    os._exit(0)

def test_after():
    warnings.warn("mind this")
"""


def test_what_goes_wrong_is_told_and_a_dead_worker_loses_only_its_test(tmp_path: Path) -> None:
    code, told = _played(tmp_path, {"test_a.py": FAULTY, "test_b.py": "def test_b(): pass"}, "-n2", "-rs")
    assert code == 1
    assert "3 failed, 4 passed, 1 skipped, 1 warning, 1 error" in told
    assert "said aloud" in told
    assert "said before" not in told
    assert "told whoever held the file" not in told
    assert "taken away badly" in told
    assert "no such device" in told
    assert "mind this" in told
    assert "the worker ended with -9 while it ran test_a.py::test_killed" in told
    assert "the worker ended with 0 while it ran test_a.py::test_that_ends_the_process" in told


STOPPED = """
@pytest.fixture(scope="session", autouse=True)
def held():
    yield
    open(f"gone-{os.getpid()}", "w").close()

def test_wrong(): assert __name__ != "test_a"

@pytest.mark.parametrize("number", range(30))
def test_alike(number): __import__("time").sleep(0.1)
"""


@pytest.mark.long("pytest is started once more")
def test_after_the_first_failure_no_more_begin_and_fixtures_are_taken_away(tmp_path: Path) -> None:
    code, told = _played(tmp_path, {"test_a.py": STOPPED, "test_b.py": STOPPED}, "-n2", "-x")
    assert code == 1
    assert "stopping after 1 failures" in told
    assert int((re.search(r"(\d+) passed", told) or ["", "0"])[1]) < 30
    assert len(list(tmp_path.glob("gone-*"))) == 2


@pytest.mark.long("pytest is started once more")
def test_a_test_may_end_the_whole_run(tmp_path: Path) -> None:
    code, told = _played(tmp_path, {"test_a.py": "def test_it(): pytest.exit('no more of this')"}, "-n2")
    assert code == pytest.ExitCode.INTERRUPTED
    assert "no more of this" in told


@pytest.mark.long("pytest is started once more")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("threading.Thread(target=threading.Event().wait, args=(9,), daemon=True).start()", "1 threads"),
        ("import subprocess\nKEPT = subprocess.Popen(['sleep', '9'])", "1 programs"),
        ("import sqlite3\nKEPT = sqlite3.connect('a.sqlite')", "a.sqlite"),
    ],
)
def test_what_workers_must_not_share_keeps_tests_in_this_process(tmp_path: Path, text: str, why: str) -> None:
    here = "def test_it(): assert os.getppid() == int(open('parent').read())"
    (tmp_path / "parent").write_text(str(os.getpid()))
    code, told = _played(tmp_path, {"test_a.py": f"{text}\n{here}"}, "-n1")
    assert (code, "one process runs all tests" in told) == (0, True)
    assert why in told
    assert "a fixture or a cached function" in told


@pytest.mark.long("pytest is started once more")
def test_none_is_this_process(tmp_path: Path) -> None:
    text = "def test_it(): assert os.getppid() == int(open('parent').read())"
    (tmp_path / "parent").write_text(str(os.getpid()))
    assert _played(tmp_path, {"test_a.py": text}, "-n0")[0] == 0
    assert _played(tmp_path, {"test_a.py": text}, "-n1")[0] == 1
