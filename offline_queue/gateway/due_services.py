"""Asks for the screen which services are due to who signed in."""

from __future__ import annotations

from dataclasses import asdict

import structlog

from offline_queue.contract.attestation import AttestationError, Attester
from offline_queue.contract.due_messages import DueParams, DueServicesAnswer, ServiceDue
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import CountedAct, GuardStoreError, Limit
from offline_queue.portal.port import PortalError

log = structlog.get_logger(__name__)

LIMITS = (Limit(10, 600.0),)
"""How often one person is asked for: nobody comes back more often."""
_NOT_NOW = DueServicesAnswer(result="not_now")


class DueServiceLookUps:
    """Thread-safe. Nothing of an answer is kept."""

    def __init__(self, asking: DossierQuestion, attester: Attester) -> None:
        self._asking = asking
        self._attester = attester

    def due(self, params: DueParams) -> DueServicesAnswer:
        """Give what is due to the person that the ticket names, and to nobody else."""
        try:
            person = self._attester.open_ticket(params.ticket, self._asking.clock.now()).personal_id
        except AttestationError:
            return DueServicesAnswer(result="sign_in")
        try:
            if not self._may(person):
                return DueServicesAnswer(result="too_often")
        except GuardStoreError as error:
            log.error("no due services are asked for", reason=str(error))  # noqa: TRY400  the text is the whole story
            return _NOT_NOW
        if self._asking.portal.due is None:
            return DueServicesAnswer(result="found")
        try:
            found = self._asking.ask(self._asking.portal.due, person)
        except PortalError as error:
            log.info("due services not told", outcome=error.outcome.value)
            return _NOT_NOW
        return DueServicesAnswer(result="found", services=tuple(ServiceDue(**asdict(one)) for one in found))

    def _may(self, person: str) -> bool:
        store = self._asking.store
        digest = store.digest(f"person:{person}")
        with store.changing():
            if store.wait_s(CountedAct.DUE_ASKED, digest, LIMITS) > 0:
                return False
            store.count(CountedAct.DUE_ASKED, digest)
        return True
