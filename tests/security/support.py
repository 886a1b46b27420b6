"""What an attempt needs: a queue, a portal and a daemon of its own, and the officer's note as it arrived."""

from __future__ import annotations

from pathlib import Path

from offline_queue.contract.dossier import DeliveryState, IdentityEvidence, Submission
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

UNPROVEN = "CHƯA XÁC THỰC"
PROVEN = "đã xác thực qua VNeID"


def verified(attestation: str = "", personal_id: str = PERSONAL_ID) -> IdentityEvidence:
    """Evidence that claims a verified sign-in."""
    return IdentityEvidence(
        method="vneid_verified",
        level=2,
        personal_id=personal_id,
        full_name=MARKER,
        attestation=attestation,
    )


def note_of(folder: Path, keys: Keys, made: Submission) -> str:
    """Deliver the dossier with the kiosk's own daemon; gives the note that the officer reads."""
    outbox = open_outbox(folder, keys)
    outbox.submit(made)
    with PortalServer() as portal, running(folder, keys, portal):
        assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
        (row,) = portal.dossiers.values()
        note = str(row["applicantNote"])
    outbox.close()
    return note


def dossier(folder: Path, keys: Keys, identity: IdentityEvidence, **changes: object) -> Submission:
    """Give a dossier with this evidence."""
    outbox = open_outbox(folder, keys)
    code = outbox.reserve_code()
    outbox.close()
    return submission(code, identity=identity, **changes)  # type: ignore[arg-type]  # fields of the manifest
