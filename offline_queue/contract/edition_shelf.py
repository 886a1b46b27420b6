"""What is known of the province's editions on this machine, and how a fetched one is handed over.

Two folders: the *shelf* (`[fleet] editions`), which root's `kioskctl edition` writes and everybody reads, and
the *tray* below the daemon's own folder, where kiosk-sync puts what it fetched. `ARRIVED` in the tray starts
the taker; it is taken away first, so that nothing is started again and again.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

STATE = "state.json"
TRAY, ARRIVED = "editions", "arrived"
EDITION_NAME = re.compile(r"edition-([1-9][0-9]{0,7})\.tar")
MOST_BYTES = 64_000_000
"""Of one edition."""
MOST_REMEMBERED = 50
_LONGEST_STATE = 100_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of editions on this machine."""

    applied: int = 0
    """Number of the one that holds; 0: none yet."""
    proving: int = 0
    """Number of one that was put in place and is not proven; 0: none."""
    refused: tuple[int, ...] = ()
    """Numbers that made this kiosk ill and are not tried again by themselves."""
    turned_away: tuple[str, ...] = ()
    """SHA-256 of files that were fetched and will never do: not signed, wrong inside, for another ring."""
    tried: int = 0
    """Number of the one that was tried last, by hand or not; 0: none yet."""
    outcome: str = ""
    """How that went: "taken", or the code of an `EditionError`."""

    def wants(self, number: int, sha256: str) -> bool:
        """Whether an edition that is offered is worth fetching."""
        return number > self.applied and number not in self.refused and sha256 not in self.turned_away


def shelf_of(folder: Path) -> Shelf:
    """Read what is known; a file that is damaged knows nothing."""
    try:
        with (folder / STATE).open(encoding="utf-8") as file:
            found = json.loads(file.read(_LONGEST_STATE))
        return Shelf(
            int(found["applied"]),
            int(found["proving"]),
            tuple(int(one) for one in found["refused"]),
            tuple(str(one) for one in found.get("turned_away", ())),
            int(found.get("tried", 0)),
            str(found.get("outcome", "")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return Shelf()
