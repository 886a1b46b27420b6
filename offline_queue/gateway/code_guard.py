"""Counts tries at one-time codes behind the screen: three for a dossier, a minute between two messages."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from offline_queue.contract.clock import Clock
from offline_queue.contract.messages import CheckParams, CodeChecked, CodeParams, CodeSent
from offline_queue.portal.identity_service import UNAVAILABLE

MOST_TRIES = 3
RESEND_S = 60
_MOST_KEPT = 2_000


class CodeService(Protocol):
    """The service that sends and checks codes."""

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """Send a code to the citizen's phone."""

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """Check a typed code."""


@dataclass(slots=True)
class _Record:
    sent_at: float | None = None
    tries_left: int = MOST_TRIES


class CodeGuard:
    """Thread-safe. Uses the monotonic clock, so that setting the wall clock does not reset a limit."""

    def __init__(self, identity: CodeService, clock: Clock) -> None:
        self._identity = identity
        self._clock = clock
        self._lock = threading.Lock()
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def request(self, params: CodeParams) -> CodeSent:
        """Have a code sent, unless it is locked or the last one is less than a minute old."""
        with self._lock:
            record = self._record(params.reference_uid)
            phone = self._record(_person(params.personal_id))
            if record.tries_left <= 0:
                return CodeSent(result="locked", tries_left=0)
            wait = max(self._wait(record), self._wait(phone))
            if wait > 0:
                return CodeSent(result="too_soon", resend_after_s=wait, tries_left=record.tries_left)
            # Counted before the call, so that two requests at the same time send only one message.
            before = record.sent_at, phone.sent_at
            record.sent_at = phone.sent_at = self._clock.monotonic()
        sent = self._identity.send_code(params.reference_uid, params.personal_id, params.phone)
        with self._lock:
            if sent.result != "sent":
                record.sent_at, phone.sent_at = before
            if sent.result == "locked":
                record.tries_left = 0
            left = min(record.tries_left, sent.tries_left) if sent.result == "sent" else record.tries_left
        return sent.model_copy(update={"tries_left": left})

    def check(self, params: CheckParams) -> CodeChecked:
        """Have a typed code checked; a wrong one costs a try, no answer costs none."""
        with self._lock:
            record = self._record(params.reference_uid)
            if record.tries_left <= 0:
                return CodeChecked(result="locked", tries_left=0)
            # Counted before the call, so that many checks at the same time still get three tries in all.
            record.tries_left -= 1
        checked = self._identity.check_code(params.reference_uid, params.code)
        with self._lock:
            if checked.result in {UNAVAILABLE, "accepted", "expired"}:
                record.tries_left += 1
            if checked.result == "locked":
                record.tries_left = 0
            if checked.result == "wrong":
                record.tries_left = max(0, min(record.tries_left, checked.tries_left))
            left = record.tries_left
        result = "locked" if checked.result == "wrong" and left == 0 else checked.result
        return CodeChecked(result=result, tries_left=left)

    def _record(self, key: str) -> _Record:
        record = self._records.setdefault(key, _Record())
        self._records.move_to_end(key)
        while len(self._records) > _MOST_KEPT:
            self._records.popitem(last=False)
        return record

    def _wait(self, record: _Record) -> int:
        if record.sent_at is None:
            return 0
        return max(0, round(record.sent_at + RESEND_S - self._clock.monotonic() + 0.499))


def _person(personal_id: str) -> str:
    """Give a key that does not keep the number itself in memory."""
    return hashlib.sha256(f"person:{personal_id}".encode()).hexdigest()
