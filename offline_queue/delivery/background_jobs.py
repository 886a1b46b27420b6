"""Small work of the sender when no dossier is due: facts, reserved numbers, and what became of dossiers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.envelope import OpeningKey
from offline_queue.contract.errors import QueueError
from offline_queue.contract.stages import FINAL
from offline_queue.delivery.backoff import Backoff
from offline_queue.portal import response_policy
from offline_queue.portal.port import Portal, PortalError
from offline_queue.portal.response_policy import Outcome, Scope
from offline_queue.store import official_numbers, remembered
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.redaction import redact, where

log = structlog.get_logger(__name__)

_REFUSED = frozenset({Outcome.REJECTED, Outcome.TOO_LARGE, Outcome.FORBIDDEN})
_NUMBERS_NOT_OFFERED_S = 6 * 3600.0
_SLOWEST_FACTOR = 24
_SOON_S = 2.0
"""An accepted dossier without its number is asked for soon: the citizen may still stand there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    status_every_s: float
    authority_code: str
    reserved_numbers: int


@dataclass(slots=True)
class _Kind:
    """One kind of job, with how it went lately."""

    work: Callable[[], bool]
    failures: int = 0
    not_before: float = 0.0


class BackgroundJobs:
    """Runs on the sender's thread: calling it does one job and gives whether there was one."""

    def __init__(
        self,
        database: Database,
        store: DeliveryStore,
        portal: Portal,
        clock: Clock,
        backoff: Backoff,
        wanted: Wanted,
        *,
        key: OpeningKey,
        link_failed: Callable[[], None],
    ) -> None:
        """`link_failed` is called when an job found the link ill."""
        self._database = database
        self._store = store
        self._portal = portal
        self._clock = clock
        self._backoff = backoff
        self._wanted = wanted
        self._link_failed = link_failed
        self._key = key
        self._kinds = (_Kind(self._fetch_numbers), _Kind(self._send_item), _Kind(self._follow))
        self._numbers_not_before = 0.0
        self._follow_at: dict[int, tuple[float, int]] = {}

    def __call__(self) -> bool:
        """Do one job. A kind that fails is put off by itself: the others go on. Raises `QueueError`."""
        for kind in self._kinds:
            if self._clock.monotonic() < kind.not_before:
                continue
            try:
                done = kind.work()
            except PortalError as error:
                self._put_off(kind, error)
                if response_policy.DECISIONS[error.outcome].scope is Scope.LINK:
                    self._link_failed()
                    return False
            except QueueError:
                raise
            except Exception as error:
                # Dossiers must not wait for what this program cannot do with an answer to small work.
                log.error("job failed inside", at=where(error))  # noqa: TRY400  no texts
                self._put_off(kind, PortalError(Outcome.BUSY))
            else:
                if done:
                    kind.failures = 0
                    return True
        return False

    def _put_off(self, kind: _Kind, error: PortalError) -> None:
        kind.failures += 1
        wait_s = self._backoff.wait_s(kind.failures, error.retry_after_s)
        kind.not_before = self._clock.monotonic() + wait_s
        if error.outcome is Outcome.THROTTLED:
            for other in self._kinds:
                other.not_before = max(other.not_before, kind.not_before)
        log.info("job put off", outcome=error.outcome.value, status=error.status, wait_s=wait_s)

    def seconds_to_next(self) -> float | None:
        """Give how long until something is due by time; None when nothing is."""
        now = self._clock.monotonic()
        *others, follow = self._kinds
        due = [kind.not_before for kind in others if kind.not_before > now]
        if self._follow_at:
            due.append(max(follow.not_before, min(at for at, _ in self._follow_at.values())))
        return max(0.0, min(due) - now) if due else None

    def _send_item(self) -> bool:
        item = self._store.next_item()
        if item is None:
            return False
        self._store.item_tried(item)
        try:
            self._portal.send_item(item.uid, item.kind, json.loads(item.payload))
        except PortalError as error:
            if error.outcome not in _REFUSED:
                raise
            self._store.item_refused(item, redact(error.text))
            log.warning("small fact refused", kind=item.kind, status=error.status)
            return True
        self._store.item_sent(item)
        return True

    def _fetch_numbers(self) -> bool:
        """Fill up the reserve. The request's key is durable before the call: a lost answer costs no block."""
        wanted = self._wanted
        if not wanted.reserved_numbers or self._clock.monotonic() < self._numbers_not_before:
            return False
        with self._database.writing() as connection:
            missing = wanted.reserved_numbers - official_numbers.free(connection, wanted.authority_code)
            if missing < max(1, wanted.reserved_numbers // 2):
                return False
            request_uid = remembered.recall(connection, remembered.NUMBER_REQUEST) or str(uuid.uuid4())
            remembered.remember(connection, remembered.NUMBER_REQUEST, request_uid)
        try:
            block = self._portal.reserve_numbers(request_uid, wanted.authority_code, missing)
            with self._database.writing() as connection:
                new = official_numbers.add(
                    connection, wanted.authority_code, block[: wanted.reserved_numbers]
                )
                remembered.forget(connection, remembered.NUMBER_REQUEST)
        except (PortalError, ValueError) as error:
            if isinstance(error, PortalError) and error.outcome not in _REFUSED:
                raise
            self._numbers_not_before = self._clock.monotonic() + _NUMBERS_NOT_OFFERED_S
            log.warning("no official numbers in advance", text=redact(str(error)))
            return False
        if not new:
            self._numbers_not_before = self._clock.monotonic() + _NUMBERS_NOT_OFFERED_S
        log.info("official numbers reserved", count=new)
        return True

    def _follow(self) -> bool:
        """Ask what became of the delivered dossier that is due longest; less often the less it changes."""
        candidates = self._store.to_follow(tuple(str(int(stage)) for stage in FINAL))
        now = self._clock.monotonic()
        fresh = {one.id: now + (_SOON_S if not one.official_code else self._every()) for one in candidates}
        self._follow_at = {key: self._follow_at.get(key, (at, 1)) for key, at in fresh.items()}
        due = [one for one in candidates if self._follow_at[one.id][0] <= now]
        if not due:
            return False
        one = min(due, key=lambda candidate: self._follow_at[candidate.id])
        factor = self._follow_at[one.id][1]
        self._follow_at[one.id] = (now + self._every() * factor, factor)
        try:
            receipt = self._portal.status(one.portal_id, one.reference_uid)
        except PortalError as error:
            if error.outcome not in _REFUSED and error.outcome is not Outcome.NONSENSE:
                raise
            changed = False
            log.warning("state not told", dossier=one.reference_uid, outcome=error.outcome.value)
        else:
            changed = self._store.followed(one.id, receipt, self._key)
        factor = 1 if changed else min(factor * 2, _SLOWEST_FACTOR)
        self._follow_at[one.id] = (now + self._every() * factor, factor)
        return True

    def _every(self) -> float:
        return self._wanted.status_every_s
