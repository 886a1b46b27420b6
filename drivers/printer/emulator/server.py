"""The emulated printer on the network: one client at a time, on the same port also after a power cut."""

from __future__ import annotations

import contextlib
import logging
import select
import socket
import struct
from pathlib import Path

from drivers.printer.emulator.machine import EmulatorMachine
from drivers.printer.emulator.roll import Roll
from drivers.printer.emulator.state import EmulatorState, StateFile

log = logging.getLogger(__name__)

_LOOK_S = 0.02


class EmulatorServer:
    """Serves until `stop` is called. Everything happens on the thread that calls `serve`."""

    def __init__(self, port: int, state: StateFile, prints: Path, look_s: float = _LOOK_S) -> None:
        """`port` 0 takes one that is free; listens on loopback only. Raises `OSError`.

        `look_s`: how often the state file is looked at.
        """
        self._look_s = look_s
        self._client: socket.socket | None = None
        self._machine = EmulatorMachine(Roll(prints), self._answer)
        self._state = state
        self._listener: socket.socket | None = self._listen(port)
        self.port: int = self._listener.getsockname()[1]
        self._stopping = False

    def stop(self) -> None:
        """End `serve` soon; may be called from a signal handler or another thread."""
        self._stopping = True

    def serve(self) -> None:
        """Accept clients and print what they send, until `stop` is called."""
        try:
            while not self._stopping:
                self._turn()
        finally:
            self._drop_client()
            if self._listener is not None:
                self._listener.close()

    def _turn(self) -> None:
        news = self._state.news()
        if news is not None:
            self._machine.set_state(news)
        self._power()
        waiting: list[socket.socket] = []
        if self._client is None and self._listener is not None:
            waiting.append(self._listener)
        if self._client is not None and self._machine.room:
            waiting.append(self._client)
        ready, _, _ = select.select(waiting, [], [], self._look_s)
        for one in ready:
            if one is self._client:
                self._take(one)
            else:
                self._client, _ = one.accept()
                self._client.settimeout(0.5)

    def _power(self) -> None:
        state: EmulatorState = self._machine.state
        if state.powered and self._listener is None:
            self._listener = self._listen(self.port)
        elif not state.powered and self._listener is not None:
            self._drop_client()
            self._listener.close()
            self._listener = None

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(1)
        return listener

    def _take(self, client: socket.socket) -> None:
        try:
            data = client.recv(min(1024, self._machine.room))
        except TimeoutError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop_client()
            return
        self._machine.receive(data)

    def _answer(self, data: bytes) -> None:
        if self._client is None:
            return
        # A client that has left, or does not read, gets no answer. The printer goes on.
        with contextlib.suppress(OSError):
            self._client.sendall(data)

    def _drop_client(self) -> None:
        if self._client is None:
            return
        if not self._machine.state.powered:
            # Linger time 0 resets the connection without a closing handshake, as when the plug is pulled.
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._client.close()
        self._client = None
