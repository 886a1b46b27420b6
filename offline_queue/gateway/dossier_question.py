"""What every question about a dossier by its code has in common: whom to ask, in turn, and whose it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from offline_queue.contract import provisional_code
from offline_queue.contract.clock import Clock
from offline_queue.gateway.guard_store import GuardStore
from offline_queue.gateway.last_known import LastKnown
from offline_queue.portal.port import Portal, PortalError, RemoteCall
from offline_queue.portal.response_policy import Outcome

Asked = TypeVar("Asked")
Told = TypeVar("Told")
_WAIT_S = 2.0
"""How long one question waits for another to end."""


@dataclass(frozen=True, slots=True)
class DossierQuestion:
    """Thread-safe; the portal is asked one question at a time."""

    portal: Portal
    """Over a connection of its own, whose calls end well before the screen's deadline."""
    known: LastKnown
    store: GuardStore
    clock: Clock
    kiosk_id: str
    authority_code: str
    news: Callable[[str], None] = lambda _reference_uid: None
    """Called where the portal tells something of a dossier that this queue does not remember yet."""
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, call: RemoteCall[Asked, Told] | None, about: Asked) -> Told:
        """Ask, and once more where a portal that keeps one session ended this one for the sender's.

        Raises `PortalError`, also for a call that the portal does not have.
        """
        if call is None:
            raise PortalError(Outcome.REJECTED, own_words="this portal cannot be asked")
        with self._in_turn():
            try:
                return call(about)
            except PortalError as error:
                if error.outcome is not Outcome.CREDENTIALS:
                    raise
                return call(about)

    def elsewhere(self, code: str) -> str:
        """Say where a code leads that is not this kiosk's, nor this province's; "" for any other."""
        if provisional_code.is_code(code):
            return "" if provisional_code.parse(code).kiosk_id == self.kiosk_id else "other_kiosk"
        province = self.authority_code.partition(".")[0]
        return "" if code.partition(".")[0].partition("-")[0] == province else "other_province"

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Whoever would wait too long for another question is told so."""
        if not self._turn.acquire(timeout=_WAIT_S):
            raise PortalError(Outcome.BUSY, own_words="another question is being asked")
        try:
            yield
        finally:
            self._turn.release()
