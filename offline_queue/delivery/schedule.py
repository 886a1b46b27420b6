"""Which dossier is next: fewest failures first, then oldest; those that wait are left until their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.delivery_store import DeliveryStore, Entry


@dataclass(slots=True)
class _Held:
    entry: Entry
    due: float
    for_link: bool


class Schedule:
    """Delays run on the monotonic clock: a wall clock that jumps moves nothing."""

    def __init__(self, store: DeliveryStore, clock: Clock, cap_s: float) -> None:
        """Take over what an earlier run left waiting; none waits longer than `cap_s` again."""
        self._store = store
        self._clock = clock
        self._cap_s = cap_s
        self._held: dict[int, _Held] = {}
        self.reload()

    def hold(self, entry: Entry, seconds: float, *, for_link: bool) -> None:
        """Leave it alone for `seconds`; `for_link`: only until the link comes up, if that is sooner."""
        self._held[entry.id] = _Held(entry, self._clock.monotonic() + seconds, for_link)

    def link_came_up(self) -> None:
        """What waited for the link is due now."""
        for held in self._held.values():
            if held.for_link or held.entry.state is not DeliveryState.WAITING:
                held.due = self._clock.monotonic()

    def reload(self) -> None:
        """Take over what the file says: somebody outside changed states, or a change was not carried through.

        What waits there and is not known here would wait for ever.
        """
        now = self._clock.monotonic()
        self._held = {
            entry.id: self._held.get(entry.id) or _Held(entry, now + self._left(entry), for_link=False)
            for entry in self._store.held()
        }

    def next(self, *, files: bool = True) -> Entry | None:
        """Give the dossier to work on now: an unregistered one first, its record is small.

        `files`: whether files may be sent now; records may always.
        """
        for registered in (False, True) if files else (False,):
            found = self._best(self._store.next_immediate(registered=registered), registered=registered)
            if found is not None:
                return found
        return None

    def release(self, entry: Entry) -> None:
        """It is being worked on."""
        self._held.pop(entry.id, None)

    def seconds_to_next(self) -> float | None:
        """Give how long until one that waits is due; None when none waits."""
        if not self._held:
            return None
        return max(0.0, min(held.due for held in self._held.values()) - self._clock.monotonic())

    def _best(self, immediate: Entry | None, *, registered: bool) -> Entry | None:
        now = self._clock.monotonic()
        due = [
            held.entry
            for held in self._held.values()
            if held.due <= now and held.entry.registered is registered
        ]
        if immediate is not None:
            due.append(immediate)
        return min(due, key=_rank, default=None)

    def _left(self, entry: Entry) -> float:
        if entry.state is not DeliveryState.WAITING or not entry.retry_at:
            return 0.0
        left = (datetime.fromisoformat(entry.retry_at) - self._clock.now()).total_seconds()
        return min(max(0.0, left), self._cap_s)


def _rank(entry: Entry) -> tuple[int, int]:
    return entry.failures, entry.id
