"""Tells by what a portal says of its procedures whose they are and which of two answers is the older one.

The exchange gives its catalogue no number and no day. What it does give: the offices that carry a procedure
out, the laws that it rests on, and whether it is public.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk_app.catalogue.entry import Entry, ProcedureStatus

_PROVINCE = re.compile(r"(?<![A-Za-z0-9])H\d{2}(?![A-Za-z0-9])")
"""Level-1 code of a province in the code of an office ("H17.99.01", "000.00.01.H22")."""
_YEAR = re.compile(r"(?<!\d)(19\d{2}|20\d{2})(?!\d)")
LEAST_TURNED_BACK = 3
"""Procedures that must be of an older state than in use: one may be a correction."""
LEAST_OF_BEFORE = 0.8
"""Share of what the portal told before that it must still tell."""


@dataclass(frozen=True, slots=True)
class PortalEdition:
    """What a portal told: code → year of the newest law (0: none named), negative where it is not public."""

    states: Mapping[str, int]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> PortalEdition:
        """Take what came from the exchange."""
        return cls({one.code: _state(one) for one in entries if one.source == "exchange"})

    @classmethod
    def from_json(cls, text: str) -> PortalEdition:
        """Read what `to_json` wrote; "" is an edition that told nothing."""
        return cls(json.loads(text) if text else {})

    def to_json(self) -> str:
        """Write it in one way."""
        return json.dumps(dict(sorted(self.states.items())), separators=(",", ":"))

    def turned_back(self, before: PortalEdition) -> tuple[str, ...]:
        """Give the codes that are as they were in a time before `before`, if that is the rule; else none."""
        back, forth = [], 0
        for code in sorted(self.states.keys() & before.states.keys()):
            now, then = self.states[code], before.states[code]
            revived = now >= 0 > then
            aged = now > 0 and then > 0 and now < then
            if revived or aged:
                back.append(code)
            elif now != then and not (now == 0 or then == 0):
                forth += 1
        return tuple(back) if len(back) >= LEAST_TURNED_BACK and len(back) > forth else ()

    def lacks(self, before: PortalEdition) -> int:
        """Give how many procedures are missing, if they are too many to have been withdrawn; else 0."""
        missing = len(before.states.keys() - self.states.keys())
        return missing if missing > len(before.states) * (1 - LEAST_OF_BEFORE) else 0


def provinces_in(code: str) -> frozenset[str]:
    """Give the level-1 codes of provinces that the code of an office names."""
    return frozenset(_PROVINCE.findall(code))


def another_province(unit: str, offices: Iterable[Iterable[str]]) -> str:
    """Tell whose the procedures are, if not of `unit`'s province: "31 of 40 name H01"; "" otherwise.

    `offices`: of each procedure the codes of its offices; one that names no province says nothing. Of two
    provinces that became one both old codes are in use: the rule is that at least half name ours.
    """
    ours = provinces_in(unit)
    if not ours:
        return ""
    named, theirs = 0, 0
    counted: dict[str, int] = {}
    for codes in offices:
        found = frozenset().union(*(provinces_in(code) for code in codes))
        named += bool(found)
        theirs += bool(found) and not found & ours
        for one in found - ours:
            counted[one] = counted.get(one, 0) + 1
    if theirs * 2 <= named:
        return ""
    most = max(sorted(counted), key=lambda one: counted[one])
    return f"{counted[most]} of {named} procedures that name a province's office name one of {most}"


def _state(entry: Entry) -> int:
    years = [int(year) for law in entry.laws for year in _YEAR.findall(law.number)]
    newest = max(years, default=0)
    return newest if entry.status is not ProcedureStatus.REPEALED else -max(1, newest)
