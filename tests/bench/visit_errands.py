"""What is left of each errand in the kiosk's processes and files, once its visit was wiped."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.visit_process.errand_session import SESSIONS, play
from tests.visit_process.set_up_session import play_set_up


def measure() -> dict[str, Any]:
    """Give the table: for each errand what was planted and what was found; all together."""
    with tempfile.TemporaryDirectory(prefix="errands-") as folder:
        found = [play_set_up(Path(folder) / "bare")]
        for number, errands in enumerate(SESSIONS):
            found += play(Path(folder) / f"session-{number}", errands)
    table: dict[str, Any] = {
        "errands_played": sum(not one.problem for one in found),
        "markers_planted": sum(one.planted for one in found),
        "markers_found": sum(len(one.in_memory) + len(one.in_files) for one in found),
        "markers_in_daemon": sum(len(one.in_daemon) for one in found),
        "jobs_left_at_the_printer": sum(one.spooled for one in found),
    }
    for one in found:
        count = len(one.in_memory) + len(one.in_files) + len(one.in_daemon)
        table[one.errand] = (
            one.problem.splitlines()[-1] if one.problem else f"{one.planted} planted, {count} found"
        )
    return table
