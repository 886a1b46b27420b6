"""The one loop that sends: picks a dossier, takes it a step further, draws the consequence of the answer."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.error_place import error_place
from offline_queue.contract.errors import (
    DamagedDatabaseError,
    QueueBusyError,
    QueueError,
    QueueFullError,
    QueueReadOnlyError,
    QueueUnavailableError,
)
from offline_queue.contract.messages import LinkState
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.link import Link
from offline_queue.delivery.pause import Pause, Paused
from offline_queue.delivery.schedule import Schedule
from offline_queue.delivery.sender import Sender
from offline_queue.portal import response_policy
from offline_queue.portal.known_fields import KNOWN_FIELDS
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Decision, Outcome, Scope
from offline_queue.store.delivery_store import DeliveryEntry, DeliveryStore
from offline_queue.store.sealed_words import SealedWords

log = structlog.get_logger(__name__)

_TARGET_WAITS_S = 60.0
"""Seconds until a request is tried again whose dossier is not delivered: nobody announces that one ended."""
_LONGEST_IDLE_S = 5.0
"""A dossier that nobody announced is found after this time."""


@dataclass(frozen=True, slots=True)
class LoopCallbacks:
    """What the loop tells others."""

    beat: Callable[[], None]
    outcome: Callable[[str], None]
    """Called with "accepted" or the outcome's name after each attempt."""
    limit_learnt: Callable[[int], None]


class BackgroundWork(Protocol):
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
        watch: LoopCallbacks,
        *,
        may_send: Callable[[], bool] = lambda: True,
        aside: BackgroundWork | None = None,
        words: SealedWords | None = None,
        after_error_s: float = 5.0,
    ) -> None:
        """`may_send`: whether files may be sent at this hour. `aside`: small work when no dossier is due.

        `words`: where the portal's words are kept, sealed; None keeps none.
        `after_error_s`: how long a file that cannot be used is left alone.
        """
        self._store = store
        self._sender = sender
        self._schedule = schedule
        self._link = link
        self._backoff = backoff
        self._clock = clock
        self._watch = watch
        self._may_send = may_send
        self._aside = aside
        self._words = words
        self._after_error_s = after_error_s
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._link_up = threading.Event()
        self._pause = Pause(clock, backoff)
        self._by_hand = threading.Event()
        self._reload_due = False
        self._begun: set[int] = set()

    @property
    def paused(self) -> Paused | None:
        """Until when nothing is sent to spare the portal, and why; None when sending goes on."""
        return self._pause.now

    def wake(self, *, by_hand: bool = False) -> None:
        """Something was stored: look now. `by_hand`: a person acted, which ends every pause."""
        if by_hand:
            self._by_hand.set()
        self._woken.set()

    def link_came_up(self) -> None:
        """What waited for the link is due."""
        self._link_up.set()
        self._woken.set()

    def link_went(self) -> None:
        """The portal cannot be reached."""
        self._schedule.portal_is_away()

    def stop(self) -> None:
        """End `run` after the step under way."""
        self._stop.set()
        self._woken.set()

    def run(self) -> None:
        """Send until `stop`."""
        held = False
        while not self._stop.is_set():
            self._watch.beat()
            try:
                worked = self.turn()
            except DamagedDatabaseError:
                # The daemon ends; what starts it again looks at the file first and says so.
                raise
            except QueueError as error:
                # Nothing was recorded of this attempt, so the same call is made again.
                log.error("queue cannot be used", code=error.code, text=str(error))  # noqa: TRY400  a known condition
                self._after_error()
                continue
            except Exception as error:
                # A row that cannot be read must not end the loop, which serves every other dossier.
                log.error("loop failed inside", at=error_place(error))  # noqa: TRY400  no texts
                self._after_error()
                continue
            held = held or worked
            if not worked:
                if held:
                    # An opened dossier may lie in a circle of references, and an idle daemon makes too few
                    # objects for the collector to come by.
                    gc.collect()
                    held = False
                self._woken.wait(self._idle_s())
                self.take_wake()

    def _after_error(self) -> None:
        """Read the states from the file again: after an error a change may or may not have been stored."""
        self._reload_due = True
        self._begun.clear()
        self._stop.wait(self._after_error_s)

    def take_wake(self) -> None:
        """Draw the consequence of having been woken, if one was."""
        if not self._woken.is_set():
            return
        self._woken.clear()
        # A new dossier may try a portal that failed for others, but not one that asked to wait.
        self._pause.lift(asked_for_too=False)
        self._reload_due = True

    def turn(self) -> bool:
        """Do one piece of work. Gives False when there was nothing to do."""
        if self._reload_due:
            self._schedule.reload()
            self._reload_due = False
        if self._link_up.is_set():
            self._link_up.clear()
            self._pause.lift(asked_for_too=True)
            self._schedule.portal_is_back()
            self._schedule.link_came_up()
        if self._by_hand.is_set():
            self._by_hand.clear()
            self._pause.lift(asked_for_too=True)
            self._schedule.take_back()
            self._schedule.reload()
        if self._link.state is not LinkState.ONLINE:
            return False
        if self._pause.left_s > 0:
            return False
        entry = self._schedule.next(files=self._may_send())
        if entry is None:
            return self._aside is not None and self._aside()
        self._deliver(entry)
        return True

    def _deliver(self, entry: DeliveryEntry) -> None:
        self._schedule.release(entry)
        try:
            self._try(entry)
        except (DamagedDatabaseError, QueueBusyError, QueueFullError, QueueReadOnlyError):
            raise
        except Exception as error:
            # Nothing about one dossier may stop another: it is left alone until somebody looks.
            log.critical("dossier set aside", dossier=entry.reference_uid, at=error_place(error))
            self._begun.discard(entry.id)
            self._schedule.set_aside(entry)
            self._watch.outcome("set_aside")

    def _try(self, entry: DeliveryEntry) -> None:
        if self._store.dossier(entry.id).state in _ENDED:
            return
        try:
            if entry.id not in self._begun:
                self._store.begin(entry.id)
                self._begun.add(entry.id)
            if not entry.registered:
                self._sender.register(entry)
                self._link.heard()
                self._well()
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
            self._failed(entry, _own(f"{error.code}: the stored parts cannot be read"))
        except QueueError:
            raise
        except Exception as error:
            # A fault of this program must not stop the other dossiers; this one steps aside and comes again.
            log.error("delivery failed inside", dossier=entry.reference_uid, at=error_place(error))  # noqa: TRY400  no texts
            self._failed(entry, _own(f"internal error: {type(error).__name__}"))
        else:
            self._begun.discard(entry.id)
            self._schedule.hurry(self._store.waiting_for(entry.id))
            self._well()
            self._watch.outcome("accepted")
            log.info("accepted", dossier=entry.reference_uid)

    def _failed(self, entry: DeliveryEntry, error: PortalError) -> None:
        outcome = self._proven(error)
        decision = response_policy.DECISIONS[outcome]
        if outcome in response_policy.RECORD_LOST:
            decision = self._record_lost(entry, outcome, decision)
        if outcome is Outcome.TOO_LARGE and error.limit_bytes:
            self._watch.limit_learnt(error.limit_bytes)
        failures = entry.failures + int(decision.steps_aside)
        self._pause.failed(outcome)
        wait_s = self._backoff.wait_s(max(failures, self._pause.throttled_in_a_row), error.retry_after_s)
        if outcome is Outcome.TARGET_WAITS:
            # It becomes due once the dossier it is about is delivered; asking before that is useless.
            wait_s = max(wait_s, _TARGET_WAITS_S)
        throttled = outcome is Outcome.THROTTLED
        timed = decision.state is DeliveryState.WAITING and (decision.scope is Scope.DOSSIER or throttled)
        if self._words is not None:
            self._words.keep(entry.id, outcome.value, error.text)
        self._store.hold(
            entry.id,
            decision.state,
            _reason(outcome, error),
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
            held = DeliveryEntry(
                entry.id,
                entry.reference_uid,
                decision.state,
                failures,
                bool(self._store.dossier(entry.id).portal_id),
                "",
            )
            self._schedule.hold(held, wait_s, for_link=decision.scope is Scope.LINK)
        self._pause.spare(outcome, wait_s)
        if self._pause.left_s > 0:
            self._schedule.portal_is_away()

    def _well(self) -> None:
        """The portal did what it was asked."""
        self._pause.well()
        self._schedule.portal_is_back()

    def _proven(self, error: PortalError) -> Outcome:
        """Believe that the whole link is ill only when the probe finds so too."""
        if not response_policy.needs_proof(error.outcome):
            return error.outcome
        found = self._link.probe(anew=True)
        if found is None:
            return response_policy.unconfirmed(error.status)
        self._link.poke()
        return found

    def _damaged(self, entry: DeliveryEntry, error: EnvelopeError) -> None:
        self._store.hold(
            entry.id, DeliveryState.DAMAGED, f"{error.code}: {error}", steps_aside=False, retry_at=None
        )
        self._begun.discard(entry.id)
        self._watch.outcome("damaged")
        log.critical("dossier quarantined", dossier=entry.reference_uid, code=error.code, text=str(error))

    def _record_lost(self, entry: DeliveryEntry, outcome: Outcome, decision: Decision) -> Decision:
        """Forget the id that the portal gave; one that is lost again and again is a person's matter."""
        portal_id = self._store.dossier(entry.id).portal_id
        times = self._store.record_lost(entry.id, outcome.value, portal_id)
        log.critical("the portal lost a record", dossier=entry.reference_uid, outcome=outcome.value)
        if times < response_policy.MOST_LOST_RECORDS:
            return decision
        return replace(decision, state=DeliveryState.REJECTED)

    def _idle_s(self) -> float:
        due = self.seconds_to_work()
        return max(0.02, min(_LONGEST_IDLE_S, _LONGEST_IDLE_S if due is None else due))

    def seconds_to_work(self) -> float | None:
        """Give how long until something is due that is known now; None when nothing is."""
        if self._link.state is not LinkState.ONLINE:
            return None
        pause = self._pause.left_s
        # Outside the hours for files what waits is due without being done.
        due = self._schedule.seconds_to_next() if self._may_send() else None
        job = None if self._aside is None else self._aside.seconds_to_next()
        return min((max(wait, pause) for wait in (due, job) if wait is not None), default=None)


_ENDED = frozenset(
    {DeliveryState.ACCEPTED, DeliveryState.PURGED, DeliveryState.REJECTED, DeliveryState.DAMAGED}
)


def _own(words: str) -> PortalError:
    return PortalError(Outcome.BUSY, own_words=words)


def _reason(outcome: Outcome, error: PortalError) -> str:
    """Give what stands in the clear: codes, and a field that is one of the protocol's. Words are sealed."""
    field = f" [{error.field_name}]" if error.field_name in KNOWN_FIELDS else ""
    limit = f" (limit {error.limit_bytes} bytes)" if error.limit_bytes else ""
    status = f" {error.status}" if error.status else ""
    own = f": {error.own_words}" if error.own_words else ""
    return f"{outcome.value}{status}{field}{limit}{own}"
