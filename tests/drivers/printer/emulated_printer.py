"""The emulated printer on a thread of the test, and pictures to print."""

from __future__ import annotations

import random
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

from drivers.printer.conversation import ConversationTiming
from drivers.printer.emulator.server import EmulatorServer
from drivers.printer.emulator.state import EmulatorState, StateFile, write
from drivers.printer.escpos_printer import EscposPrinter, open_printer
from drivers.printer.port import Bitmap

WIDTH = 576
BRISK = ConversationTiming(quiet_s=0.01, more_zeros_s=0.1, ask_why_s=0.03)
"""Short waits: the emulator has no motor to wait for."""


class _WatchedStateFile(StateFile):
    """Sets an event when the emulator has read a change, so that a test can rely on it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.seen = threading.Event()

    def news(self) -> EmulatorState | None:
        state = super().news()
        if state is not None:
            self.seen.set()
        return state


class EmulatedPrinter:
    """An emulated printer whose state a test can change. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._state_path = folder / "state.json"
        self.prints = folder / "prints"
        self._file = _WatchedStateFile(self._state_path)
        self._server = EmulatorServer(0, self._file, self.prints, look_s=0.002)
        self._thread = threading.Thread(target=self._server.serve, name="emulated-printer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()

    @property
    def port(self) -> int:
        """The TCP port on which it listens."""
        return self._server.port

    def printer(self, deadline_s: float = 5.0) -> EscposPrinter:
        """The driver, connected to this printer."""
        return open_printer("tcp", port=self.port, deadline_s=deadline_s, timing=BRISK)

    def set(self, **keys: Any) -> None:
        """Change the printer's state and wait until it has taken effect.

        Keys that are not named become normal.
        """
        self._file.seen.clear()
        write(self._state_path, EmulatorState().changed(keys))
        assert self._file.seen.wait(10)
        if keys.get("powered", True) and not keys.get("silent", False):
            self._wait_until_it_listens()

    def _wait_until_it_listens(self) -> None:
        """Wait until it accepts connections: after being switched on it takes a moment to listen."""
        until = time.monotonic() + 10
        # Three times in a row, because the first may be answered by a listener that is about to close.
        opened = 0
        while opened < 3:
            with socket.socket() as door:
                opened = opened + 1 if door.connect_ex(("127.0.0.1", self.port)) == 0 else 0
            assert time.monotonic() < until
            time.sleep(0.005)

    def slips(self) -> list[str]:
        """Names of the printed slips, in order."""
        return sorted(path.name for path in self.prints.glob("*.png"))

    def rows(self, name: str) -> bytes:
        """The dots of a slip, 1 = black, without blank rows at its end."""
        with Image.open(self.prints / name) as picture:
            assert picture.mode == "1"
            assert picture.width == WIDTH
            rows = bytes(byte ^ 0xFF for byte in picture.tobytes())
        return rows.rstrip(b"\0")

    def client(self) -> socket.socket:
        """A raw connection, to send what the driver never would."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


def speckled(height: int = 400, seed: int = 7) -> Bitmap:
    """A picture of random dots, of which no part looks like another; the last row has ink."""
    dots = random.Random(seed).randbytes(height * WIDTH // 8)
    # Without bytes that begin a real-time command: the driver changes those, see test_real_time_in_image.py.
    return Bitmap(WIDTH, height, dots.replace(b"\x10", b"\x33")[:-1] + b"\x01")


def assert_prints_whole(
    emulated: EmulatedPrinter, printer: EscposPrinter, height: int = 100, seed: int = 99
) -> None:
    """The next slip comes out whole and clean, without anything being restarted."""
    before = emulated.slips()
    slip = speckled(height, seed)
    printer.print_bitmap(slip)
    new = emulated.slips()[len(before) :]
    assert emulated.rows(new[-1]) == slip.rows
    assert "torn" not in new[-1]
