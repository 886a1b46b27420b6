"""The procedure that somebody asks about."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.guide import Guide
from kiosk_app.session.kernel.state import Slice


@dataclass(frozen=True, slots=True)
class Guidance(Slice):
    """What is told of it."""

    guide: Guide | None = None
