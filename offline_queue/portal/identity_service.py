"""Client of the identity service: VNeID tokens and one-time codes. Its failing stops no submission."""

from __future__ import annotations

from typing import Any

from offline_queue.contract.messages import CodeChecked, CodeSent, Verified
from offline_queue.portal.port import PortalError
from offline_queue.portal.transport import Transport

UNAVAILABLE = "unavailable"
_RESEND_S = 60
_TOKEN_RESULTS = frozenset({"verified", "expired", "unknown", "level_1", "inactive", "outdated_app"})
_SENT_RESULTS = frozenset({"sent", "too_soon", "no_phone", "locked"})
_CHECK_RESULTS = frozenset({"accepted", "wrong", "expired", "locked"})


class IdentityClient:
    """Every method gives "unavailable" instead of raising."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def healthy(self) -> bool:
        """Whether the service answers."""
        try:
            self._transport.call("GET", "/health")
        except PortalError:
            return False
        return True

    def verify(self, token: str) -> Verified:
        """Have a token checked; claims only with "verified"."""
        row = self._ask("/verify", {"token": token})
        result = str(row.get("result", ""))
        if result not in _TOKEN_RESULTS:
            return Verified(result=UNAVAILABLE)
        level = row.get("level")
        claims = row.get("claims")
        return Verified(
            result=result,
            level=level if isinstance(level, int) else None,
            claims={str(name): str(value) for name, value in claims.items()}
            if result == "verified" and isinstance(claims, dict)
            else {},
        )

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """Have a one-time code sent."""
        row = self._ask(
            "/codes", {"reference_uid": reference_uid, "personal_id": personal_id, "phone": phone}
        )
        result = str(row.get("result", ""))
        if result not in _SENT_RESULTS:
            return CodeSent(result=UNAVAILABLE)
        return CodeSent(
            result=result,
            phone_hint=str(row.get("phone_hint") or "")[:20],
            resend_after_s=_whole(row.get("resend_after_s"), _RESEND_S),
            tries_left=_whole(row.get("tries_left"), 3),
        )

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """Have a typed code checked."""
        row = self._ask("/codes/check", {"reference_uid": reference_uid, "code": code})
        result = str(row.get("result", ""))
        if result not in _CHECK_RESULTS:
            return CodeChecked(result=UNAVAILABLE)
        return CodeChecked(result=result, tries_left=_whole(row.get("tries_left"), 0))

    def _ask(self, path: str, value: dict[str, str]) -> dict[str, Any]:
        try:
            return self._transport.call("POST", path, value=value).row()
        except PortalError:
            return {}


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and 0 <= value <= 3600 else otherwise
