"""The QR reader: several steps look for codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk_app.identity.payload import QrPayload
from kiosk_app.session.kernel.event import Effect, Result


@dataclass(frozen=True, slots=True)
class QrSeen(Result):
    """A code was read. Somebody holds it there."""

    presence: ClassVar[bool] = True
    payload: QrPayload


@dataclass(frozen=True, slots=True)
class StartReader(Effect):
    """Begin to look for QR codes (→ QrSeen)."""

    visit: int


@dataclass(frozen=True, slots=True)
class StopReader(Effect):
    """Stop looking, and let go of the camera."""
