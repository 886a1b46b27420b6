"""What was filed on a day, for the province: counts of which none is about fewer than five people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offline_queue.fleet.messages import Value

LEAST = 5
"""A count below this could point at somebody whom a neighbour knows."""
FEW = "few"


@dataclass(frozen=True, slots=True)
class Filed:
    """One day's counts as they may be told."""

    total: int | str
    """`FEW` for one to four."""
    by_procedure: Mapping[str, int]
    other: int
    """Of procedures that are not named; 0 or at least `LEAST`."""

    def message(self, day: str) -> dict[str, Value]:
        """Give it as a message holds it."""
        return {
            "day": day,
            "filed": self.total,
            "by_procedure": dict(self.by_procedure),
            "other": self.other,
            "least": LEAST,
        }


def filed(counts: Mapping[str, int]) -> Filed:
    """Leave out what is about too few. Neither a count nor what follows by subtraction is between 1 and 4."""
    total = sum(counts.values())
    if total < LEAST:
        return Filed(FEW if total else 0, {}, 0)
    named = {code: number for code, number in counts.items() if number >= LEAST}
    other = total - sum(named.values())
    while 0 < other < LEAST:
        # The rest would tell by subtraction what was left out: the rarest of the named joins it.
        rarest = min(named, key=lambda code: (named[code], code))
        other += named.pop(rarest)
    return Filed(total, named, other)
