"""Which papers follow from the answers."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Component, Need, Procedure


def needs(
    procedure: Procedure, answers: Mapping[str, str], verified: bool
) -> tuple[tuple[Component, Need], ...]:
    """Say of each component what it asks of this citizen.

    `verified`: the identity service vouched for them.
    """
    found = []
    for component in procedure.components:
        need = component.need
        if not holds(component.condition, answers):
            need = Need.NOT_APPLICABLE
        elif not verified and component.need_unverified is not None:
            need = component.need_unverified
        found.append((component, need))
    return tuple(found)
