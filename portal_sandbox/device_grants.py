"""Sign-ins by another device (OAuth 2.0 Device Authorization Grant, RFC 8628), as the service keeps them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

LIFETIME_S, INTERVAL_S = 180.0, 2.0
"""`expires_in` and `interval` of RFC 8628 (3.2)."""
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Without vowels, as RFC 8628 (6.1) proposes: no words come about, nothing is mistaken for a digit."""
_SLOWER_BY_S = 5.0
"""What `slow_down` adds to the interval (RFC 8628, 3.5)."""


@dataclass(slots=True)
class Grant:
    """One sign-in under way. `personal_id` is who approved it, "" for nobody yet."""

    user_code: str
    ends_at: float
    interval_s: float = INTERVAL_S
    asked_at: float = 0.0
    personal_id: str = ""
    denied: bool = False


class DeviceGrants:
    """Keeps them in memory. Times in Unix seconds."""

    def __init__(self) -> None:
        self._grants: dict[str, Grant] = {}

    def begin(self, now: float, waits_s: float = LIFETIME_S) -> tuple[str, Grant]:
        """Give a device code and its grant. `waits_s`: how long it waits for its owner."""
        self._grants = {code: one for code, one in self._grants.items() if one.ends_at > now - LIFETIME_S}
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        grant = Grant(f"{letters[:4]}-{letters[4:]}", now + waits_s)
        code = secrets.token_urlsafe(32)
        self._grants[code] = grant
        return code, grant

    def decide(self, user_code: str, personal_id: str, now: float, *, approve: bool) -> bool:
        """A person approves or denies on their phone; False when there is nothing to decide on."""
        found = next((one for one in self._grants.values() if one.user_code == user_code), None)
        if found is None or found.ends_at <= now or found.personal_id or found.denied:
            return False
        found.denied = not approve
        found.personal_id = personal_id if approve else ""
        return True

    def take(self, device_code: str, now: float) -> tuple[str, str]:
        """Give (the error of RFC 8628, ""), or ("", who approved); a grant that was taken is gone."""
        grant = self._grants.get(device_code)
        if grant is None:
            return "invalid_grant", ""
        if grant.ends_at <= now:
            del self._grants[device_code]
            return "expired_token", ""
        if grant.denied:
            del self._grants[device_code]
            return "access_denied", ""
        early = now - grant.asked_at < grant.interval_s - 0.5
        grant.asked_at = now
        if grant.personal_id:
            del self._grants[device_code]
            return "", grant.personal_id
        if early:
            grant.interval_s += _SLOWER_BY_S
            return "slow_down", ""
        return "authorization_pending", ""
