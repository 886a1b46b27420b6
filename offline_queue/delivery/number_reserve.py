"""Keeps official numbers in reserve, where the portal hands out blocks."""

from __future__ import annotations

import json
import uuid

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.delivery.background_jobs import REFUSED
from offline_queue.portal.port import NumberRequest, Portal, PortalError
from offline_queue.store import daemon_memory, official_numbers
from offline_queue.store.database import Database

log = structlog.get_logger(__name__)

_NOT_OFFERED_S = 6 * 3_600.0
"""Seconds until a portal is asked again that gives no numbers, or none just now."""
_OLDEST_REQUEST_S = 86_400.0
"""A request that got no answer for a day is given up: its block stays unused at the portal."""


class NumberReserve:
    """Fills the reserve up when half of it is used."""

    def __init__(
        self, database: Database, portal: Portal, clock: Clock, *, authority_code: str, wanted: int
    ) -> None:
        """`wanted`: how many to keep; 0 keeps none."""
        self._database = database
        self._portal = portal
        self._clock = clock
        self._authority_code = authority_code
        self._wanted = wanted
        self._not_before = 0.0

    def __call__(self) -> bool:
        """Ask for a block. The whole request is durable before the call: a lost answer costs no block."""
        if not self._wanted or self._clock.monotonic() < self._not_before:
            return False
        request = self._request()
        if request is None:
            return False
        try:
            block = self._portal.reserve_numbers(request)
            with self._database.writing() as connection:
                new = official_numbers.add(connection, request.authority_code, block[: request.count])
                daemon_memory.forget(connection, daemon_memory.NUMBER_REQUEST)
        except (PortalError, ValueError) as error:
            if isinstance(error, PortalError) and error.outcome not in REFUSED:
                raise
            with self._database.writing() as connection:
                daemon_memory.forget(connection, daemon_memory.NUMBER_REQUEST)
            self._not_before = self._clock.monotonic() + _NOT_OFFERED_S
            status = error.status if isinstance(error, PortalError) else 0
            log.warning("no official numbers in advance", kind=type(error).__name__, status=status)
            return False
        if not new:
            self._not_before = self._clock.monotonic() + _NOT_OFFERED_S
        log.info("official numbers reserved", count=new)
        return True

    def seconds_to_next(self) -> float | None:
        """Give None: nothing is due by time, since a number that is given out wakes the sender."""
        return None

    def _request(self) -> NumberRequest | None:
        """Give the request under way, or a new one when too few numbers are left."""
        now = self._clock.now()
        with self._database.writing() as connection:
            begun = _read(
                daemon_memory.recall(connection, daemon_memory.NUMBER_REQUEST, now, _OLDEST_REQUEST_S)
            )
            if begun is not None:
                return begun
            missing = self._wanted - official_numbers.free(connection, self._authority_code)
            if missing < max(1, self._wanted // 2):
                return None
            request = NumberRequest(str(uuid.uuid4()), self._authority_code, missing)
            text = json.dumps([request.request_uid, request.authority_code, request.count])
            daemon_memory.remember(connection, daemon_memory.NUMBER_REQUEST, text, now)
            return request


def _read(text: str) -> NumberRequest | None:
    try:
        uid, authority_code, count = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(uid, str) or not isinstance(authority_code, str) or not isinstance(count, int):
        return None
    return NumberRequest(uid, authority_code, count)
