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
from vietnam.province_codes import codes_of_same_province

_PROVINCE = re.compile(r"(?<![A-Za-z0-9])H\d{2}(?![A-Za-z0-9])")
"""Level-1 code of a province in the code of an office ("H17.99.01", "000.00.01.H22")."""
_YEAR = re.compile(
    r"/\s*((?:19|20)\d{2})\s*/"
    r"|(?<!\d)\d{1,2}\s*/\s*\d{1,2}\s*/\s*((?:19|20)\d{2})(?!\d|\s*/)"
    r"|năm\s+((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
"""In a law's number ("60/2014/QH13") or the day of its issue ("311/QĐ-UBND ngày 15/3/2026"); the 2052 of
"2052/QĐ-UBND" is none."""
LEAST_TURNED_BACK = 3
"""Procedures that must be of an older state than in use: one may be a correction."""
LEAST_REVIVED = 0.1
"""Share of the procedures that must be public again to say, without an older law, that a list is older:
fewer were suspended, and no longer are."""
LEAST_OF_BEFORE = 0.8
"""Share of what the portal told before that it must still tell."""


@dataclass(frozen=True, slots=True)
class PortalEdition:
    """What a portal told: code → year of the newest law (0: none named), negative where it is not public."""

    states: Mapping[str, int]

    @classmethod
    def of(cls, entries: Iterable[Entry], year: int) -> PortalEdition:
        """Take what came from the exchange. `year`: of the asking; no law is of a later one."""
        return cls({one.code: _state(one, year) for one in entries if one.source == "exchange"})

    @classmethod
    def from_json(cls, text: str) -> PortalEdition:
        """Read what `to_json` wrote; "" is an edition that told nothing."""
        return cls(json.loads(text) if text else {})

    def to_json(self) -> str:
        """Write it in one way."""
        return json.dumps(dict(sorted(self.states.items())), separators=(",", ":"))

    def turned_back(self, before: PortalEdition) -> tuple[str, ...]:
        """Give the codes that are as they were in a time before `before`, if that is the rule; else none."""
        aged, revived, forth = [], [], 0
        both = self.states.keys() & before.states.keys()
        for code in both:
            now, then = self.states[code], before.states[code]
            if now < 0:
                forth += then > 0
            elif 1 < now < abs(then):
                aged.append(code)
            elif then < 0:
                # A repealed procedure that is public again by a newer law is news, not an old list put back.
                newer = now > abs(then) > 1
                forth += newer
                revived += [] if newer else [code]
            else:
                forth += now > then > 0
        told = len(aged) >= LEAST_TURNED_BACK or len(revived) >= max(
            LEAST_TURNED_BACK, len(both) * LEAST_REVIVED
        )
        back = sorted(aged + revived)
        return tuple(back) if told and len(back) > forth else ()

    def lacks(self, before: PortalEdition) -> int:
        """Give how many procedures are gone without a new one in their place, if they are too many; else 0.

        A ministry announces procedures anew under other codes: what tells half a list is that it is shorter.
        """
        gone = len(before.states.keys() - self.states.keys())
        anew = len(self.states.keys() - before.states.keys())
        return gone - anew if gone - anew > len(before.states) * (1 - LEAST_OF_BEFORE) else 0


def provinces_in(code: str) -> frozenset[str]:
    """Give the level-1 codes of provinces that the code of an office names."""
    return frozenset(_PROVINCE.findall(code))


def another_province(unit: str, offices: Iterable[Iterable[str]]) -> str:
    """Tell whose the procedures are, if not of `unit`'s province: "31 of 40 name H01"; "" otherwise.

    `offices`: of each procedure the codes of its offices; one that names no province says nothing. Of
    provinces that became one all former codes are ours; the rule is that at least half name ours.
    """
    ours = frozenset().union(*(codes_of_same_province(code) for code in provinces_in(unit)))
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


def _state(entry: Entry, this_year: int) -> int:
    found = (int("".join(groups)) for law in entry.laws for groups in _YEAR.findall(law.number))
    newest = max((year for year in found if year <= this_year), default=0)
    return newest if entry.status is not ProcedureStatus.REPEALED else -max(1, newest)
