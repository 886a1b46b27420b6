"""What somebody would like to come to the counter for."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.kernel.state import Slice


@dataclass(frozen=True, slots=True)
class VisitMatter(Slice):
    """Named by the step where the visit was asked for."""

    name: str = ""
    """In Vietnamese, as the officer reads it; "" while no visit is asked for."""
