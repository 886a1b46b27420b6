"""Sends the small facts that travel beside dossiers."""

from __future__ import annotations

import json
from collections.abc import Callable

import structlog

from offline_queue.delivery.background_jobs import REFUSED
from offline_queue.portal.port import Fact, Portal, PortalError
from offline_queue.store.fact_queue import FactQueue, QueuedFact

log = structlog.get_logger(__name__)


class FactSender:
    """Sends one fact at a time; facts of a kind that the portal does not take are set aside."""

    def __init__(
        self, queue: FactQueue, portal: Portal, step: Callable[[str], None] = lambda _step: None
    ) -> None:
        """`step` is called with the name of each step: the fault tests cut the power there."""
        self._queue = queue
        self._portal = portal
        self._step = step

    def __call__(self) -> bool:
        """Send the next one."""
        item = self._queue.next()
        if item is None:
            return False
        self._queue.tried(item)
        call = self._portal.facts.get(item.kind)
        payload = _payload(item)
        if call is None or payload is None:
            self._refused(item, "no place for it")
            return True
        self._step("fact")
        try:
            call(Fact(item.uid, item.kind, payload))
        except PortalError as error:
            if error.outcome not in REFUSED:
                raise
            self._refused(item, f"{error.outcome.value} {error.status or ''}".strip())
            return True
        self._step("fact_sent")
        self._queue.sent(item)
        self._step("fact_done")
        return True

    def seconds_to_next(self) -> float | None:
        """Nothing is due by time: facts wait for their turn."""
        return None

    def _refused(self, item: QueuedFact, reason: str) -> None:
        self._queue.refused(item, reason)
        log.warning("small fact refused", kind=item.kind, reason=reason)


def _payload(item: QueuedFact) -> dict[str, object] | None:
    try:
        payload = json.loads(item.payload)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None
