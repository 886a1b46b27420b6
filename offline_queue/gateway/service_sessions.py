"""Who is in service mode: proven by a PIN or a badge, counted behind the screen, ended by time.

The screen holds a session's name and nothing else: what it may do is decided here at each act.
"""

from __future__ import annotations

import hmac
import math
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from offline_queue.contract.badge import fits, parts_of
from offline_queue.contract.clock import Clock
from offline_queue.contract.pin import is_pin
from offline_queue.contract.service_messages import Entered, EnterParams, Role
from offline_queue.gateway.badges import WRONG_BADGES, Badge
from offline_queue.gateway.guard_store import CountedAct, GuardStore, GuardStoreError, Limit
from vietnam.time_zone import VIETNAM

log = structlog.get_logger(__name__)

WRONG_PINS = (Limit(5, 900.0), Limit(10, 3_600.0), Limit(30, 86_400.0))
"""At one kiosk, whoever types: thirty guesses a day at a million PINs."""
IDLE_S = 300.0
LONGEST_S = 3_600.0


@dataclass(slots=True)
class ServiceSession:
    """One person in service mode."""

    person: str
    """Their id, as in `[staff]`."""
    role: Role
    began: float
    """Monotonic seconds."""
    seen: float
    digest: bytes


class ServiceSessions:
    """Thread-safe. One session at a time: who signs in ends the one before."""

    def __init__(self, people: Sequence[Badge], store: GuardStore, clock: Clock) -> None:
        self._people = tuple(people)
        self._store = store
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._pins, self._badges = store.digest("service pins"), store.digest("service badges")
        # One check at a time: each takes the 19 MiB by which Argon2id makes guessing costly.
        self._lock = threading.Lock()
        self._session: ServiceSession | None = None

    def enter(self, params: EnterParams) -> tuple[Entered, ServiceSession | None]:
        """Check who is there, and begin their session; a wrong proof costs a try, however it ends."""
        by_badge = bool(params.badge)
        counted_for, limits = (self._badges, WRONG_BADGES) if by_badge else (self._pins, WRONG_PINS)
        with self._lock:
            try:
                wait_s = self._store.wait_s(CountedAct.WRONG_PIN, counted_for, limits)
                if wait_s > 0:
                    return Entered(result="locked", wait_s=math.ceil(wait_s)), None
                # Count the try before checking it: pulling the plug must not give another one.
                with self._store.changing():
                    number = self._store.count(CountedAct.WRONG_PIN, counted_for)
                found = self._by_badge(params.badge) if by_badge else self._by_pin(params.pin)
                if len(found) == 1:
                    with self._store.changing():
                        self._store.take_back(number)
            except GuardStoreError as error:
                log.error("service mode stays shut", reason=str(error))  # noqa: TRY400  the text is the whole story
                return Entered(result="unavailable"), None
            if len(found) != 1:
                log.warning("service mode: refused", by="badge" if by_badge else "pin")
                return Entered(result="shared" if found else "wrong"), None
            person = found[0]
            role = Role.STAFF if by_badge else Role(person.role)
            token = secrets.token_urlsafe(32)
            now = self._clock.monotonic()
            session = ServiceSession(person.id, role, now, now, self._digest(token))
            self._session = session
        return Entered(result="accepted", session=token, role=role, name=person.name), session

    def of(self, token: str) -> ServiceSession | None:
        """Give the session that is on and has this name; every act lets it go on."""
        with self._lock:
            session, now = self._session, self._clock.monotonic()
            if session is None:
                return None
            if now - session.seen > IDLE_S or now - session.began > LONGEST_S:
                self._session = None
                return None
            if not hmac.compare_digest(session.digest, self._digest(token)):
                return None
            session.seen = now
            return session

    def leave(self, token: str) -> ServiceSession | None:
        """End the session of this name; gives it, None when there is none."""
        session = self.of(token)
        with self._lock:
            # Somebody may have signed in since: their session stays.
            if session is not None and self._session is session:
                self._session = None
        return session

    def _digest(self, token: str) -> bytes:
        return hmac.digest(self._key, token.encode(), "sha256")

    def _holds(self, person: Badge) -> bool:
        today = self._clock.now().astimezone(VIETNAM).date()
        return person.until is None or today <= person.until

    def _by_pin(self, pin: str) -> list[Badge]:
        if not is_pin(pin):
            return []
        # Compare with every hash, so that the time taken does not tell whose it is.
        return [one for one in self._people if fits(pin, one.pin_hash) and self._holds(one)]

    def _by_badge(self, text: str) -> list[Badge]:
        badge_id, secret = parts_of(text)
        return [
            one
            for one in self._people
            if one.id == badge_id and fits(secret, one.secret_hash) and self._holds(one)
        ]
