"""VNeID-like tokens of the simulator: signed, short-lived. Not VNeID, whose tokens are opaque."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

PREFIX = "VNEID1"
LIFETIME_S = 60
"""A token is renewed every 30 s and good for twice that."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Result of checking a token: "verified", "expired" or "unknown"; `personal_id` is "" when unknown."""

    result: str
    personal_id: str = ""


class TokenIssuer:
    """Issues tokens and checks them."""

    def __init__(self, secret: bytes) -> None:
        """`secret`: the signing key; kept with the sandbox's state, so that tokens survive a restart."""
        self._secret = secret

    def issue(self, personal_id: str, now: float) -> str:
        """Give a fresh token. `now`: Unix seconds."""
        claims = {"sub": personal_id, "iat": int(now), "jti": secrets.token_hex(6)}
        body = _encoded(json.dumps(claims, separators=(",", ":")).encode())
        return f"{PREFIX}.{body}.{self._sign(body)}"

    def check(self, token: str, now: float, *, lifetime_s: float = LIFETIME_S) -> Checked:
        """Check signature and age."""
        prefix, _, rest = token.partition(".")
        body, _, signature = rest.partition(".")
        if prefix != PREFIX or not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            return Checked("unknown")
        try:
            claims = json.loads(_decoded(body))
            personal_id, issued = str(claims["sub"]), float(claims["iat"])
        except (ValueError, KeyError, TypeError):
            return Checked("unknown")
        fresh = -5 <= now - issued <= lifetime_s
        return Checked("verified" if fresh else "expired", personal_id)

    def _sign(self, body: str) -> str:
        return _encoded(hmac.new(self._secret, body.encode(), hashlib.sha256).digest()[:18])


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
