"""A finished electronic result (bản điện tử) as it is looked at and printed, and the kiosk's A4 printer."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.kernel.state import Slice


@dataclass(frozen=True, slots=True)
class ResultPrinter:
    """The A4 printer of this kiosk."""

    installed: bool = False
    most_copies: int = 3
    elsewhere: str = ""
    """Where results are printed when not here; "" for the counter."""


@dataclass(frozen=True, slots=True)
class ChosenResult(Slice):
    """The result that is looked at."""

    uid: str = ""
    name: str = ""

    def __repr__(self) -> str:
        return f"ChosenResult({self.uid})"


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of a result as it is shown."""

    page_id: str
    picture: bytes
    """JPEG."""

    def __repr__(self) -> str:
        return f"ResultPage({self.page_id})"
