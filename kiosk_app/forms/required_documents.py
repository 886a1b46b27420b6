"""Which papers follow from the answers."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Component, Need, Procedure
from kiosk_app.forms.derive import in_play


def required_documents(
    procedure: Procedure, answers: Mapping[str, str], verified: bool
) -> tuple[tuple[Component, Need], ...]:
    """Say of each component what it asks of this citizen.

    `verified`: the identity service vouched for them. Only answers that apply count: what was typed into a
    field that has since been hidden changes nothing.
    """
    sent = in_play(procedure, answers)
    found = []
    for component in procedure.components:
        need = component.need
        if not holds(component.condition, sent):
            need = Need.NOT_APPLICABLE
        elif not verified and component.need_unverified is not None:
            need = component.need_unverified
        found.append((component, need))
    return tuple(found)
