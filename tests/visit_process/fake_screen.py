"""A screen without an interface, for the supervisor's tests: says its words, and does what a file asks for.

FOLDER/said gets a line for each thing that happens; a file FOLDER/end-N ends the visit of the N-th screen,
FOLDER/crash-N its process; FOLDER/hang-N lets it hang; FOLDER/stay-N does when it
is asked to go.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

from kiosk_app.visit_process.control import ControlChannel, ControlWord


def run(folder: Path, end: socket.socket) -> int:
    """Be a screen; gives the exit code."""
    number = _number(folder)
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))

    def tell(text: str) -> None:
        with (folder / "said").open("a", encoding="utf-8") as said:
            said.write(f"{number} {text} {time.monotonic()}\n")

    def hang() -> None:
        tell("hangs")
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)

    if (folder / f"refuse-{number}").exists():
        return 2
    if (folder / f"stay-{number}").exists():
        signal.signal(signal.SIGTERM, lambda *_: hang())
    end.settimeout(0.02)
    control = ControlChannel(end)
    tell("ready")
    control.say(ControlWord.READY)
    ended = False
    pulse = 0.0
    while not stopped:
        if time.monotonic() - pulse > 0.1:
            pulse = time.monotonic()
            control.say(ControlWord.PULSE)
        if (folder / f"hang-{number}").exists():
            hang()
        words = control.heard()
        if words is None:
            break
        if ControlWord.SHOW in words:
            tell("shown")
            control.say(ControlWord.SHOWN)
        if ControlWord.TAKE in words:
            tell("took")
        if (folder / f"crash-{number}").exists():
            os._exit(9)
        if (folder / f"end-{number}").exists() and not ended:
            ended = True
            tell("ended")
            control.say(ControlWord.ENDED)
        if (folder / f"babble-{number}").exists():
            end.sendall(b"\xff\xfe shown show nonsense" * 50 + b"\n")
            (folder / f"babble-{number}").unlink()
    tell("gone")
    return 0


def _number(folder: Path) -> int:
    for number in range(1, 100):
        try:
            (folder / f"screen-{number}").touch(exist_ok=False)
        except FileExistsError:
            continue
        return number
    raise SystemExit(3)
