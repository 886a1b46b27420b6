"""Begins what takes longest first, so that no worker is still at it when the others have nothing left."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Protocol

FIRST = (
    "tests/security/test_memory_after_every_errand.py",
    "tests/security/test_memory_after_a_visit.py",
    "tests/technician/test_named_paths.py",
    "tests/journeys/",
    "tests/faults/test_slice.py",
    "tests/security/test_memory_of_the_daemon.py",
    "tests/appliance/test_fleet_role.py",
    "tests/fleet_page/",
    "tests/screens/test_standing_still.py",
    "tests/technician/test_restore.py",
    "tests/scanning/test_any_picture.py",
    "tests/visit_process/test_supervisor.py",
    "tests/scanning/test_defects.py",
    "tests/runtime/test_messages_of_every_procedure.py",
    "tests/technician/test_restore_carries.py",
    "tests/runtime/test_file_ceiling.py",
    "tests/drivers/document_printer/",
    "tests/runtime/test_fed_sides.py",
    "tests/session/test_form_pages.py",
    "tests/screens/test_taps.py",
    "tests/drivers/chip_reader/test_card_pulled_out.py",
    "tests/catalogue/test_compile.py",
    "tests/offline_queue/delivery/test_background_jobs.py",
)
"""Files and folders whose tests take some seconds, the longest first (`python -m tests.bench.costly`)."""


class Named(Protocol):
    """A test."""

    @property
    def nodeid(self) -> str:
        """Its file and name."""


TOGETHER = 40
"""So many tests of one file are played by one worker: what a file's tests share is made once for them."""


def shares(tests: Sequence[Named]) -> list[list[int]]:
    """Divide the tests among who plays them: places of tests of one file, the longest files first.

    A worker plays one share after the other, so whatever takes long begins early, and what is left for the
    end is short. The other files come mixed, alike each time: those of one room often wait for the same
    kind of device, and the cores with them.
    """
    files: dict[str, list[list[int]]] = {}
    for place, test in enumerate(tests):
        its = files.setdefault(test.nodeid.partition("::")[0], [[]])
        if len(its[-1]) == TOGETHER:
            its.append([])
        its[-1].append(place)
    return [share for file in sorted(files, key=_rank) for share in files[file]]


def _rank(file: str) -> tuple[int, int]:
    first = next((place for place, name in enumerate(FIRST) if file.startswith(name)), len(FIRST))
    return first, zlib.crc32(file.encode())
