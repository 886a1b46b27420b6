"""Which dossier is next: fewest failures first, then oldest; those that wait are left until their time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from offline_queue.contract.clock import Clock, moment_from
from offline_queue.contract.dossier import DeliveryState
from offline_queue.delivery.catch_up import CatchUp
from offline_queue.store.catching_up import LeftAlone
from offline_queue.store.delivery_store import DeliveryEntry, DeliveryStore

_RECORDS_IN_A_ROW = 10
"""After so many records one dossier is finished: with a long queue some are whole at the portal early on."""


@dataclass(slots=True)
class _Held:
    entry: DeliveryEntry
    due: float
    for_link: bool


class Schedule:
    """Delays run on the monotonic clock: a wall clock that jumps moves nothing."""

    def __init__(
        self, store: DeliveryStore, clock: Clock, cap_s: float, catch_up: CatchUp | None = None
    ) -> None:
        """Take over what an earlier run left waiting; none waits longer than `cap_s` again.

        `catch_up`: spreads a backlog after an outage; None sends it at once.
        """
        self._store = store
        self._clock = clock
        self._cap_s = cap_s
        self._catch_up = catch_up
        self._held: dict[int, _Held] = {}
        self._set_aside: set[int] = set()
        self._records_in_a_row = 0
        self._finishing = False
        self.reload()

    def hold(self, entry: DeliveryEntry, seconds: float, *, for_link: bool) -> None:
        """Leave it alone for `seconds`; `for_link`: only until the link comes up, if that is sooner."""
        self._held[entry.id] = _Held(entry, self._clock.monotonic() + seconds, for_link)

    def set_aside(self, entry: DeliveryEntry) -> None:
        """Leave it alone until the daemon starts again or a person sends it again."""
        self._held.pop(entry.id, None)
        self._set_aside.add(entry.id)

    def link_came_up(self) -> None:
        """What waited for the link is due now."""
        for held in self._held.values():
            if held.for_link or held.entry.state is not DeliveryState.WAITING:
                held.due = self._clock.monotonic()

    def portal_is_away(self) -> None:
        """It cannot be reached, or is spared. Thread-safe."""
        if self._catch_up is not None:
            self._catch_up.away()

    def portal_is_back(self) -> None:
        """It answers: a backlog is spread from now on."""
        if self._catch_up is not None:
            self._catch_up.back()

    def hurry(self, dossier_ids: Collection[int]) -> None:
        """What these waited for has happened: they are due now."""
        for dossier_id in dossier_ids:
            if dossier_id in self._held:
                self._held[dossier_id].due = self._clock.monotonic()

    def take_back(self) -> None:
        """Try at once what was set aside, and spread a backlog no longer, because a person asked for it."""
        self._set_aside.clear()
        if self._catch_up is not None:
            self._catch_up.lift()

    def reload(self) -> None:
        """Take over what the file says: somebody outside changed states, or a change was not carried through.

        What waits there and is not known here would wait for ever.
        """
        now = self._clock.monotonic()
        self._held = {
            entry.id: self._held.get(entry.id) or _Held(entry, now + self._left(entry), for_link=False)
            for entry in self._store.held()
            if entry.id not in self._set_aside
        }

    def next(self, *, files: bool = True) -> DeliveryEntry | None:
        """Give the dossier to work on now: an unregistered one first, its record is small.

        After some records in a row one dossier is finished. `files`: whether files may be sent now; records
        may always.
        """
        orders = (False, True) if self._records_in_a_row < _RECORDS_IN_A_ROW else (True, False)
        for registered in orders if files else (False,):
            immediate = self._store.next_immediate(registered=registered, left_alone=self._left_alone())
            found = self._best(immediate, registered=registered)
            if found is not None:
                self._finishing = registered and self._records_in_a_row >= _RECORDS_IN_A_ROW
                self._records_in_a_row = 0 if registered else self._records_in_a_row + 1
                return found
        return None

    def yields(self) -> bool:
        """Whether files under way give way to a record that waits: not while a dossier is being finished."""
        if self._finishing:
            return False
        return self._store.next_immediate(registered=False, left_alone=self._left_alone()) is not None

    def release(self, entry: DeliveryEntry) -> None:
        """It is being worked on."""
        self._held.pop(entry.id, None)

    def seconds_to_next(self) -> float | None:
        """Give how long until one that waits is due; None when none waits."""
        alone = self._left_alone()
        now = self._clock.monotonic()
        waits = [held.due - now for key, held in self._held.items() if key not in alone]
        turn = None if self._catch_up is None else self._catch_up.seconds_to_next()
        if turn is not None:
            waits.append(turn)
        return max(0.0, min(waits)) if waits else None

    def _left_alone(self) -> LeftAlone:
        above, up_to = (0, 0) if self._catch_up is None else self._catch_up.held_back()
        return LeftAlone(frozenset(self._set_aside), above, up_to)

    def _best(self, immediate: DeliveryEntry | None, *, registered: bool) -> DeliveryEntry | None:
        now = self._clock.monotonic()
        alone = self._left_alone()
        due = [
            held.entry
            for key, held in self._held.items()
            if held.due <= now and held.entry.registered is registered and key not in alone
        ]
        if immediate is not None:
            due.append(immediate)
        return min(due, key=_rank, default=None)

    def _left(self, entry: DeliveryEntry) -> float:
        until = moment_from(entry.retry_at)
        if entry.state is not DeliveryState.WAITING or until is None:
            return 0.0
        return min(max(0.0, (until - self._clock.now()).total_seconds()), self._cap_s)


def _rank(entry: DeliveryEntry) -> tuple[int, int]:
    return entry.failures, entry.id
