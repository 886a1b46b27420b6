#!/usr/bin/python3
"""Waits for the first screen that takes a touch; what starts on trial and does not reach it starts anew.

systemd-bless-boot keeps a slot only after boot-complete.target, which this stands before. A slot that is on
trial and shows no screen restarts the machine: the boot loader counts, and after three tries takes the other
slot. The screen of a machine that is not set up yet is its set-up. A slot that was kept before is never
restarted: people then read the maintenance screen.

It runs on the appliance with Debian's Python alone.
"""

import subprocess
import sys
import time
from collections.abc import Callable

PATIENCE_S = 600.0
"""Many times what a slow mini-PC takes: a slot that works must not be taken for a broken one."""
_LOOK_EVERY_S = 2.0
_ON_TRIAL = ("/usr/lib/kiosk-image/boot_slots.py", "on-trial")
"""Not systemd-bless-boot's status: that is of the entry that the loader counted last, which is another one
where the firmware refused its kernel."""

Ask = Callable[..., str]
"""Runs a command and gives what it printed, without the last line's end."""


def reached(ask: Ask) -> bool:
    """Tell whether a screen takes touches: the supervisor says so to systemd."""
    return ask("systemctl", "is-active", "kiosk.service") == "active"


def wait(
    ask: Ask,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Wait; gives the exit code: 0 seen, 1 not seen. On trial the machine is restarted then."""
    until = clock() + PATIENCE_S
    while clock() < until:
        if reached(ask):
            return 0
        sleep(_LOOK_EVERY_S)
    if ask(*_ON_TRIAL):
        sys.stderr.write("kiosk-seen: no screen came up in this new version: the machine starts anew\n")
        ask("systemctl", "reboot")
    else:
        sys.stderr.write("kiosk-seen: no screen came up\n")
    return 1


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(wait(_ask))
