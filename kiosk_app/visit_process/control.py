"""What a supervisor and its screens say to each other over a socket pair: one word a line."""

from __future__ import annotations

import contextlib
import socket
from enum import StrEnum


class ControlWord(StrEnum):
    """Every word there is."""

    READY = "ready"
    """The screen to the supervisor: everything is loaded, nothing is shown, no device is held."""
    SHOW = "show"
    """The supervisor to the screen: come before the citizens."""
    SHOWN = "shown"
    """The screen: its first picture is before the citizens."""
    TAKE = "take"
    """The supervisor to the screen: the one before has let go of the devices."""
    PULSE = "pulse"
    """The screen: the thread that draws and hears touches gets on; said every second."""
    ENDED = "ended"
    """The screen: a visit is over and wiped; this process will take no other one."""


class ControlChannel:
    """One end. Only words of the list are heard; anything else is passed over."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._gathered = b""

    def fileno(self) -> int:
        """File descriptor, for whoever waits for several."""
        return self._end.fileno()

    def say(self, word: ControlWord) -> None:
        """Send a word; a peer that is gone hears nothing, and its end is noticed elsewhere."""
        with contextlib.suppress(OSError):
            self._end.sendall(f"{word.value}\n".encode("ascii"))

    def heard(self) -> list[ControlWord] | None:
        """Read what there is, waiting only where the socket does; None when the other end is closed."""
        try:
            piece = self._end.recv(1_024)
        except (BlockingIOError, InterruptedError, TimeoutError):
            return []
        except OSError:
            return None
        if not piece:
            return None
        *lines, self._gathered = (self._gathered + piece).split(b"\n")
        self._gathered = self._gathered[-64:]
        known = {word.value.encode("ascii"): word for word in ControlWord}
        return [known[line] for line in lines if line in known]

    def close(self) -> None:
        """Close this end."""
        self._end.close()
