"""A choice that an errand offers: its code in the state and on the wire, its name on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.model import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    code: str
    name: Text
