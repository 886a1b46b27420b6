"""Small work of the sender when no dossier is due: one class a kind, each put off by itself when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.error_place import error_place
from offline_queue.contract.errors import QueueError
from offline_queue.delivery.backoff import Backoff
from offline_queue.portal import response_policy
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome, Scope

log = structlog.get_logger(__name__)

REFUSED = frozenset({Outcome.REJECTED, Outcome.TOO_LARGE, Outcome.FORBIDDEN, Outcome.NUMBER_TAKEN})
"""Outcomes by which a portal says that it will not do this, however often it is asked."""


class Job(Protocol):
    """One kind of small work."""

    def __call__(self) -> bool:
        """Do one piece; gives whether there was one. Raises `PortalError`, `QueueError`."""

    def seconds_to_next(self) -> float | None:
        """Give how long until something is due by time; None when nothing is."""


@dataclass(slots=True)
class _Kept:
    """A job, with how it went lately."""

    job: Job
    failures: int = 0
    not_before: float = 0.0


class BackgroundJobs:
    """Runs on the sender's thread: calling it does one piece of work and gives whether there was one."""

    def __init__(
        self, jobs: Sequence[Job], clock: Clock, backoff: Backoff, *, link_failed: Callable[[], None]
    ) -> None:
        """`jobs`: in the order in which they are asked; `link_failed`: called when one found the link ill."""
        self._jobs = [_Kept(job) for job in jobs]
        self._clock = clock
        self._backoff = backoff
        self._link_failed = link_failed

    def __call__(self) -> bool:
        """Do one piece. A kind that fails is put off by itself: the others go on. Raises `QueueError`."""
        for kept in self._jobs:
            if self._clock.monotonic() < kept.not_before:
                continue
            try:
                done = kept.job()
            except PortalError as error:
                self._put_off(kept, error)
                if response_policy.DECISIONS[error.outcome].scope is Scope.LINK:
                    self._link_failed()
                    return False
            except QueueError:
                raise
            except Exception as error:
                # An error of this program in a small job must not stop the delivery of dossiers.
                log.error("background job failed inside", at=error_place(error))  # noqa: TRY400  no texts
                self._put_off(kept, PortalError(Outcome.BUSY))
            else:
                if done:
                    kept.failures = 0
                    return True
        return False

    def seconds_to_next(self) -> float | None:
        """Give how long until something is due by time; None when nothing is."""
        now = self._clock.monotonic()
        due = []
        for kept in self._jobs:
            left = kept.not_before - now
            own = kept.job.seconds_to_next()
            if own is not None:
                due.append(max(left, own))
            elif left > 0:
                due.append(left)
        return max(0.0, min(due)) if due else None

    def _put_off(self, kept: _Kept, error: PortalError) -> None:
        kept.failures += 1
        wait_s = self._backoff.wait_s(kept.failures, error.retry_after_s)
        kept.not_before = self._clock.monotonic() + wait_s
        if error.outcome is Outcome.THROTTLED:
            for other in self._jobs:
                other.not_before = max(other.not_before, kept.not_before)
        log.info("background job put off", outcome=error.outcome.value, status=error.status, wait_s=wait_s)
