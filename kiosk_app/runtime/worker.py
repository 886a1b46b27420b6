"""What every worker is: it carries out some kinds of effects, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kiosk_app.session.kernel.event import Effect

Carrier = Callable[[Any], None]
"""Begins to carry out an effect of the kind that it stands under, and returns at once."""


class Worker(Protocol):
    """Owns a device or a slow service."""

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """Which effects it carries out; their results come back as events."""

    def wipe(self, visit: int) -> None:
        """Drop everything of this visit, and stop what runs for it."""

    def close(self) -> None:
        """Let go of the device and end the threads."""
