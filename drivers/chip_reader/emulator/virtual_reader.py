"""The wire of vsmartcard's vpcd, a virtual reader for pcscd: lays a virtual card on it, and takes it away.

vpcd listens on a TCP port; each message has its length in two bytes before it, and one byte alone is a
control code.
Source: the wire as vsmartcard 3.3 speaks it.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable

from drivers.chip_reader.emulator.card import VirtualCard

_ANSWER_TO_RESET = bytes.fromhex("3B80800101")
"""A contactless card without historical bytes (PC/SC part 3)."""
_POWER_OFF, _POWER_ON, _RESET, _SEND_ATR = 0, 1, 2, 4
_LENGTH = struct.Struct(">H")
_CONNECT_S = 5.0


def _always(_number: int) -> bool:
    return True


class LaidCard:
    """A card that lies on the reader until `take_away`."""

    def __init__(self, port: int, card: VirtualCard, before_answer: Callable[[int], bool] = _always) -> None:
        """`before_answer` is told the number of each command; False takes the card away at once."""
        self._card = card
        self._before_answer = before_answer
        self._number = 0
        self._gone = threading.Event()
        self._socket = _connected(port)
        self._thread = threading.Thread(target=self._serve, name="virtual-card", daemon=True)
        self._thread.start()

    @property
    def lies_there(self) -> bool:
        """Whether it was not taken away."""
        return not self._gone.is_set()

    def exchange(self, card: VirtualCard, before_answer: Callable[[int], bool] = _always) -> None:
        """Let another card answer from now on; pcscd notices nothing."""
        card.reset()
        self._card, self._before_answer, self._number = card, before_answer, 0

    def take_away(self) -> None:
        """Lift the card off; idempotent."""
        self._gone.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        if threading.current_thread() is not self._thread:
            self._thread.join(5)

    def _serve(self) -> None:
        try:
            while True:
                message = self._received()
                if len(message) == 1:
                    if message[0] in (_POWER_OFF, _POWER_ON, _RESET):
                        self._card.reset()
                    elif message[0] == _SEND_ATR:
                        self._send(_ANSWER_TO_RESET)
                    continue
                self._number += 1
                if not self._before_answer(self._number):
                    self.take_away()
                    return
                self._send(self._card.answer(message))
        except OSError:
            return

    def _received(self) -> bytes:
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        content = b""
        while len(content) < length:
            # vpcd sends a message's length and the message apart and waits for the first to be acknowledged.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            piece = self._socket.recv(length - len(content))
            if not piece:
                raise ConnectionError("the reader went away")
            content += piece
        return content

    def _send(self, content: bytes) -> None:
        self._socket.sendall(_LENGTH.pack(len(content)) + content)


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + _CONNECT_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=None)
        except ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
