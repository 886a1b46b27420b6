"""Runs real screens, one visit a process, until so many visits are over; tells in JSON what was measured.

`python -m tests.visit_process.supervised CONFIG MARKERS VISITS [WORLD [PORTAL]]` prints a line for each
change of screens and waits for a line on standard input before it goes on: who measures looks at the living
processes meanwhile. With WORLD, the folder of a running `tests.journeys.world.World`, each citizen files a
whole dossier; with the port of its portal too, they sign in by phone, begin a second errand after it and
leave from there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kiosk_app.shared_reading import read_beforehand
from kiosk_app.visit_process.forked import settle
from kiosk_app.visit_process.supervisor import Supervisor
from tests.visit_process import scripted_screen


def main() -> int:
    """Run; gives the exit code."""
    config, markers, visits = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
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
    world = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    portal = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    screen = partial(scripted_screen.run, config, markers, world, portal)
    supervisor = Supervisor(screen, changed=changed)
    return supervisor.run()


if __name__ == "__main__":
    sys.exit(main())
