"""Somebody who fills in for a citizen who cannot read or write, and how the citizen agreed to it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.model import Text
from kiosk_app.identity.model import Identity
from kiosk_app.session.kernel.state import Slice

RELATIVE, STAFF = "relative", "staff"
RELATIONS = (
    Text("Vợ, chồng", "Husband or wife"),
    Text("Con", "Child"),
    Text("Cha, mẹ", "Parent"),
    Text("Anh, chị, em", "Brother or sister"),
    Text("Cháu", "Grandchild, niece, nephew"),
    Text("Người thân khác", "Another relative"),
    Text("Hàng xóm, người quen", "Neighbour, acquaintance"),
)
"""What the helper is to the citizen."""


@dataclass(frozen=True, slots=True)
class Helped(Slice):
    """Who helps with this dossier; empty while the citizen does it alone."""

    kind: str = ""
    """ "relative" or "staff"."""
    name: str = ""
    relation: str = ""
    """In Vietnamese, as it travels."""
    confirmation: str = ""
    """The daemon's word for the badge of a member of staff."""
    read_back: str = ""
    """ "heard" or "officer": how the citizen agreed to what was read out; "" while they have not."""
    read_back_confirmation: str = ""

    def __repr__(self) -> str:
        return f"Helped({self.kind}, {self.read_back})"


NOBODY = Helped()


def files_online(identity: Identity | None, helped: Helped) -> bool:
    """Whether the dossier goes by the citizen's own account, and not through an officer's intake."""
    return identity is not None and identity.by_account and not helped.kind
