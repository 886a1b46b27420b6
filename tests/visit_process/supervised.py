"""Runs real screens, one visit a process, until so many visits are over; tells in JSON what was measured.

`python -m tests.visit_process.supervised CONFIG MARKERS VISITS` prints a line for each change of screens and
waits for a line on standard input before it goes on: who measures looks at the living processes meanwhile.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from kiosk_app.visit_process.supervisor import Supervisor


def main() -> int:
    """Run; gives the exit code."""
    config, markers, visits = sys.argv[1], sys.argv[2], int(sys.argv[3])
    changes = 0

    def changed(processes: Sequence[int]) -> None:
        nonlocal changes
        changes += 1
        told = {
            "processes": list(processes),
            "supervisor": os.getpid(),
            "dark_ms": list(supervisor.changes.dark_ms),
            "from_end_to_shown_ms": list(supervisor.changes.from_end_to_shown_ms),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if changes > visits:
            supervisor.stop()
        sys.stdin.readline()

    command = [sys.executable, "-m", "tests.visit_process.scripted_screen", config, markers]
    supervisor = Supervisor(command, changed=changed)
    return supervisor.run()


if __name__ == "__main__":
    sys.exit(main())
