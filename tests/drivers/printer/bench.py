"""A workbench: the emulated printer on a thread of the test, and pictures to print."""

from __future__ import annotations

import random
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

from drivers.printer.conversation import Timing
from drivers.printer.emulator.server import Server
from drivers.printer.emulator.state import State, StateFile, write
from drivers.printer.escpos_printer import EscposPrinter, open_printer
from drivers.printer.port import Bitmap

WIDTH = 576
BRISK = Timing(quiet_s=0.01, more_zeros_s=0.1, ask_why_s=0.03)
"""The emulator is faster than a motor."""


class _WatchedStateFile(StateFile):
    """Tells when the printer has seen a change; whatever it receives later is treated under it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.seen = threading.Event()

    def news(self) -> State | None:
        state = super().news()
        if state is not None:
            self.seen.set()
        return state


class Bench:
    """Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._state_path = folder / "state.json"
        self.prints = folder / "prints"
        self._file = _WatchedStateFile(self._state_path)
        self._server = Server(0, self._file, self.prints, look_s=0.002)
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
        """Where it listens."""
        return self._server.port

    def printer(self, deadline_s: float = 5.0) -> EscposPrinter:
        """The driver, connected to this bench."""
        return open_printer("tcp", port=self.port, deadline_s=deadline_s, timing=BRISK)

    def set(self, **keys: Any) -> None:
        """Change the device; everything not named is in order again. Returns when the device knows."""
        self._file.seen.clear()
        write(self._state_path, State().changed(keys))
        assert self._file.seen.wait(10)
        if keys.get("powered", True) and not keys.get("silent", False):
            self._wait_until_it_listens()

    def _wait_until_it_listens(self) -> None:
        """Switching on takes a moment between the switch and the first open door."""
        until = time.monotonic() + 10
        # Three times, as the door that opens first may be one that is about to be closed.
        opened = 0
        while opened < 3:
            with socket.socket() as door:
                opened = opened + 1 if door.connect_ex(("127.0.0.1", self.port)) == 0 else 0
            assert time.monotonic() < until
            time.sleep(0.005)

    def slips(self) -> list[str]:
        """Names of what came out, in order."""
        return sorted(path.name for path in self.prints.glob("*.png"))

    def rows(self, name: str) -> bytes:
        """What stands on a slip, 1 = black, without blank rows at its end."""
        with Image.open(self.prints / name) as picture:
            assert picture.mode == "1"
            assert picture.width == WIDTH
            rows = bytes(byte ^ 0xFF for byte in picture.tobytes())
        return rows.rstrip(b"\0")

    def client(self) -> socket.socket:
        """A raw connection, for what a driver would never send."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


def speckled(height: int = 400, seed: int = 7) -> Bitmap:
    """A picture of random dots, of which no part looks like another; the last row has ink."""
    dots = random.Random(seed).randbytes(height * WIDTH // 8)
    # Without bytes that begin a real-time command: those are changed on purpose, see test_real_time_in_image.
    return Bitmap(WIDTH, height, dots.replace(b"\x10", b"\x33")[:-1] + b"\x01")


def assert_prints_whole(bench: Bench, printer: EscposPrinter, height: int = 100, seed: int = 99) -> None:
    """The next slip comes out whole and clean, without anything being restarted."""
    before = bench.slips()
    slip = speckled(height, seed)
    printer.print_bitmap(slip)
    new = bench.slips()[len(before) :]
    assert bench.rows(new[-1]) == slip.rows
    assert "torn" not in new[-1]
