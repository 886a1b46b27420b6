"""An account whose claims hold signs that nobody sees: who signed in with it is believed all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.dossier import Applicant, DeliveryState, IdentityEvidence
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from tests.security.support import PROVEN, UNPROVEN
from vietnam.names import without_hidden

FIRST, REST = MARKER.split(" ", 1)
NAMES = {
    "zero width": f"{FIRST}\u200b {REST}",
    "byte order mark": f"\ufeff{MARKER}",
    "soft hyphen": f"{FIRST}\u00ad {REST}",
    "control": f"{MARKER}\x00",
    "direction": f"\u202a{MARKER}\u202c",
}


@pytest.mark.parametrize("told", NAMES.values(), ids=NAMES)
def test_the_account_s_own_name_as_it_is_seen_is_believed(tmp_path: Path, told: str) -> None:
    """The screen shows and stores it without them."""
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    with PortalServer() as portal, running(tmp_path, keys, portal) as (_, client):
        claims = {"personal_id": f"{PERSONAL_ID}\u200b", "full_name": told}
        portal.tokens["VNEID.1"] = {"result": "verified", "level": 2, "claims": claims}
        verified = client.verify_token("VNEID.1")
        seen = {name: without_hidden(value) for name, value in verified.claims.items()}
        assert seen == {"personal_id": PERSONAL_ID, "full_name": MARKER}
        sent = submission(outbox.reserve_code())
        word = client.attest(sent.manifest.reference_uid, verified.ticket)
        person = Applicant(full_name=seen["full_name"], personal_id=seen["personal_id"])
        evidence = IdentityEvidence(
            method="vneid_verified",
            level=2,
            attestation=word,
            personal_id=seen["personal_id"],
            full_name=seen["full_name"],
        )
        changes = {"identity": evidence, "applicant": person, "owner": person}
        outbox.submit(sent.model_copy(update={"manifest": sent.manifest.model_copy(update=changes)}))
        client.wake()
        assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)
        (row,) = portal.dossiers.values()
    outbox.close()
    assert PROVEN in row["applicantNote"]
    assert UNPROVEN not in row["applicantNote"]
