"""One simulated kiosk: the product's own loop, schedule, pause, link, backoff and catching up.

What is simulated is what they are handed: time, the queue's file (rows in memory) and the portal's answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, cast

from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.messages import LinkState
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.catch_up import CatchUp
from offline_queue.delivery.link import Link
from offline_queue.delivery.loop import DeliveryLoop, LoopCallbacks
from offline_queue.delivery.schedule import Schedule
from offline_queue.delivery.sender import Sender
from offline_queue.portal.port import Portal
from offline_queue.store.catching_up import NONE, LeftAlone
from offline_queue.store.delivery_store import DeliveryEntry, DeliveryStore
from tests.fleet_sim.portal import SimulatedPortal

_IMMEDIATE = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.UPLOADED})


@dataclass(frozen=True, slots=True)
class Manners:
    """How kiosks behave towards a portal that was away."""

    backoff_first_s: float
    backoff_cap_s: float
    jitter: bool
    catch_up_share: float
    probe_every_s: float = 15.0


class NoJitter(Random):
    """Always the longest wait: what everybody does who spreads nothing."""

    def uniform(self, a: float, b: float) -> float:  # noqa: ARG002  as the one that it stands for
        """Give the upper end."""
        return b


class Clock:
    """The simulation's time, and how far this kiosk's own work has got within a turn."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.at = 0.0

    def now(self) -> datetime:
        """Wall time."""
        return self._start + timedelta(seconds=self.at)

    def monotonic(self) -> float:
        """Monotonic time."""
        return self.at


@dataclass(slots=True)
class Row:
    """A dossier that is not delivered yet."""

    state: DeliveryState
    failures: int = 0
    portal_id: str = ""
    retry_at: datetime | None = None
    files: int = 0
    """Not sent yet; those that the portal has are not sent again."""


class Rows:
    """What the loop asks of the queue's file."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._given = 0
        self.accepted = 0
        self._waiting = 0

    def add(self, files: int) -> int:
        """A citizen submits."""
        self._given += 1
        self._rows[self._given] = Row(DeliveryState.QUEUED, files=files)
        return self._given

    def accept(self, dossier_id: int) -> None:
        """The portal has it."""
        del self._rows[dossier_id]
        self.accepted += 1

    def register(self, dossier_id: int) -> None:
        """The portal knows it."""
        self._rows[dossier_id].portal_id = "known"

    @property
    def newest(self) -> int:
        """Id of the dossier that was made last."""
        return self._given

    def undelivered(self) -> list[int]:
        """Ids, oldest first."""
        return list(self._rows)

    def older_than(self, dossier_id: int) -> bool:
        """Whether one up to this id is still here."""
        return next(iter(self._rows), dossier_id + 1) <= dossier_id

    def next_immediate(self, *, registered: bool, left_alone: LeftAlone = NONE) -> DeliveryEntry | None:
        """As the file's: fewest failures, then oldest."""
        best: tuple[int, int] | None = None
        for dossier_id, row in self._rows.items():
            if row.state not in _IMMEDIATE or bool(row.portal_id) is not registered:
                continue
            if dossier_id in left_alone:
                continue
            if row.failures == 0:
                return self._entry(dossier_id, row)
            if best is None or (row.failures, dossier_id) < best:
                best = (row.failures, dossier_id)
        return None if best is None else self._entry(best[1], self._rows[best[1]])

    def held(self) -> list[DeliveryEntry]:
        """Those that wait for a time or a condition."""
        if not self._waiting:
            return []
        return [self._entry(key, row) for key, row in self._rows.items() if row.state not in _IMMEDIATE]

    def dossier(self, dossier_id: int) -> Row:
        """State and portal id."""
        return self._rows[dossier_id]

    def begin(self, dossier_id: int) -> None:
        """It is being sent."""
        row = self._rows[dossier_id]
        self._waiting -= row.state not in _IMMEDIATE
        row.state = DeliveryState.SENDING

    def hold(
        self, dossier_id: int, state: DeliveryState, _reason: str, *, steps_aside: bool, **more: Any
    ) -> None:
        """It waits."""
        row = self._rows[dossier_id]
        self._waiting += row.state in _IMMEDIATE
        row.state = state
        row.failures += steps_aside
        row.retry_at = more.get("retry_at")

    def waiting_for(self, _dossier_id: int) -> list[int]:
        """Nothing is about another one here."""
        return []

    def _entry(self, dossier_id: int, row: Row) -> DeliveryEntry:
        return DeliveryEntry(dossier_id, str(dossier_id), row.state, row.failures, bool(row.portal_id), "")


class _Sender:
    """Makes the calls that the real one makes, in their order, at the simulated portal."""

    def __init__(self, rows: Rows, portal: SimulatedPortal, clock: Clock, random: Random) -> None:
        self._rows = rows
        self._portal = portal
        self._clock = clock
        self._random = random

    def register(self, entry: DeliveryEntry) -> None:
        """The record: small."""
        self._portal.call(self._clock)
        self._rows.register(entry.id)

    def upload(self, entry: DeliveryEntry) -> bool:
        """List, check; each file; list, check, hand in, list."""
        row = self._rows.dossier(entry.id)
        self._small(2)
        while row.files:
            self._portal.call(self._clock, self._random.uniform(0.5, 3.0))
            row.files -= 1
        self._small(4)
        self._rows.accept(entry.id)
        return True

    def _small(self, number: int) -> None:
        for _ in range(number):
            self._portal.call(self._clock)


class Kiosk:
    """`turn` and `look` are called by the simulation when they are due."""

    def __init__(self, start: datetime, portal: SimulatedPortal, manners: Manners, seed: int) -> None:
        random = Random(seed)
        self._random = random
        waits = random if manners.jitter else NoJitter(seed)
        self.clock = Clock(start)
        self.rows = Rows()
        self.link = Link(
            cast(Portal, portal.probing(self.clock)),
            self.clock,
            manners.probe_every_s,
            found=self._found,
            random=random if manners.jitter else None,
        )
        catch_up = CatchUp(self.rows.undelivered, self.clock, random, manners.catch_up_share)
        store = cast(DeliveryStore, self.rows)
        backoff = Backoff(manners.backoff_first_s, manners.backoff_cap_s, waits)
        self.loop = DeliveryLoop(
            store,
            cast(Sender, _Sender(self.rows, portal, self.clock, random)),
            Schedule(store, self.clock, manners.backoff_cap_s, catch_up),
            self.link,
            backoff,
            self.clock,
            LoopCallbacks(lambda: None, lambda _outcome: None, lambda _limit: None),
        )

    def submit(self) -> None:
        """A citizen submits; the screen wakes the daemon."""
        self.rows.add(self._random.randint(2, 5))
        self.loop.wake()
        self.loop.take_wake()

    def _found(self, state: LinkState) -> None:
        if state is LinkState.ONLINE:
            self.loop.link_came_up()
            self.loop.take_wake()
        else:
            self.loop.link_went()
