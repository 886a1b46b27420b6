"""A queue with a dossier that requests are about, before a portal of either kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from offline_queue.contract.dossier import DeliveryState, Submission, SubmissionKind, TargetDossier
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer
from tests.offline_queue.support.requests import ABOUT_A_DOSSIER, ratings_of, request
from tests.offline_queue.support.running import eventually

REQUESTS = tuple(kind for kind in SubmissionKind if kind is not SubmissionKind.DOSSIER)
DONE = {DeliveryState.ACCEPTED, DeliveryState.PURGED}


class RequestingKiosk:
    """A queue with a dossier, and a portal."""

    def __init__(self, folder: Path, portal: PortalServer, protocol: str) -> None:
        self.folder = folder
        self.keys = Keys()
        self.portal = portal
        self.protocol = protocol
        self.outbox: Outbox = open_outbox(folder, self.keys)
        self.dossier = submission(self.outbox.reserve_code())
        self.more: dict[str, Any] = {
            "kind": protocol,
            "address": f"{portal.root}/national" if protocol == "dvcqg" else portal.address,
            "file_address": f"{portal.root}/national/store",
            "requests_address": f"{portal.root}/requests",
        }

    def target(self, *, by_uid: bool = True) -> TargetDossier:
        """The dossier as a request names it."""
        manifest = self.dossier.manifest
        uid = manifest.reference_uid if by_uid else ""
        return TargetDossier(code=manifest.provisional_code, reference_uid=uid)

    def request(self, kind: SubmissionKind, **more: Any) -> Submission:
        """A request about the dossier where its kind needs one."""
        target = self.target() if kind in ABOUT_A_DOSSIER else None
        more.setdefault("attester", self.keys.attester)
        return request(kind, self.outbox.reserve_code(), target, **more)

    def state(self, sent: Submission) -> DeliveryState:
        """Where it is."""
        return self.outbox.show(sent.manifest.reference_uid).dossier.state

    def reason(self, sent: Submission) -> str:
        """Why it waits or was refused."""
        return self.outbox.show(sent.manifest.reference_uid).dossier.reason

    def effects(self, sent: Submission) -> int:
        """How often the portal has it."""
        kind = sent.manifest.kind
        if kind is SubmissionKind.RATING:
            answered = ratings_of(sent, self.portal, self.protocol)
            return max(answered) if min(answered) else 0
        if kind is SubmissionKind.WITHDRAWAL:
            return len(self.portal.national.withdrawals) + len(self.portal.withdrawals)
        if kind is SubmissionKind.SUPPLEMENT and self.protocol == "opencps":
            return len(self.portal.supplements)
        return len(self.portal.requests.handed_in)

    def decide(self) -> None:
        """What the officer does at last."""
        for row in self.portal.dossiers.values():
            row.update(dossierStatus="done")
        for row in self.portal.national.rows.values():
            row.update(TrangThaiHoSo="9")

    def ask_for_papers(self, words: str = "Thiếu trang 2") -> None:
        """What the officer does."""
        row = self.portal.dossiers[self.dossier.manifest.reference_uid]
        row.update(dossierStatus="waiting", lastActionNote=words)

    def deliver_dossier(self, client: GatewayClient) -> None:
        """Hand it in, and wait until the portal has it; at an OpenCPS portal papers are asked for then."""
        self.outbox.submit(self.dossier)
        client.wake()
        assert eventually(lambda: self.state(self.dossier) in DONE)
        if self.protocol == "opencps":
            self.ask_for_papers()


def hands_in_request(call: Call) -> bool:
    """Whether it is the call that has the effect; of two votings, the second."""
    ends = ("/submitting", "/cancelling", "-2/results", "/requests/ratings")
    return call.method == "POST" and (call.path.endswith(ends) or b"CapNhatTienDoHoSoMC" in call.body)
