"""What the sign-in already said: shown as one card, and locked where the identity service vouched for it."""

from __future__ import annotations

from kiosk_app.catalogue.condition import NEVER
from kiosk_app.catalogue.consistency import CLAIMS
from kiosk_app.catalogue.model import Field, Procedure
from kiosk_app.forms.fields import kind_of
from kiosk_app.identity.model import Identity

MAY_DIFFER = frozenset({"residence_kind", "residence", "phone", "email", "organisation_address"})
"""What may have changed since the register was told: it is filled in, and stays open."""
LOCKED_CLAIMS = CLAIMS - MAY_DIFFER
"""The portals fill these from the account and lock them: the requester is who signed in."""


def known_fields(procedure: Procedure, identity: Identity) -> tuple[Field, ...]:
    """Fields of the form that this sign-in answered, in the order of the form, hidden ones left out."""
    return tuple(
        field
        for section in procedure.sections
        for field in section.fields
        if field.visible != NEVER and _answered(field, identity)
    )


def read_only(procedure: Procedure, identity: Identity) -> frozenset[str]:
    """Keys of the fields that this citizen cannot change: empty unless the identity was verified."""
    if not identity.verified:
        return frozenset()
    return frozenset(
        field.key
        for section in procedure.sections
        for field in section.fields
        if field.prefill in LOCKED_CLAIMS and _answered(field, identity)
    )


def _answered(field: Field, identity: Identity) -> bool:
    return bool(field.prefill) and bool(kind_of(field).from_claims(field, identity.claims))
