"""Sign-ins that a citizen approves on their phone.

The screen asks the daemon, the daemon the identity service. The device code of RFC 8628 stays here; the
screen holds a handle. The service says how often it is asked (interval, slow_down), not the screen.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.sign_in_messages import PhoneParams, PhoneSignInBegun, Verified
from offline_queue.gateway.guard_store import CountedAct, GuardStore, GuardStoreError, Limit
from offline_queue.portal.identity_service import UNAVAILABLE, DeviceBegun

log = structlog.get_logger(__name__)

BEGUN = (Limit(30, 600.0), Limit(600, 86_400.0))
"""A citizen begins a few; a busy counter has some hundred visits a day."""
_MOST_OPEN = 4
"""Sign-ins under way; the oldest is dropped, for one screen shows one code."""
_SLOWER_BY_S = 5.0
"""RFC 8628, 3.5: slow_down adds this to the interval, for good."""
_ENDS = {"access_denied": "denied", "expired_token": "expired"}


class DeviceService(Protocol):
    """The identity service's side."""

    def begin_device(self) -> DeviceBegun | None:
        """Begin one."""

    def take_device(self, device_code: str) -> tuple[str, str]:
        """Ask for its token."""


@dataclass(slots=True)
class _Open:
    device_code: str
    interval_s: float
    ask_from: float
    ends_at: float
    asking: bool = False


class PhoneSignIns:
    """Thread-safe."""

    def __init__(
        self,
        service: DeviceService,
        verify: Callable[[str], Verified],
        store: GuardStore,
        clock: Clock,
    ) -> None:
        """`verify`: as for a token that was shown to the reader."""
        self._service = service
        self._verify = verify
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._counted_for = store.digest("phone sign-ins")

    def begin(self) -> PhoneSignInBegun:
        """Begin one, unless too many were begun of late."""
        try:
            # Check and count under one lock: several connections together get no more sign-ins than one.
            with self._store.changing():
                if self._store.wait_s(CountedAct.SENT, self._counted_for, BEGUN) > 0:
                    return PhoneSignInBegun(result="locked")
                self._store.count(CountedAct.SENT, self._counted_for)
        except GuardStoreError as error:
            log.error("no sign-in by phone", reason=str(error))  # noqa: TRY400  the text is the whole story
            return PhoneSignInBegun(result=UNAVAILABLE)
        begun = self._service.begin_device()
        if begun is None:
            return PhoneSignInBegun(result=UNAVAILABLE)
        handle, now = secrets.token_urlsafe(24), self._clock.monotonic()
        with self._lock:
            self._open[handle] = _Open(
                begun.device_code, begun.interval, now + begun.interval, now + begun.expires_in
            )
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        return PhoneSignInBegun(
            result="begun",
            handle=handle,
            address=begun.verification_uri_complete,
            user_code=begun.user_code,
            expires_s=begun.expires_in,
        )

    def ask(self, params: PhoneParams) -> Verified:
        """Tell whether the phone has decided. The service is asked no more often than it allows."""
        now = self._clock.monotonic()
        with self._lock:
            found = self._open.get(params.handle)
            if found is None:
                return Verified(result="expired")
            if now >= found.ends_at:
                del self._open[params.handle]
                return Verified(result="expired")
            if now < found.ask_from or found.asking:
                return Verified(result="pending")
            found.asking = True
        error, token = self._service.take_device(found.device_code)
        with self._lock:
            found.asking = False
            if error == "slow_down":
                found.interval_s += _SLOWER_BY_S
            found.ask_from = self._clock.monotonic() + found.interval_s
            if token or error in _ENDS:
                self._open.pop(params.handle, None)
        if token:
            return self._verify(token)
        # A service that does not answer now may answer before the sign-in ends.
        return Verified(result=_ENDS.get(error, "pending"))
