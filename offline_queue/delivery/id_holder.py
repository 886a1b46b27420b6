"""Tells the province that this kiosk holds its id, and draws the consequence when somebody else does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.errors import QueueError
from offline_queue.contract.holding import REFUSED, IdHolding
from offline_queue.portal.port import Portal, PortalError
from offline_queue.store import id_holding
from offline_queue.store.database import Database

log = structlog.get_logger(__name__)

_AGAIN_S = 3_600.0
"""The one that was there first is told within this time, too."""
_DISPUTED_S = 300.0
"""Seconds until the portal is asked again while another holds the id."""
_NOT_TOLD_S = 6 * 3_600.0
"""The same where the portal keeps no holders: it may learn to."""
_LOOK_EVERY_S = 20.0
"""Whether there is a line, where nobody wakes this job."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2.0, 300.0
Statement = Callable[[int], Mapping[str, str]]
"""Gives the signed statement of the daemon's n-th start."""


class IdHolder:
    """Runs on a thread of its own: a long queue does not hold it up, and it holds up no dossier."""

    def __init__(
        self,
        database: Database,
        portal: Portal,
        clock: Clock,
        statement: Statement,
        *,
        online: Callable[[], bool],
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`portal`: an adapter with a connection of its own; `online`: whether the portal itself answers."""
        self._database = database
        self._portal = portal
        self._clock = clock
        self._statement = statement
        self._online = online
        self._beat = beat
        self._start: int | None = None
        self._sends = threading.Event()
        self._woken = threading.Event()
        self._stop = threading.Event()
        with database.reading() as connection:
            self._in_use = id_holding.in_use(connection)

    @property
    def in_use(self) -> str:
        """Why another holds the id, "" while nobody does."""
        return self._in_use

    def sends(self) -> None:
        """This daemon is the one that sends; another one on the same queue, which waits, says nothing."""
        self._sends.set()
        self._woken.set()

    def link_came_up(self) -> None:
        """The portal can be asked now."""
        self._woken.set()

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()
        self._woken.set()

    def run(self) -> None:
        """Tell it at the start, when the link comes up, and again from time to time, until `stop`."""
        failures = 0
        due = self._clock.monotonic()
        while not self._stop.is_set():
            self._beat()
            left_s = due - self._clock.monotonic()
            ready = self._sends.is_set() and self._online()
            if not ready or left_s > 0:
                if self._woken.wait(min(left_s, _LOOK_EVERY_S) if ready else _LOOK_EVERY_S):
                    self._woken.clear()
                    due = self._clock.monotonic()
                continue
            try:
                wait_s = self._tell()
                failures = 0
            except (PortalError, QueueError) as error:
                failures += 1
                wait_s = min(_FIRST_WAIT_S * 2 ** min(failures, 10), _LONGEST_WAIT_S)
                log.info("id not told", why=type(error).__name__, wait_s=wait_s)
            due = self._clock.monotonic() + wait_s

    def _tell(self) -> float:
        """Tell it once. Gives the seconds until it is told again."""
        if self._portal.tell_holder is None:
            return _NOT_TOLD_S
        if self._start is None:
            self._start = id_holding.begin_start(self._database)
        holding = self._portal.tell_holder(self._statement(self._start))
        if holding in REFUSED:
            news = id_holding.dispute(self._database, holding.value, self._clock)
            self._in_use = holding.value
            if news:
                log.critical("another holds this kiosk's id", why=holding.value)
            return _DISPUTED_S
        if holding is IdHolding.NOT_TOLD:
            return _NOT_TOLD_S
        if id_holding.settle(self._database, self._clock):
            log.warning("this kiosk holds its id again")
        self._in_use = ""
        return _AGAIN_S
