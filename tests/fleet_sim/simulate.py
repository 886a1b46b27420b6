"""A country's kiosks through an outage: who is served when, and what the portal sees.

Arrivals are assumed, not measured: a working day's shape with its peak in the morning, communes of very
different size. The seed makes a run repeatable.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.fleet_sim.kiosk import Kiosk, Manners
from tests.fleet_sim.portal import SimulatedPortal
from vietnam.time_zone import VIETNAM
from vietnam.working_days import is_working_day

COMMUNES, KIOSKS_EACH = 3_321, 2
OURS = Manners(2.0, 900.0, jitter=True, catch_up_share=0.75)
"""The product's defaults; a test compares them with the configuration's."""
WITHOUT = Manners(1.0, 1.0, jitter=False, catch_up_share=0.0)
"""What everybody does at first: try again after a second, and send everything as soon as it goes."""
DAY_S = 86_400
START = datetime(2026, 11, 30, tzinfo=VIETNAM)
"""A Monday."""
_MEAN_A_DAY = 20.0
"""Dossiers of one kiosk; a large commune has several times as many as a small one."""
_SHAPE = {
    7.5: 0.6, 8.0: 1.2, 8.5: 1.6, 9.0: 1.6, 9.5: 1.5, 10.0: 1.3, 10.5: 1.0, 11.0: 0.6,
    13.5: 0.8, 14.0: 1.2, 14.5: 1.3, 15.0: 1.2, 15.5: 1.0, 16.0: 0.8, 16.5: 0.3,
}  # fmt: skip
"""Half hours of a working day → their share."""
_WINDOW_S = 60
_BEFORE_END_S = 60.0
"""Links that have long been silent ask seldom; only the last minute of it is played."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one run."""

    peak_per_s: float
    """Calls that carry dossiers, in the worst minute."""
    worst_second: int
    probes_peak_per_s: float
    backlog: int
    drained_s: float
    """From the portal's return to the last dossier of the backlog."""
    lost: int
    calls: int
    calls_each: float
    refused_share: float
    """Of all calls, those that the portal answered with a refusal for want of strength."""


def arrivals(kiosks: int, days: Sequence[int], seed: int) -> list[list[float]]:
    """Give each kiosk's moments of submission, in seconds from `START`, sorted."""
    random = Random(seed)
    total = sum(_SHAPE.values())
    hours, shares = list(_SHAPE), list(_SHAPE.values())
    bounds = list(itertools.accumulate(share / total for share in shares))
    working = [day for day in days if is_working_day((START + timedelta(days=day)).date())]
    found = []
    for _ in range(kiosks):
        mean = _MEAN_A_DAY * random.lognormvariate(-0.18, 0.6)
        moments = []
        for day in working:
            for _one in range(_poisson(random, mean)):
                drawn = random.random()
                place = next(at for at, bound in enumerate(bounds) if drawn <= bound or at == len(bounds) - 1)
                moments.append(day * DAY_S + (hours[place] + random.random() / 2) * 3_600)
        found.append(sorted(moments))
    return found


def run(
    moments: Sequence[Sequence[float]],
    manners: Manners,
    away: tuple[float, float],
    until: float,
    seed: int,
    ceiling_per_s: int = 0,
) -> Outcome:
    """Play it. `away`: when nobody can reach the portal; an empty span is a usual day."""
    portal = SimulatedPortal(int(until) + 1, away, ceiling_per_s)
    # All kiosks see one portal; each draws its own numbers.
    kiosks = [Kiosk(START, portal, manners, seed * 1_000_003 + place) for place in range(len(moments))]
    play = _Play(kiosks, moments, away, until, Random(seed))
    play.run()
    # A dossier of the last minute is on its way; it is not lost.
    late = sum(sum(1 for one in each if one > until - 900) for each in moments)
    submitted = sum(kiosk.rows.newest for kiosk in kiosks)
    accepted = sum(kiosk.rows.accepted for kiosk in kiosks)
    calls = sum(portal.calls)
    return Outcome(
        peak_per_s=_peak(portal.calls),
        worst_second=max(portal.calls),
        probes_peak_per_s=_peak(portal.probes),
        backlog=sum(play.backlog.values()),
        drained_s=play.drained_at - away[1] if play.backlog else 0.0,
        lost=max(0, submitted - accepted - late),
        calls=calls,
        calls_each=calls / max(1, accepted),
        refused_share=portal.refused / max(1, calls),
    )


def unavoidable_s(
    moments: Sequence[Sequence[float]], away: tuple[float, float], peak_dossiers_s: float, backlog: int
) -> float:
    """Give the shortest time in which the backlog can be in, if the portal never sees twice its usual peak.

    `peak_dossiers_s`: dossiers a second in a usual day's worst minute.
    """
    later = sorted(one for each in moments for one in each if one >= away[1])
    left, place, minute = float(backlog), 0, away[1]
    while left > 0:
        fresh = 0
        while place < len(later) and later[place] < minute + _WINDOW_S:
            fresh, place = fresh + 1, place + 1
        left -= max(0.0, 2 * peak_dossiers_s * _WINDOW_S - fresh)
        minute += _WINDOW_S
    return minute - away[1]


class _Play:
    """The events in their order."""

    def __init__(
        self,
        kiosks: Sequence[Kiosk],
        moments: Sequence[Sequence[float]],
        away: tuple[float, float],
        until: float,
        random: Random,
    ) -> None:
        self._kiosks = kiosks
        self._away = away
        self._until = until
        self._random = random
        self._events: list[tuple[float, int, str, int]] = []
        self._numbers = itertools.count()
        self._turn_at = [math.inf] * len(kiosks)
        self._looking = [False] * len(kiosks)
        """Whether a look of its link is planned; one that is well looks again when a call fails."""
        self.backlog: dict[int, int] = {}
        """Place of a kiosk → dossiers that waited when the portal came back."""
        self._newest: dict[int, int] = {}
        self._open: set[int] = set()
        self.drained_at = away[1]
        for place, each in enumerate(moments):
            for moment in each:
                if moment < until:
                    self._put(moment, "submit", place)
            self._plan_look(place, 0.0)
            if away[1] > away[0]:
                self._put(away[0] + 15.0 + random.uniform(0.0, 15.0), "look", place)

    def _put(self, at: float, what: str, place: int) -> None:
        heapq.heappush(self._events, (at, next(self._numbers), what, place))

    def run(self) -> None:
        """Play until the end, or until nothing is left to happen."""
        back = self._away[1]
        counted = self._away[1] <= self._away[0]
        while self._events:
            at, _, what, place = heapq.heappop(self._events)
            if at > self._until:
                break
            if not counted and at >= back:
                self._count_backlog()
                counted = True
            kiosk = self._kiosks[place]
            if what == "turn" and at < self._turn_at[place]:
                continue
            kiosk.clock.at = max(at, kiosk.clock.at)
            if what == "submit":
                kiosk.submit()
            elif what == "look":
                self._look(kiosk, place)
            else:
                self._turn_at[place] = math.inf
                if kiosk.loop.turn():
                    self._watch_drain(kiosk, place)
                    self._plan(place, kiosk.clock.at)
                    continue
            self._plan_next(kiosk, place)

    def _look(self, kiosk: Kiosk, place: int) -> None:
        self._looking[place] = False
        wait_s = kiosk.link.look()
        if kiosk.link.outcome is None:
            # A link that is well asks every quarter of a minute for ever: that is added, not played.
            return
        following = kiosk.clock.at + wait_s
        if following < self._away[1] - _BEFORE_END_S:
            following = self._away[1] - _BEFORE_END_S + self._random.uniform(0.0, 15.0)
        self._plan_look(place, following)

    def _plan_look(self, place: int, at: float) -> None:
        if not self._looking[place]:
            self._looking[place] = True
            self._put(at, "look", place)

    def _plan(self, place: int, at: float) -> None:
        if at < self._turn_at[place]:
            self._turn_at[place] = at
            self._put(at, "turn", place)

    def _plan_next(self, kiosk: Kiosk, place: int) -> None:
        if kiosk.link.outcome is not None:
            # A call found out before the link's own look did.
            self._plan_look(place, kiosk.clock.at + 0.5)
            return
        if kiosk.rows.next_immediate(registered=False) or kiosk.rows.next_immediate(registered=True):
            self._plan(place, kiosk.clock.at + (kiosk.loop.seconds_to_work() or 0.0))
            return
        wait_s = kiosk.loop.seconds_to_work()
        if wait_s is not None:
            self._plan(place, kiosk.clock.at + max(0.02, wait_s))

    def _count_backlog(self) -> None:
        for place, kiosk in enumerate(self._kiosks):
            waiting = len(kiosk.rows.undelivered())
            if waiting:
                self.backlog[place] = waiting
                self._newest[place] = kiosk.rows.newest
                self._open.add(place)

    def _watch_drain(self, kiosk: Kiosk, place: int) -> None:
        if place in self._open and not kiosk.rows.older_than(self._newest[place]):
            self._open.discard(place)
            self.drained_at = max(self.drained_at, kiosk.clock.at)


def _peak(bins: Sequence[int]) -> float:
    """Give calls a second of the worst minute."""
    window = sum(bins[:_WINDOW_S])
    best = window
    for at in range(_WINDOW_S, len(bins)):
        window += bins[at] - bins[at - _WINDOW_S]
        best = max(best, window)
    return best / _WINDOW_S


def _poisson(random: Random, mean: float) -> int:
    """Give a number of arrivals; a sum of exponential gaps."""
    number, passed = 0, random.expovariate(1.0)
    while passed < mean:
        number += 1
        passed += random.expovariate(1.0)
    return number
