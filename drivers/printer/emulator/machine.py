"""The emulated printer's mechanism: a receive buffer, printing row by row, and answers to requests."""

from __future__ import annotations

import re
from collections.abc import Callable

from drivers.printer.emulator.commands import DLE, ESC, GS, image_size, length
from drivers.printer.emulator.roll import Roll
from drivers.printer.emulator.state import EmulatorState

RECEIVE_BUFFER = 4096
"""Bytes; the smallest that real printers have."""

_LINE_DOTS = 30
_STATUS_REQUEST = re.compile(rb"\x10\x04[\x01-\x04]")


class EmulatorMachine:
    """Takes bytes, prints, answers.

    When a client disconnects it keeps its buffer and a half-received image, as real printers do.
    """

    def __init__(self, roll: Roll, answer: Callable[[bytes], None]) -> None:
        """`answer` sends bytes to the client, if there is one."""
        self.state = EmulatorState()
        self._roll = roll
        self._answer = answer
        self._buffer = bytearray()
        self._real_time = bytearray()
        self._row_bytes = 0
        self._rows_left = 0
        self._feed_left = 0
        self._skip_left = 0
        self._dots_until: int | None = None

    @property
    def room(self) -> int:
        """Bytes that the receive buffer still takes."""
        return max(0, RECEIVE_BUFFER - len(self._buffer))

    def set_state(self, state: EmulatorState) -> None:
        """Apply a new state, as when a person opens the cover or puts in a new roll."""
        self._apply(state)
        self.run()

    def _apply(self, state: EmulatorState) -> None:
        had_paper = self.state.paper != "out"
        self.state = state
        self._dots_until = state.after_dots
        if had_paper and state.paper == "out":
            self._roll.fall_out()
        if not state.powered:
            self._forget()

    def receive(self, data: bytes) -> None:
        """Take bytes from the client.

        Real-time requests are answered at once, wherever they stand in them.
        """
        self._answer_real_time(data)
        self._buffer += data
        if not self.state.prints:
            # A stopped printer does not store status requests: they would fill up its buffer.
            self._buffer = bytearray(_STATUS_REQUEST.sub(b"", self._buffer))
        self.run()

    def run(self) -> None:
        """Print and carry out commands as far as buffer and state allow."""
        while self.state.prints and self._step():
            pass

    def _forget(self) -> None:
        self._buffer.clear()
        self._real_time.clear()
        self._rows_left = self._feed_left = self._skip_left = 0

    def _step(self) -> bool:
        """Print one row or carry out one command; False when more bytes are needed first."""
        if self._feed_left:
            self._feed_left -= 1
            self._print_row(b"")
            return True
        if self._skip_left:
            skipped = min(self._skip_left, len(self._buffer))
            del self._buffer[:skipped]
            self._skip_left -= skipped
            return skipped > 0
        if self._rows_left:
            if len(self._buffer) < self._row_bytes:
                return False
            row = bytes(self._buffer[: self._row_bytes])
            del self._buffer[: self._row_bytes]
            self._rows_left -= 1
            self._print_row(row)
            return True
        return self._obey()

    def _obey(self) -> bool:
        if not self._buffer:
            return False
        size = length(self._buffer)
        if size is None:
            return False
        if size > RECEIVE_BUFFER:
            self._skip_left = size
            return True
        if len(self._buffer) < size:
            return False
        command = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._execute(command)
        return True

    def _execute(self, command: bytes) -> None:
        kind = command[:2]
        if kind == bytes([GS]) + b"v":
            self._row_bytes, self._rows_left = image_size(command)
            if not self._row_bytes:
                self._rows_left = 0
        elif kind == bytes([GS]) + b"V":
            self._cut(command)
        elif kind == bytes([GS]) + b"r":
            self._answer(bytes([self._paper_status() if command[2] in (1, 49) else 0]))
        elif kind == bytes([ESC]) + b"J":
            self._feed_left = command[2]
        elif kind == bytes([ESC]) + b"d":
            self._feed_left = command[2] * _LINE_DOTS
        elif command == b"\n":
            self._feed_left = _LINE_DOTS

    def _cut(self, command: bytes) -> None:
        if self.state.knife_jammed:
            self.state = self.state.changed({"error": True})
            return
        if len(command) == 4:
            for _ in range(command[3]):
                self._roll.add_row(b"")
        self._roll.cut()

    def _print_row(self, row: bytes) -> None:
        self._roll.add_row(row)
        if self._dots_until is None:
            return
        self._dots_until -= 1
        if self._dots_until <= 0:
            self._dots_until = None
            self._apply(self.state.changed({**dict(self.state.then), "after_dots": None}))

    def _answer_real_time(self, data: bytes) -> None:
        for byte in data:
            self._real_time.append(byte)
            del self._real_time[:-3]
            if len(self._real_time) == 3 and self._real_time[0] == DLE and self._real_time[1] == 0x04:
                self._report(self._real_time[2])

    def _report(self, number: int) -> None:
        state = self.state
        if state.silent or not state.powered:
            return
        if number == 1:
            offline = not state.prints
            self._answer(bytes([0x16 | (0x08 if offline else 0)]))
        elif number == 2:
            cause = 0x04 * state.cover_open | 0x20 * (state.paper == "out") | 0x40 * state.error
            self._answer(bytes([0x12 | cause]))
        elif number == 3:
            cause = 0x08 if state.error and state.knife_jammed else 0x20 * state.error
            self._answer(bytes([0x12 | cause]))
        elif number == 4:
            self._answer(bytes([0x12 | {"enough": 0, "near_end": 0x0C, "out": 0x6C}[state.paper]]))

    def _paper_status(self) -> int:
        return {"enough": 0, "near_end": 0x03, "out": 0x0F}[self.state.paper]
