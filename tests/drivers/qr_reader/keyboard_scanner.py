"""The kernel's half of a keyboard scanner: an event device whose reads and ioctls a test answers.

Without /dev/uinput no input device can be made. What evdev's C module asks the kernel by ioctl is answered
here; events are real `struct input_event`s that the same C module reads from the opened file.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from evdev import device as evdev_device
from evdev import ecodes, eventio

_EVENT = struct.Struct("llHHi")
_ASCII_KEYS = {
    " ": "SPACE",
    "|": "BACKSLASH",
    "-": "MINUS",
    "_": "MINUS",
    ".": "DOT",
    ",": "COMMA",
    ":": "SEMICOLON",
}
_ASCII_KEYS |= {"/": "SLASH", "\n": "ENTER", "\t": "TAB", ";": "SEMICOLON"}
_SHIFTED = frozenset("|_:")


class KeyboardScanner:
    """A scanner on a USB port."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`path`: where the device appears when plugged in."""
        self.path = path
        self.grabs: list[bool] = []
        self.held_elsewhere = False
        self.lights: list[int] = []
        self.down: list[int] = []
        self._plugged = False
        self._end: int | None = None
        real: Any = vars(evdev_device)["_input"]

        class Kernel:
            """evdev's C module, with the kernel's answers to what a file cannot answer."""

            device_read = staticmethod(real.device_read)
            ioctl_devinfo = staticmethod(lambda _fd: (3, 0x0C2E, 0x0B61, 1, "Scanner", "", ""))
            ioctl_EVIOCGVERSION = staticmethod(lambda _fd: 0x010001)  # noqa: N815  evdev's name
            ioctl_EVIOCGEFFECTS = staticmethod(lambda _fd: 0)  # noqa: N815  evdev's name
            ioctl_capabilities = staticmethod(lambda _fd: {ecodes.EV_KEY: list(range(1, 120))})

            @staticmethod
            def ioctl_EVIOCGRAB(_fd: int, grab: int) -> None:  # noqa: N802  evdev's name
                if grab and self.held_elsewhere:
                    raise OSError(errno.EBUSY, "Device or resource busy")
                self.grabs.append(bool(grab))

            @staticmethod
            def ioctl_EVIOCG_bits(_fd: int, kind: int) -> list[int]:  # noqa: N802  evdev's name
                return {ecodes.EV_LED: self.lights, ecodes.EV_KEY: self.down}[kind]

            @staticmethod
            def device_read_many(fd: int) -> object:
                if not self._plugged:
                    raise OSError(errno.ENODEV, "No such device")
                return real.device_read_many(fd)

        monkeypatch.setattr(evdev_device, "_input", Kernel)
        monkeypatch.setattr(eventio, "_input", Kernel)

    def plug_in(self) -> None:
        """Make the device appear."""
        os.mkfifo(self.path)
        self._end = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)
        self._plugged = True

    def pull_out(self) -> None:
        """Make the device vanish: who reads from it is told so."""
        if self._end is None:
            return
        self._plugged = False
        self.path.unlink()
        # The kernel wakes whoever waits for events of a device that goes away.
        os.write(self._end, bytes(_EVENT.size))
        os.close(self._end)
        self._end = None

    def key(self, name: str, value: int) -> None:
        """Send one key event and its SYN."""
        code = getattr(ecodes, f"KEY_{name}")
        self._send(ecodes.EV_KEY, code, value)
        self._send(ecodes.EV_SYN, 0, 0)

    def press(self, *names: str) -> None:
        """Press keys in turn, and let go of them in the opposite order."""
        for name in names:
            self.key(name, 1)
        for name in reversed(names):
            self.key(name, 0)

    def lose_events(self) -> None:
        """Tell that the buffer ran over: what follows up to the next report is void."""
        self._send(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0)
        self._send(ecodes.EV_KEY, ecodes.KEY_Q, 1)
        self._send(ecodes.EV_SYN, ecodes.SYN_REPORT, 0)

    def scan(self, text: str, end: str = "\n") -> None:
        """Type what was read; what no key has as Alt with its decimal number."""
        for character in text + end:
            name = _ASCII_KEYS.get(character, character.upper())
            if not character.isascii() or not hasattr(ecodes, f"KEY_{name}"):
                self.alt(ord(character))
            elif character in _SHIFTED or character.isupper():
                self.press("LEFTSHIFT", name)
            else:
                self.press(name)

    def alt(self, number: int) -> None:
        """Alt with a decimal number on the key pad."""
        self.key("LEFTALT", 1)
        for digit in f"0{number}":
            self.press(f"KP{digit}")
        self.key("LEFTALT", 0)

    def wait_until_read(self) -> None:
        """Wait until whoever holds the device has read every event."""
        assert self._end is not None
        waiting = bytearray(4)
        for _ in range(1000):
            fcntl.ioctl(self._end, termios.FIONREAD, waiting)
            if not any(waiting):
                return
            time.sleep(0.01)
        raise AssertionError("events are left unread")

    def _send(self, kind: int, code: int, value: int) -> None:
        assert self._end is not None
        os.write(self._end, _EVENT.pack(0, 0, kind, code, value))
