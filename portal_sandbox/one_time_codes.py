"""One-time codes: six digits, three tries, sent again after 60 s at the earliest, good for five minutes."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from dataclasses import dataclass, field

TRIES = 3
RESEND_S = 60
LIFETIME_S = 300
_KEPT = 20
"""Messages that the phone shows, the newest."""


@dataclass
class _Sent:
    code: str
    at: float
    tries_left: int = TRIES


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the phone shows it."""

    code: str
    reference_uid: str
    at: float
    """Unix seconds."""


@dataclass
class OneTimeCodes:
    """Sends and checks codes. Thread-safe.

    Kept in memory only: the messages belong to the phone, so they need not survive the portal's restart.
    """

    _sent: dict[str, _Sent] = field(default_factory=dict)
    _inboxes: dict[str, deque[Message]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, reference_uid: str, personal_id: str, phone: str, now: float) -> dict[str, object]:
        """Send a code. `personal_id` finds the inbox on the phone page."""
        if not phone:
            return {"result": "no_phone"}
        with self._lock:
            known = self._sent.get(reference_uid)
            if known is not None and known.tries_left == 0:
                return {"result": "locked", "tries_left": 0}
            if known is not None and now - known.at < RESEND_S:
                wait = int(RESEND_S - (now - known.at)) + 1
                return self._told("too_soon", phone, wait, known.tries_left)
            # A new code does not give new tries: there are three in all.
            tries = known.tries_left if known is not None else TRIES
            code = f"{secrets.randbelow(1_000_000):06d}"
            self._sent[reference_uid] = _Sent(code, now, tries)
            inbox = self._inboxes.setdefault(personal_id, deque(maxlen=_KEPT))
            inbox.append(Message(code, reference_uid, now))
            return self._told("sent", phone, RESEND_S, tries)

    def check(self, reference_uid: str, code: str, now: float) -> dict[str, object]:
        """Check a typed code."""
        with self._lock:
            known = self._sent.get(reference_uid)
            if known is None or now - known.at > LIFETIME_S:
                return {"result": "expired", "tries_left": known.tries_left if known else TRIES}
            if known.tries_left == 0:
                return {"result": "locked", "tries_left": 0}
            if secrets.compare_digest(code.encode(), known.code.encode()):
                del self._sent[reference_uid]
                return {"result": "accepted", "tries_left": known.tries_left}
            known.tries_left -= 1
            return {"result": "wrong" if known.tries_left else "locked", "tries_left": known.tries_left}

    def inbox(self, personal_id: str) -> list[Message]:
        """Messages on that phone, oldest first."""
        with self._lock:
            return list(self._inboxes.get(personal_id, ()))

    @staticmethod
    def _told(result: str, phone: str, wait: int, tries: int) -> dict[str, object]:
        hint = f"••• {phone[-3:]}"
        return {"result": result, "phone_hint": hint, "resend_after_s": wait, "tries_left": tries}
