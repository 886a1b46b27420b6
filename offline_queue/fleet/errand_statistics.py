"""How errands went, for the province: counts of which none is about fewer than five people.

What is counted of an errand is held back until it is about enough people, and then told as a whole, once: the
periods of one errand never overlap, so nothing follows from the difference of two messages. What was told is
added up, and it is the sum that travels: a message that is lost is made good by the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from offline_queue.fleet.messages import Value

LEAST = 5
"""A count below this could point at somebody whom a neighbour knows."""
OTHER = "other"
"""Errands and steps that are too rare to be named."""
_WAITS_FOR_PARTS_DAYS = 7
"""So long parts that would be too small hold the whole back; then it is told without them."""
_RARE_DAYS = 28
"""What is still about too few by then joins the other rare ones."""
MOST_ERRANDS = 60
"""Named ones; what comes beyond them counts as `OTHER`. The steps of a journey are fewer."""
_LONGEST_S = 14_400


@dataclass(frozen=True, slots=True)
class EndedErrand:
    """One errand that ended."""

    errand: str
    step: str
    finished: bool
    helped: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class ErrandCount:
    """Of one errand, over some days."""

    begun: int = 0
    judged: int = 0
    """Those of `begun` of which the parts below are told."""
    finished: int = 0
    helped: int = 0
    seconds: int = 0
    """All of `begun` together."""
    left: Mapping[str, int] = field(default_factory=dict)
    """Step → how many gave up there."""
    since: str = ""
    """Day of the first of them (ISO 8601)."""

    def __add__(self, more: ErrandCount) -> ErrandCount:
        steps = {*self.left, *more.left}
        return ErrandCount(
            self.begun + more.begun,
            self.judged + more.judged,
            self.finished + more.finished,
            self.helped + more.helped,
            self.seconds + more.seconds,
            {step: self.left.get(step, 0) + more.left.get(step, 0) for step in sorted(steps)},
            min(filter(None, (self.since, more.since)), default=""),
        )

    @property
    def safe(self) -> bool:
        """Whether neither a part nor what it leaves of the whole is about too few."""
        parts = (self.finished, self.begun - self.finished, self.helped, self.begun - self.helped)
        return all(_enough(part) for part in parts)


def one(ended: EndedErrand, day: date) -> ErrandCount:
    """Give the count of a single errand."""
    left = {} if ended.finished else {ended.step: 1}
    seconds = min(max(0, ended.seconds), _LONGEST_S)
    return ErrandCount(1, 1, int(ended.finished), int(ended.helped), seconds, left, day.isoformat())


@dataclass(frozen=True, slots=True)
class ErrandStatistics:
    """What is held back, and the sum of what was told; by errand."""

    held: Mapping[str, ErrandCount] = field(default_factory=dict)
    told: Mapping[str, ErrandCount] = field(default_factory=dict)

    def add(self, ended: EndedErrand, day: date) -> ErrandStatistics:
        """Count one more."""
        known = {*self.held, *self.told}
        name = ended.errand if ended.errand in known or len(known) < MOST_ERRANDS else OTHER
        return replace(self, held={**self.held, name: self.held.get(name, ErrandCount()) + one(ended, day)})

    def release(self, today: date) -> ErrandStatistics:
        """Give what is so once a day is over: what is about enough people moves from held to told."""
        held: dict[str, ErrandCount] = {}
        told = dict(self.told)
        for name, count in self.held.items():
            days = (today - date.fromisoformat(count.since)).days
            ready = count.begun >= LEAST and (count.safe or days >= _WAITS_FOR_PARTS_DAYS)
            if ready:
                told[name] = told.get(name, ErrandCount()) + _tellable(count)
            elif days >= _RARE_DAYS and name != OTHER:
                joined = replace(count, since=today.isoformat())
                held[OTHER] = held.get(OTHER, ErrandCount()) + joined
            else:
                held[name] = held.get(name, ErrandCount()) + count
        return ErrandStatistics(held, told)


def _tellable(count: ErrandCount) -> ErrandCount:
    """Leave out the parts that are about too few."""
    if not count.safe:
        return ErrandCount(begun=count.begun, seconds=count.seconds, since=count.since)
    return replace(count, left=_named(count.left))


def _named(left: Mapping[str, int]) -> dict[str, int]:
    """Name the steps where enough people gave up; the others stand together, and are enough together."""
    named = {step: number for step, number in left.items() if number >= LEAST}
    other = sum(left.values()) - sum(named.values())
    while 0 < other < LEAST and named:
        # The rest would tell by subtraction what was left out: the rarest of the named joins it.
        rarest = min(named, key=lambda step: (named[step], step))
        other += named.pop(rarest)
    return {**named, **({OTHER: other} if other else {})}


def _enough(number: int) -> bool:
    return number == 0 or number >= LEAST


def messages(told: Mapping[str, ErrandCount], day: date) -> Iterator[tuple[str, dict[str, Value]]]:
    """Give what travels: below the topic of figures a path, errand or errand/step, and what is said there."""
    for errand, count in told.items():
        yield (
            errand,
            {
                "day": day.isoformat(),
                "begun": count.begun,
                "judged": count.judged,
                "finished": count.finished,
                "helped": count.helped,
                "minutes": round(count.seconds / 60),
                "least": LEAST,
            },
        )
        for step, number in count.left.items():
            yield f"{errand}/{step}", {"day": day.isoformat(), "left": number}
