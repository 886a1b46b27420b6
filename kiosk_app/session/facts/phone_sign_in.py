"""A sign-in that the citizen approves on their phone, which scans a code that the kiosk shows (RFC 8628)."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk_app.identity.model import Claims
from kiosk_app.session.kernel.event import Effect, Result


@dataclass(frozen=True, slots=True)
class BeginPhone(Effect):
    """Have the identity service begin one (→ PhoneBegun)."""

    visit: int


@dataclass(frozen=True, slots=True)
class AskPhone(Effect):
    """Ask whether the phone has decided (→ PhoneAnswered)."""

    visit: int
    handle: str

    def __repr__(self) -> str:
        return "AskPhone(…)"


@dataclass(frozen=True, slots=True)
class PhoneBegun(Result):
    """ "begun", "locked" or "unavailable"."""

    result: str
    handle: str = ""
    address: str = ""
    user_code: str = ""
    expires_s: int = 0

    def __repr__(self) -> str:
        return f"PhoneBegun({self.result})"


@dataclass(frozen=True, slots=True)
class PhoneAnswered(Result):
    """ "pending", "verified", "denied", "expired", or why the account does not do, as of a token."""

    handle: str
    result: str
    level: int | None = None
    claims: Claims = field(default_factory=Claims)
    ticket: str = ""

    def __repr__(self) -> str:
        return f"PhoneAnswered({self.result})"
