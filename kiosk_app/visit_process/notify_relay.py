"""Starts the program that owns the glass, and hands on what the supervisor below it tells systemd.

`python -m kiosk_app.visit_process.notify_relay -- /usr/bin/cage -d -- kiosk-app ...`

The supervisor stands below cage, so systemd would have to listen to every process of the unit
(`NotifyAccess=all`), and each screen, which reads papers and codes from outside, could give systemd another
main process or keep the watchdog quiet while the glass stands still. So the main process is this small one,
the only one that systemd hears: it has a socket of its own, listens there to the one process that cage
started, and hands on four words. It says nothing by itself: when the screen is silent, systemd hears silence.
It ends with the exit code that the supervisor told last: cage 0.1 ends with 0 whatever its program did.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

EXIT_NOT_STARTED = 127
"""As shells have it: there is no such program."""
_BY_SIGNAL = 128
"""Added to the number of the signal that ended a program, as shells do."""
_FORWARDED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_WORDS = frozenset({"READY=1", "WATCHDOG=1", "STOPPING=1"})
_STATUS, _EXIT_STATUS = "STATUS=", "EXIT_STATUS="
_MOST_STATUS = 200
"""Letters of a status line."""
_MOST_BYTES = 4_096
"""Of a message that are read; the four words are short."""
_LOOK_EVERY_S = 1.0
"""Whether the program lives is asked so often even when nothing is heard."""
_CREDENTIALS = struct.Struct("iII")
"""ucred of unix(7): process, user, group."""

Tell = Callable[[str], object]
"""As sd_notify(3): takes one line."""


class NotifyRelay:
    """The socket that stands for systemd's before the program and what it starts."""

    def __init__(self, path: Path, tell: Tell) -> None:
        """Listen at `path`, which must lie in a folder of this user alone; what was there before goes.

        Raises `OSError` when no socket can be made there.
        """
        self.path = path
        self.exit_status = 0
        """With which code the program below is about to end, where it said so."""
        self._tell = tell
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        # The kernel then writes down who sends; a process cannot say that it is another one.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        path.unlink(missing_ok=True)
        self._socket.bind(str(path))
        path.chmod(0o600)

    def fileno(self) -> int:
        """File descriptor, for whoever waits for several."""
        return self._socket.fileno()

    def hear(self, program: int) -> bool:
        """Take one message and hand on what may be said; whether there was one.

        Heard are the process `program` and those that it started itself; what they start in turn is not.
        """
        room = socket.CMSG_SPACE(_CREDENTIALS.size)
        try:
            text, told, _flags, _from = self._socket.recvmsg(_MOST_BYTES, room)
        except (BlockingIOError, InterruptedError):
            return False
        if _may_speak(told, program):
            for line in text.decode("utf-8", errors="replace").splitlines():
                if line in _WORDS:
                    self._tell(line)
                elif line.startswith(_EXIT_STATUS):
                    self.exit_status = _code(line.removeprefix(_EXIT_STATUS))
                elif line.startswith(_STATUS):
                    shown = "".join(letter for letter in line if letter.isprintable())
                    self._tell(shown[: len(_STATUS) + _MOST_STATUS])
        return True

    def close(self) -> None:
        """Hear nothing more."""
        self._socket.close()
        self.path.unlink(missing_ok=True)


def _code(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= 255 else 0


def _may_speak(told: Sequence[tuple[int, int, bytes]], program: int) -> bool:
    for level, kind, content in told:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            process, user, _group = _CREDENTIALS.unpack(content[: _CREDENTIALS.size])
            return user == os.getuid() and program in (process, _parent(process))
    return False


def _parent(process: int) -> int | None:
    """None: it is gone, and what it said goes with it."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        # The fields follow the program's name in brackets, which may itself hold brackets: so the last one.
        return int(text.rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def run(command: Sequence[str], socket_path: Path, tell: Tell, environment: Mapping[str, str]) -> int:
    """Run the program until it ends; gives its exit code, or 128 and the signal that ended it unasked.

    SIGTERM, SIGINT and SIGHUP go on to the program. `tell` gets what may be said. Call on the main thread.
    """
    relay = NotifyRelay(socket_path, tell)
    # WATCHDOG_PID names this process: a library below would take itself for one that is not meant.
    kept = {key: value for key, value in environment.items() if key not in ("NOTIFY_SOCKET", "WATCHDOG_PID")}
    program: subprocess.Popen[bytes] | None = None
    asked: list[int] = []

    def hand_on(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        if program is not None:
            _send(program, number)

    woken, wakes = socket.socketpair()
    for end in (woken, wakes):
        end.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, hand_on) for number in _FORWARDED}
    before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
    try:
        try:
            below = {**kept, "NOTIFY_SOCKET": str(relay.path)}
            program = subprocess.Popen([*command], env=below)  # noqa: S603 -- the command that its unit names
        except OSError as error:
            sys.stderr.write(f"{command[0]} cannot be started: {error.strerror}\n")
            return EXIT_NOT_STARTED
        # Signals that came before the program was started.
        for number in asked:
            _send(program, number)
        with selectors.DefaultSelector() as selector:
            selector.register(relay, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while program.poll() is None:
                selector.select(_LOOK_EVERY_S)
                relay.hear(program.pid)
                with contextlib.suppress(BlockingIOError):
                    woken.recv(64)
        if program.returncode >= 0:
            return program.returncode or (0 if asked else relay.exit_status)
        # cage 0.1 aborts when it is asked to end before the program below it: no failure of the service.
        return 0 if asked else _BY_SIGNAL - program.returncode
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)
        signal.set_wakeup_fd(-1)
        woken.close()
        wakes.close()
        relay.close()


def _send(program: subprocess.Popen[bytes], number: int) -> None:
    # A program that ended meanwhile is told nothing: Popen looks before it sends.
    with contextlib.suppress(OSError):
        program.send_signal(number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that is named; gives its exit code."""
    parser = argparse.ArgumentParser(
        prog="notify_relay", description="Starts a program; tells systemd of it."
    )
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    chosen = parser.parse_args(arguments)
    # systemd makes the folder, for this user alone (RuntimeDirectory=).
    folder = os.environ.get("RUNTIME_DIRECTORY", "")
    if not folder:
        parser.error("RUNTIME_DIRECTORY is not set: this is started by systemd")
    with _systemd(os.environ.get("NOTIFY_SOCKET", "")) as tell:
        return run(chosen.command, Path(folder) / "notify", tell, os.environ)


@contextlib.contextmanager
def _systemd(address: str) -> Iterator[Tell]:
    """Give what writes to systemd's socket; without one nobody listens. The library knows Latin-1 only."""
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:

        def tell(line: str) -> None:
            # systemd that starts anew itself must not end the screen.
            with contextlib.suppress(OSError):
                manager.sendto(line.encode("utf-8"), name)

        yield tell if address else lambda _line: None


if __name__ == "__main__":
    sys.exit(main())
