"""Runs screens under a real supervisor that stops after each change, so that others can look meanwhile."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from kiosk_app.shared_reading import read_beforehand
from kiosk_app.visit_process.forked import RunScreen, settle
from kiosk_app.visit_process.supervisor import Supervisor


def supervise(screen: RunScreen, visits: int) -> int:
    """Run until so many visits are over; gives the exit code.

    Prints a line of JSON at each change of screens, and waits for a line on standard input before it goes on.
    """
    changes = 0

    def changed(processes: Sequence[int]) -> None:
        nonlocal changes
        changes += 1
        told = {
            "processes": list(processes),
            "supervisor": os.getpid(),
            "dark_ms": list(supervisor.changes.dark_ms),
            "from_end_to_shown_ms": list(supervisor.changes.from_end_to_shown_ms),
            "from_end_to_taken_ms": list(supervisor.changes.from_end_to_taken_ms),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if changes > visits:
            supervisor.stop()
        sys.stdin.readline()

    read_beforehand()
    settle()
    supervisor = Supervisor(screen, changed=changed)
    return supervisor.run()
