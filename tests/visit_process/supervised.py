"""Runs real screens, one visit a process, until so many visits are over; tells in JSON what was measured.

`python -m tests.visit_process.supervised CONFIG MARKERS VISITS [WORLD [PORTAL]]` prints a line for each
change of screens and waits for a line on standard input before it goes on: who measures looks at the living
processes meanwhile. With WORLD, the folder of a running `tests.journeys.world.World`, each citizen files a
whole dossier; with the port of its portal too, they sign in by phone, begin a second errand after it and
leave from there.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from tests.visit_process import scripted_screen
from tests.visit_process.telling import supervise


def main() -> int:
    """Run; gives the exit code."""
    config, markers, visits = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    world = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    portal = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    return supervise(partial(scripted_screen.run, config, markers, world, portal), visits)


if __name__ == "__main__":
    sys.exit(main())
