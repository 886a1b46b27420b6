"""A screen that does not come up: systemd gives up, the notice stands, and whoever starts it again may."""

from __future__ import annotations

import time

from appliance.trial.machine import Machine, TrialError

NO_CONSOLE = """\
[Unit]
ConditionPathExists=
[Service]
TTYPath=
StandardInput=null
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
"""
"""The trial's machine has no console; everything else is as installed."""
_UNITS = ("kiosk.service", "kiosk-maintenance.service")


def falls_to_the_notice(machine: Machine) -> float:
    """Start the screen of a machine that is not set up; gives the seconds until the notice stands.

    Then it is started anew while the notice stands, as provisioning does: it must not be refused, and the
    notice comes back. Raises `TrialError`.
    """
    for unit in _UNITS:
        folder = f"/run/systemd/system/{unit}.d"
        machine.run("mkdir", "-p", folder)
        machine.run("sh", "-c", f"cat > {folder}/no-console.conf", stdin=NO_CONSOLE)
    machine.run("systemctl", "daemon-reload")
    began = time.monotonic()
    _start_and_wait(machine)
    seconds = time.monotonic() - began
    _start_and_wait(machine)
    for unit in _UNITS:
        machine.run("rm", "-r", f"/run/systemd/system/{unit}.d")
    machine.run("systemctl", "daemon-reload")
    # Without a console neither may start any more. The notice first: its end asks for the screen.
    for unit in reversed(_UNITS):
        machine.run("systemctl", "stop", unit, check=False)
    return seconds


def _start_and_wait(machine: Machine) -> None:
    machine.run("systemctl", "start", "--no-block", "kiosk.service")
    machine.wait_for("the screen is tried", "sh", "-c", "! systemctl is-active kiosk-maintenance.service")
    machine.wait_for("the notice", "systemctl", "is-active", "kiosk-maintenance.service", seconds=120)
    limit = machine.run("systemctl", "show", "-P", "ActiveState", "kiosk.service").stdout.strip()
    if limit != "inactive":
        raise TrialError(f"the screen is {limit} while the notice stands: the next start would be refused")
