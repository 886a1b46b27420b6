"""Whose account somebody signed in with: a person's own, or that of an organisation."""

from __future__ import annotations

from kiosk_app.identity.model import Claims
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.kernel.state import VisitState


def wrong_account(state: VisitState, claims: Claims) -> bool:
    """Whether it is an organisation's and what is filed has no place for one: it files for itself alone."""
    procedure = state.of(Filing).procedure
    if procedure is None or not claims.get("tax_code"):
        return False
    return all(field.prefill != "tax_code" for section in procedure.sections for field in section.fields)
