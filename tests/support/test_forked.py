"""A forked program is the program: its arguments, its variables, its output, its end."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.support.forked import ForkedProgram, may_fork
from tests.support.processes import Program, answers

EMULATOR = ("-m", "drivers.printer.emulator")


def _emulator(folder: Path, *, fresh: bool = False) -> Program:
    told = ("--port", "0", "--port-file", str(folder / "port"), "--state", str(folder / "state"))
    return Program("emulator", [*EMULATOR, *told, "--out", str(folder)], folder, {}, fresh=fresh)


@pytest.mark.parametrize("fresh", [False, True])
def test_it_starts_and_ends_when_it_is_asked_to(tmp_path: Path, fresh: bool) -> None:
    assert may_fork(EMULATOR, os.environ)
    with _emulator(tmp_path, fresh=fresh) as program:
        program.wait_for((tmp_path / "port").exists)
        assert answers(int((tmp_path / "port").read_text()))
        assert program.running
    assert not program.running
    assert program.wait() == 0


@pytest.mark.parametrize("fresh", [False, True])
def test_it_can_be_killed_at_once(tmp_path: Path, fresh: bool) -> None:
    program = _emulator(tmp_path, fresh=fresh)
    program.kill()
    assert program.wait() == -signal.SIGKILL


@pytest.mark.parametrize("fresh", [False, True])
def test_what_it_says_and_its_exit_code_are_kept(tmp_path: Path, fresh: bool) -> None:
    wrong = [*EMULATOR, "--state", str(tmp_path / "state"), "--set", "paper=none"]
    program = Program("emulator", wrong, tmp_path, {}, fresh=fresh)
    assert program.wait(30) == 2
    assert "paper" in program.tail()


def test_it_has_the_variables_that_it_is_given(tmp_path: Path) -> None:
    record = tmp_path / "record"
    record.touch()
    program = ForkedProgram([*EMULATOR, "--help"], record, {"COLUMNS": "43"})
    assert program.wait(30) == 0
    assert max(map(len, record.read_text().splitlines())) <= 43


def test_what_other_tests_import_does_not_keep_programs_from_being_forked() -> None:
    # OpenCV writes where its libraries lie into the variables of whoever imports it.
    assert may_fork(EMULATOR, {**os.environ, "LD_LIBRARY_PATH": "/somewhere"})


def test_what_was_not_imported_is_started() -> None:
    assert not may_fork(("-m", "tests.support.paper_tray"), os.environ)
    assert not may_fork(("-c", "offline_queue"), os.environ)


@pytest.mark.parametrize("name", ["PYTHONMALLOC", "MALLOC_PERTURB_", "GLIBC_TUNABLES", "LD_PRELOAD"])
def test_what_only_an_interpreter_reads_at_its_start_is_heeded(name: str) -> None:
    assert not may_fork(EMULATOR, {**os.environ, name: "another"})
