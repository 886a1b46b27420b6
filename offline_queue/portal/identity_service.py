"""Client of the identity service: VNeID tokens and one-time codes. Submitting does not need it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from offline_queue.contract.sign_in_messages import CodeChecked, CodeSent, Verified
from offline_queue.portal.port import PortalError
from offline_queue.portal.transport import Transport
from vietnam.names import without_hidden

UNAVAILABLE = "unavailable"
RESEND_S = 60
"""Seconds until a code may be sent again, where the service does not say it."""
_CLIENT = {"client_id": "kiosk", "scope": "openid"}
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_DEVICE_ERRORS = frozenset({"authorization_pending", "slow_down", "access_denied", "expired_token"})
_TOKEN_RESULTS = frozenset({"verified", "expired", "unknown", "level_1", "inactive", "outdated_app"})
_SENT_RESULTS = frozenset({"sent", "too_soon", "no_phone", "locked"})
_CHECK_RESULTS = frozenset({"accepted", "wrong", "expired", "locked"})


class DeviceBegun(BaseModel):
    """What RFC 8628 (3.2) answers; of an address only what fits a QR code is taken."""

    model_config = ConfigDict(frozen=True, extra="ignore", cache_strings="none")

    device_code: str = Field(min_length=16, max_length=512)
    user_code: str = Field(min_length=4, max_length=20)
    verification_uri_complete: str = Field(pattern=r"https?://[!-~]{1,400}")
    expires_in: int = Field(ge=10, le=1800)
    interval: int = Field(default=5, ge=1, le=60)

    def __repr__(self) -> str:
        return "DeviceBegun(…)"


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
            # As people see them: the screen shows and stores them so, and what vouches for a name must agree.
            claims={str(name): without_hidden(str(value)) for name, value in claims.items()}
            if result == "verified" and isinstance(claims, dict)
            else {},
        )

    def begin_device(self) -> DeviceBegun | None:
        """Begin a sign-in on another device (RFC 8628, 3.1); None when the service gives none."""
        try:
            row = self._transport.call("POST", "/device_authorization", form=_CLIENT).row()
            return DeviceBegun.model_validate(row)
        except (PortalError, ValidationError):
            return None

    def take_device(self, device_code: str) -> tuple[str, str]:
        """Ask for the token of such a sign-in: (error of RFC 8628, ""), or ("", token)."""
        form = {**_CLIENT, "grant_type": _DEVICE_GRANT, "device_code": device_code}
        try:
            _headers, status, content = self._transport.exchange("POST", "/token", form=form)
            row = json.loads(content)
        except (PortalError, ValueError, RecursionError):
            return UNAVAILABLE, ""
        if not isinstance(row, dict):
            return UNAVAILABLE, ""
        if status == HTTPStatus.OK and isinstance(row.get("access_token"), str):
            return "", row["access_token"]
        error = str(row.get("error", ""))
        return (error if error in _DEVICE_ERRORS else UNAVAILABLE), ""

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
            resend_after_s=_whole(row.get("resend_after_s"), RESEND_S),
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
