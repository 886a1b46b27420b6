"""The one loop that sends: picks a dossier, takes it a step further, draws the consequence of the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState, Manifest
from offline_queue.contract.envelope import EnvelopeError, OpeningKey
from offline_queue.contract.errors import DamagedDatabaseError, QueueError, QueueUnavailableError
from offline_queue.contract.messages import LinkState
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.link import Link
from offline_queue.delivery.schedule import Schedule
from offline_queue.delivery.sender import Sender
from offline_queue.portal import response_policy
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome, Scope
from offline_queue.store.delivery_store import DeliveryStore, Entry
from offline_queue.store.redaction import redact, where

log = structlog.get_logger(__name__)

_LONGEST_IDLE_S = 5.0
"""A dossier that nobody announced is found after this time."""
_BUSY_IN_A_ROW = 3
"""After so many dossiers failed one after the other the portal itself is taken to be ill."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the loop tells others."""

    beat: Callable[[], None]
    outcome: Callable[[str], None]
    """Called with "accepted" or the outcome's name after each attempt."""
    limit_learnt: Callable[[int], None]


class Aside(Protocol):
    """Small work for when no dossier is due."""

    def __call__(self) -> bool:
        """Do one piece; gives whether there was one."""

    def seconds_to_next(self) -> float | None:
        """Give how long until something is due by time."""


class DeliveryLoop:
    """Runs on one thread, under the sender's lease."""

    def __init__(
        self,
        store: DeliveryStore,
        sender: Sender,
        schedule: Schedule,
        link: Link,
        backoff: Backoff,
        clock: Clock,
        key: OpeningKey,
        watch: Watch,
        *,
        may_send: Callable[[], bool] = lambda: True,
        aside: Aside | None = None,
        after_error_s: float = 5.0,
    ) -> None:
        """`may_send`: whether files may be sent at this hour. `aside`: small work when no dossier is due.

        `after_error_s`: how long a file that cannot be used is left alone.
        """
        self._store = store
        self._sender = sender
        self._schedule = schedule
        self._link = link
        self._backoff = backoff
        self._clock = clock
        self._key = key
        self._watch = watch
        self._may_send = may_send
        self._aside = aside
        self._after_error_s = after_error_s
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._link_up = threading.Event()
        self._busy_in_a_row = 0
        self._paused_until = 0.0
        self._throttled_until = 0.0
        self._throttled_in_a_row = 0
        self._reload_due = False
        self._begun: set[int] = set()

    def wake(self) -> None:
        """Something was stored, or changed by hand: look now."""
        self._woken.set()

    def link_came_up(self) -> None:
        """What waited for the link is due."""
        self._link_up.set()
        self._woken.set()

    def stop(self) -> None:
        """End `run` after the step under way."""
        self._stop.set()
        self._woken.set()

    def run(self) -> None:
        """Send until `stop`."""
        while not self._stop.is_set():
            self._watch.beat()
            try:
                worked = self.turn()
            except DamagedDatabaseError:
                # The daemon ends; what starts it again looks at the file first and says so.
                raise
            except QueueError as error:
                # What was to be recorded stays as it was written before the call, and is done again.
                log.error("queue cannot be used", code=error.code, text=str(error))  # noqa: TRY400  a known condition
                # How far the change got is not known here any more: the file says it.
                self._reload_due = True
                self._begun.clear()
                self._stop.wait(self._after_error_s)
                continue
            if not worked:
                self._woken.wait(self._idle_s())
                if self._woken.is_set():
                    self._woken.clear()
                    # A new dossier may try a portal that failed for others, but not one that asked to wait.
                    self._paused_until = 0.0
                    self._reload_due = True

    def turn(self) -> bool:
        """Do one piece of work. Gives False when there was nothing to do."""
        if self._reload_due:
            self._schedule.reload()
            self._reload_due = False
        if self._link_up.is_set():
            self._link_up.clear()
            self._paused_until = 0.0
            self._schedule.link_came_up()
        if self._link.state is not LinkState.ONLINE:
            return False
        if self._clock.monotonic() < max(self._paused_until, self._throttled_until):
            return False
        entry = self._schedule.next(files=self._may_send())
        if entry is None:
            return self._aside is not None and self._aside()
        self._deliver(entry)
        return True

    def _deliver(self, entry: Entry) -> None:
        self._schedule.release(entry)
        if self._store.parcel(entry.id).state in _ENDED:
            return
        try:
            if entry.id not in self._begun:
                self._store.begin(entry.id)
                self._begun.add(entry.id)
            if not entry.registered:
                self._sender.register(entry)
                self._link.heard()
                self._busy_in_a_row = self._throttled_in_a_row = 0
                return
            if not self._sender.upload(entry):
                return
            self._link.heard()
        except PortalError as error:
            self._failed(entry, error)
        except EnvelopeError as error:
            self._damaged(entry, error)
        except QueueUnavailableError as error:
            # A sector that cannot be read is one dossier's matter as long as the rest of the file can be.
            self._failed(entry, PortalError(Outcome.BUSY, f"{error.code}: the stored parts cannot be read"))
        except QueueError:
            raise
        except Exception as error:
            # A fault of this program must not stop the other dossiers; this one steps aside and comes again.
            log.error("delivery failed inside", dossier=entry.reference_uid, at=where(error))  # noqa: TRY400  no texts
            self._failed(entry, PortalError(Outcome.BUSY, f"internal error: {type(error).__name__}"))
        else:
            self._begun.discard(entry.id)
            self._busy_in_a_row = self._throttled_in_a_row = 0
            self._watch.outcome("accepted")
            log.info("accepted", dossier=entry.reference_uid)

    def _failed(self, entry: Entry, error: PortalError) -> None:
        outcome = self._proven(error)
        decision = response_policy.DECISIONS[outcome]
        if outcome is Outcome.TOO_LARGE and error.limit_bytes:
            self._watch.limit_learnt(error.limit_bytes)
        failures = entry.failures + int(decision.steps_aside)
        self._throttled_in_a_row = self._throttled_in_a_row + 1 if outcome is Outcome.THROTTLED else 0
        wait_s = self._backoff.wait_s(max(failures, self._throttled_in_a_row), error.retry_after_s)
        timed = decision.state is DeliveryState.WAITING and decision.scope is Scope.DOSSIER
        self._store.hold(
            entry.id,
            decision.state,
            self._reason(entry, outcome, error),
            steps_aside=decision.steps_aside,
            retry_at=self._clock.now() + timedelta(seconds=wait_s) if timed else None,
            status=error.status,
        )
        self._begun.discard(entry.id)
        self._watch.outcome(outcome.value)
        log.warning(
            "not delivered",
            dossier=entry.reference_uid,
            outcome=outcome.value,
            status=error.status,
            wait_s=wait_s,
        )
        if decision.state not in _ENDED:
            held = Entry(
                entry.id,
                entry.reference_uid,
                decision.state,
                failures,
                bool(self._store.parcel(entry.id).portal_id),
                "",
            )
            self._schedule.hold(held, wait_s, for_link=decision.scope is Scope.LINK)
        self._pause(outcome, wait_s)

    def _proven(self, error: PortalError) -> Outcome:
        """Believe that the whole link is ill only when the probe finds so too."""
        if not response_policy.needs_proof(error.outcome):
            return error.outcome
        found = self._link.probe()
        if found is None:
            return response_policy.unconfirmed(error.status)
        self._link.poke()
        return found

    def _pause(self, outcome: Outcome, wait_s: float) -> None:
        """Spare a portal that asks for it, or that failed for several dossiers one after the other."""
        if outcome is Outcome.THROTTLED:
            self._throttled_until = self._clock.monotonic() + wait_s
        if outcome not in {Outcome.BUSY, Outcome.NONSENSE}:
            return
        self._busy_in_a_row += 1
        if self._busy_in_a_row >= _BUSY_IN_A_ROW:
            pause_s = self._backoff.wait_s(self._busy_in_a_row - _BUSY_IN_A_ROW + 1)
            self._paused_until = self._clock.monotonic() + pause_s

    def _damaged(self, entry: Entry, error: EnvelopeError) -> None:
        self._store.hold(
            entry.id, DeliveryState.DAMAGED, f"{error.code}: {error}", steps_aside=False, retry_at=None
        )
        self._begun.discard(entry.id)
        self._watch.outcome("damaged")
        log.critical("dossier quarantined", dossier=entry.reference_uid, code=error.code, text=str(error))

    def _reason(self, entry: Entry, outcome: Outcome, error: PortalError) -> str:
        """Give the portal's words for staff, without what they repeat of the citizen."""
        manifest: Manifest | None
        try:
            manifest = self._store.manifest(entry.id, self._key)
        except (EnvelopeError, QueueUnavailableError):
            manifest = None
        words = redact(error.text, manifest)
        field = f" [{redact(error.field_name)}]" if error.field_name else ""
        limit = f" (limit {error.limit_bytes} bytes)" if error.limit_bytes else ""
        status = f" {error.status}" if error.status else ""
        return f"{outcome.value}{status}{field}{limit}{': ' if words else ''}{words}"

    def _idle_s(self) -> float:
        waits = [_LONGEST_IDLE_S]
        if self._link.state is not LinkState.ONLINE:
            return _LONGEST_IDLE_S
        pause = max(self._paused_until, self._throttled_until) - self._clock.monotonic()
        # Outside the hours for files what waits is due without being done.
        due = self._schedule.seconds_to_next() if self._may_send() else None
        job = None if self._aside is None else self._aside.seconds_to_next()
        waits += [max(wait, pause) for wait in (due, job) if wait is not None]
        return max(0.02, min(waits))


_ENDED = frozenset(
    {DeliveryState.ACCEPTED, DeliveryState.PURGED, DeliveryState.REJECTED, DeliveryState.DAMAGED}
)
