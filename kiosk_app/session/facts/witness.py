"""The member of staff who saw who hands the dossier in."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.kernel.state import Slice


@dataclass(frozen=True, slots=True)
class Witness(Slice):
    """Of this dossier."""

    officer_name: str = ""
    confirmation: str = ""
    """The daemon's word for it, opaque; "" while nobody confirmed."""

    def __repr__(self) -> str:
        return f"Witness({bool(self.confirmation)})"
