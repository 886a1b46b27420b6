"""What a portal lists as one person's dossiers, as far as its own rows say so."""

from __future__ import annotations

from collections.abc import Sequence

from offline_queue.contract.portal_record import FoundDossier
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome


def of_person(found: Sequence[FoundDossier], asked: str) -> tuple[FoundDossier, ...]:
    """Give those that name this person. Raises `PortalError` where rows came, and none of them does.

    Such an answer is to another question: nobody is told from it that they have no dossier.
    """
    own = tuple(one for one in found if asked in one.persons)
    if found and not own:
        raise PortalError(Outcome.NONSENSE, own_words="the list names nobody who was asked for", status=200)
    return own
