"""The emulated printer itself: it survives any bytes and prints only what it was told."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.printer.emulator.commands import length
from drivers.printer.emulator.machine import RECEIVE_BUFFER, EmulatorMachine
from drivers.printer.emulator.roll import Roll
from drivers.printer.emulator.state import EmulatorState, StateError, StateFile
from tests.drivers.printer.emulated_printer import EmulatedPrinter, assert_prints_whole
from tests.support.processes import Program


def machine(folder: Path) -> tuple[EmulatorMachine, bytearray]:
    """A machine, and what it answered."""
    answers = bytearray()
    return EmulatorMachine(Roll(folder), answers.extend), answers


def test_unknown_commands_are_skipped(emulated: EmulatedPrinter) -> None:
    with emulated.client() as client:
        client.sendall(
            b"\x1b@\x1b\xf0\x1d\xf0\x1c\xf0\x00\x07Text\n\x1d(k\x03\x00\x31\x41\x32\x1dk\x04ABC\x00\x1dr\x01"
        )
        assert client.recv(1) == b"\x00"
    assert_prints_whole(emulated, emulated.printer())


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), cuts=st.lists(st.integers(0, 400), max_size=4))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes, cuts: list[int]) -> None:
    printer, answers = machine(tmp_path_factory.mktemp("roll"))
    edges = sorted({0, *cuts, len(data)})
    for start, end in itertools.pairwise(edges):
        printer.receive(data[start:end])
    answers.clear()
    printer.receive(b"\x10\x04\x04")
    assert answers[-1] & 0x93 == 0x12


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=60))
def test_a_command_is_at_least_a_byte_long(head: bytes) -> None:
    size = length(head)
    assert size is None or size >= 1


def test_a_long_drawing_that_is_not_rendered_does_not_block(tmp_path: Path) -> None:
    printer, answers = machine(tmp_path)
    printer.receive(b"\x1d(L" + (3 * RECEIVE_BUFFER).to_bytes(2, "little"))
    for _ in range(3):
        printer.receive(bytes(RECEIVE_BUFFER))
    printer.receive(b"\x1dr\x01")
    assert bytes(answers) == b"\x00"


def test_a_stopped_printer_keeps_its_buffer_and_still_answers(tmp_path: Path) -> None:
    printer, answers = machine(tmp_path)
    printer.set_state(EmulatorState(paper="out"))
    printer.receive(b"\x1dr\x01\x10\x04\x04")
    assert bytes(answers) == b"\x7e"
    printer.set_state(EmulatorState())
    assert bytes(answers) == b"\x7e\x00"


def test_asking_a_stopped_printer_for_hours_does_not_fill_it(tmp_path: Path) -> None:
    printer, _ = machine(tmp_path)
    printer.set_state(EmulatorState(paper="out"))
    for _ in range(RECEIVE_BUFFER):
        printer.receive(b"\x10\x04\x04")
    assert printer.room == RECEIVE_BUFFER


def test_a_half_written_state_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    file = StateFile(path)
    assert file.news() == EmulatorState()
    assert file.news() is None
    path.write_text('{"paper": "ou')
    assert file.news() is None
    path.write_text('{"paper": "out"}')
    assert file.news() == EmulatorState(paper="out")


@pytest.mark.parametrize(
    "changes",
    [
        {"paper": "low"},
        {"colour": True},
        {"after_dots": -1},
        {"online": 1},
        {"then": {"paper": 3}},
        {"then": []},
    ],
)
def test_an_impossible_state_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(StateError):
        EmulatorState().changed(changes)


@pytest.mark.long("the emulator is started as a program")
def test_as_a_process_whose_state_a_command_changes(tmp_path: Path) -> None:
    port_file, state, out = tmp_path / "port", tmp_path / "state.json", tmp_path / "out"
    base = ["-m", "drivers.printer.emulator", "--state", str(state)]
    with Program(
        "emulator", [*base, "--port", "0", "--port-file", str(port_file), "--out", str(out)], tmp_path, {}
    ) as emulator:
        emulator.wait_for(port_file.exists)
        assert int(port_file.read_text()) > 0
        with Program("setter", [*base, "--set", "paper=out", "cover_open=true"], tmp_path, {}) as setter:
            assert setter.wait(20) == 0
        assert json.loads(state.read_text())["paper"] == "out"
        assert json.loads(state.read_text())["cover_open"] is True
        assert emulator.stop() == 0
