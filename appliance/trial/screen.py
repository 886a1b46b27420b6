"""The screen's unit under systemd itself: it says that it is ready, and goes on saying that it gets on.

What the relay (kiosk_app/visit_process/notify_relay.py) hands on is tried nowhere else with a real systemd.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from appliance.trial.machine import Machine, TrialError
from appliance.trial.notice import NO_CONSOLE

UNIT = "kiosk.service"
_HEADLESS = f"{NO_CONSOLE}Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman QT_QUICK_BACKEND=software\n"
"""Neither panel nor graphics card: cage draws into memory. Everything else is as installed."""
_READY_S, _WORD_S = 240.0, 90.0
"""The second is `WatchdogSec`: without a word within it systemd ends the screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What systemd knows of the unit."""

    state: str
    process: str
    restarts: str
    word_at: str
    """When the last word for the watchdog came, microseconds of the monotonic clock; "0" never."""


def comes_up(machine: Machine) -> float:
    """Start the screen of a machine that is set up; gives the seconds until it said that it was ready.

    `Type=notify`: the unit is not active before. Raises `TrialError` when it says nothing, when no word for
    the watchdog follows, or when it was started anew meanwhile.
    """
    folder = f"/run/systemd/system/{UNIT}.d"
    machine.run("mkdir", "-p", folder)
    machine.run("sh", "-c", f"cat > {folder}/headless.conf", stdin=_HEADLESS)
    machine.run("systemctl", "daemon-reload")
    try:
        began = time.monotonic()
        machine.run("systemctl", "restart", "--no-block", UNIT)
        machine.wait_for("the screen is ready", "systemctl", "is-active", "--quiet", UNIT, seconds=_READY_S)
        seconds = time.monotonic() - began
        first = shown(machine)
        other = f'test "$(systemctl show -P WatchdogTimestampMonotonic {UNIT})" != "{first.word_at}"'
        machine.wait_for("a word for the watchdog", "sh", "-c", other, seconds=_WORD_S)
        judge(first, shown(machine))
    finally:
        machine.run("systemctl", "stop", UNIT, check=False)
        machine.run("rm", "-r", folder, check=False)
        machine.run("systemctl", "daemon-reload", check=False)
    return seconds


def shown(machine: Machine) -> Shown:
    """Ask systemd."""
    names = ("ActiveState", "MainPID", "NRestarts", "WatchdogTimestampMonotonic")
    told = machine.run("systemctl", "show", UNIT, *(f"--property={name}" for name in names)).stdout
    pairs = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    try:
        return Shown(*(pairs[name] for name in names))
    except KeyError as error:
        raise TrialError(f"systemd tells no {error.args[0]} of {UNIT}") from error


def judge(first: Shown, last: Shown) -> None:
    """Raise `TrialError` unless the same process went on and spoke."""
    if last.state != "active":
        raise TrialError(f"the screen is {last.state} after it was ready")
    if (first.process, first.restarts) != (last.process, last.restarts):
        raise TrialError(f"the screen was started anew ({last.restarts} times)")
    if not int(last.word_at) > int(first.word_at):
        raise TrialError("no word for the watchdog came")
