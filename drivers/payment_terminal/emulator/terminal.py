"""A terminal with a customer before it, over TCP or any pair of streams; it can be told to fail."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from drivers.payment_terminal.frames import ACK, NAK, STX, FrameError, fields_of, frame, whole

Send = Callable[[bytes], None]


@dataclass
class TerminalFaults:
    """What goes wrong; each works until it is taken away, counts once a sale."""

    code: str = "00"
    """Answer of ISO 8583 to a sale."""
    slow_s: float = 0.0
    """How long the customer takes."""
    not_understood: int = 0
    """So many frames are answered by NAK."""
    garbled: int = 0
    """So many results are sent with a wrong check before the right one."""
    silent: bool = False
    """Nothing is answered at all."""
    hangs_up: str = ""
    """"before" or "after" the money is taken, the line breaks."""
    other_amount: int = 0
    """Taken instead of what was asked for."""
    foreign_first: bool = False
    """The result of an earlier customer comes first."""
    means: str = "card"
    twice: bool = False
    """The result is sent two times."""
    deaf: bool = False
    """It does not hear that the kiosk gives up: whoever stands there pays all the same."""
    knows_no_cancel: bool = False
    """It answers that the kiosk gives up by NAK, each time: whoever stands there pays all the same."""
    bank_late: int = 0
    """So many answers say that the bank has not answered, before the right one."""


@dataclass
class EmulatedTerminal:
    """Its journal outlives every connection, as a real one's does."""

    faults: TerminalFaults = field(default_factory=TerminalFaults)
    journal: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Reference → (đồng, own number): what was really taken."""
    asked: list[tuple[str, ...]] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _cancelled: set[str] = field(default_factory=set)
    _running: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def at_work(self) -> bool:
        """Whether somebody stands at it."""
        return bool(self._running)

    def serve(self, receive: Callable[[], bytes], send: Send, hang_up: Callable[[], None]) -> None:
        """Answer what comes until the line ends (b"")."""
        gathered = b""
        while found := receive():
            gathered += found
            while (begin := gathered.find(STX)) >= 0 and (length := whole(gathered[begin:])):
                one, gathered = gathered[begin : begin + length], gathered[begin + length :]
                if not self._answer(one, send, hang_up):
                    return

    def _answer(self, content: bytes, send: Send, hang_up: Callable[[], None]) -> bool:
        faults = self.faults
        if faults.silent:
            return True
        try:
            fields = fields_of(content)
        except FrameError:
            send(NAK)
            return True
        if faults.not_understood:
            faults.not_understood -= 1
            send(NAK)
            return True
        if faults.knows_no_cancel and fields[0] == "CANCEL":
            send(NAK)
            return True
        with self._lock:
            self.asked.append(fields)
        send(ACK)
        match fields:
            case ("SALE", reference, amount, _):
                if faults.hangs_up == "before":
                    hang_up()
                    return False
                self._running.add(reference)
                threading.Thread(target=self._sell, args=(reference, int(amount), send, hang_up)).start()
            case ("CANCEL", reference) if not faults.deaf:
                self._cancelled.add(reference)
            case ("LAST", reference):
                # 09 of ISO 8583: the request is in progress.
                send(
                    self._late(reference)
                    or self._result(reference, "09" if reference in self._running else "25")
                )
        return True

    def _sell(self, reference: str, amount: int, send: Send, hang_up: Callable[[], None]) -> None:
        faults = self.faults
        until = time.monotonic() + faults.slow_s
        while time.monotonic() < until and reference not in self._cancelled:
            time.sleep(0.01)
        code = "17" if reference in self._cancelled else faults.code
        with self._lock:
            if code == "00" and reference not in self.journal:
                self.journal[reference] = (faults.other_amount or amount, f"{next(self._numbers):06d}")
        self._running.discard(reference)
        if faults.hangs_up == "after":
            hang_up()
            return
        if faults.foreign_first:
            send(frame("RESULT", "somebody-else", "00", "99000", "card", "999999"))
        result = self._late(reference) or self._result(reference, code)
        for _ in range(faults.garbled):
            send(result[:-1] + bytes([result[-1] ^ 1]))
        for _ in range(2 if faults.twice else 1):
            send(result)

    def _late(self, reference: str) -> bytes:
        """Give the answer of a terminal that waits for its bank; b"" where it does not."""
        if not self.faults.bank_late:
            return b""
        self.faults.bank_late -= 1
        return frame("RESULT", reference, "68", "0", "card", "")

    def _result(self, reference: str, otherwise: str) -> bytes:
        if reference not in self.journal:
            return frame("RESULT", reference, otherwise, "0", "card", "")
        amount, number = self.journal[reference]
        return frame("RESULT", reference, "00", str(amount), self.faults.means, number)


class TerminalServer:
    """A terminal on a TCP port; use as a context manager."""

    def __init__(self, terminal: EmulatedTerminal | None = None, port: int = 0) -> None:
        self.terminal = terminal or EmulatedTerminal()
        self._listening = socket.create_server(("127.0.0.1", port))
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # A thread that waits for a connection is woken by shutting down, not by closing alone.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in list(self._open):
            one.close()
        self._thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        def receive() -> bytes:
            try:
                return connection.recv(4_096)
            except OSError:
                return b""

        def send(content: bytes) -> None:
            try:
                connection.sendall(content)
            except OSError:
                return

        def hang_up() -> None:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

        self.terminal.serve(receive, send, hang_up)
        connection.close()
        self._open.discard(connection)
