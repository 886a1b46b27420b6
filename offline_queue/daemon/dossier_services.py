"""Everything that is answered about dossiers: look-ups, fees, due services, finished results."""

from __future__ import annotations

from offline_queue.contract.attestation import Attester
from offline_queue.gateway.appointments import Appointments
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.due_services import DueServiceLookUps
from offline_queue.gateway.fees import Fees
from offline_queue.gateway.look_ups import LookUps
from offline_queue.gateway.results import Results
from offline_queue.portal.port import Portal


class DossierServices:
    """Makes and holds the services by which the gateway asks the portal about dossiers."""

    def __init__(self, questions: DossierQuestion, fetching: Portal, attester: Attester) -> None:
        """`questions`: short ones, in turn; `fetching`: for documents, over a connection of its own."""
        fees = Fees(questions)
        look_ups = LookUps(questions, attester)
        self.look_up, self.mine = look_ups.look_up, look_ups.mine
        self.due = DueServiceLookUps(questions, attester).due
        self.fee = fees.fee
        self.appointment = Appointments(questions).check
        self.results = Results(questions, fetching, attester, fees.fee)
