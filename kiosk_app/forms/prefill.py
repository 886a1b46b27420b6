"""What the form knows when it opens."""

from __future__ import annotations

from datetime import date

from kiosk_app.catalogue.condition import TODAY
from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.fields import kind_of
from kiosk_app.identity.model import Claims


def prefill(
    procedure: Procedure, claims: Claims, today: date | None = None
) -> tuple[dict[str, str], frozenset[str]]:
    """Give the first answers, and the keys of those that came from the claims.

    A claim that the field would refuse (an option that does not exist, a commune of another province) is left
    out: the citizen then answers by hand. `today`: the day of the visit, for conditions that name it.
    """
    answers: dict[str, str] = {} if today is None else {TODAY: today.isoformat()}
    known: set[str] = set()
    for section in procedure.sections:
        for field in section.fields:
            found = kind_of(field).from_claims(field, claims) if field.prefill else {}
            answers.update(found or ({field.key: field.default} if field.default else {}))
            if found:
                known.add(field.key)
    return answers, frozenset(known)
