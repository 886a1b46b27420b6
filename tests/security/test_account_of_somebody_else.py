"""Somebody signs in with their own VNeID account and files in another citizen's name."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from offline_queue.contract.attestation import Attester
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys
from tests.security.support import PROVEN, UNPROVEN, dossier, note_of, verified

KEYS = Keys()
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
SIGNER = "048085000123"


def test_the_officer_is_told_that_signer_and_requester_differ(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    daemon = Attester(KEYS.opening.derived("kiosk attestation"))
    ticket = daemon.open_ticket(daemon.ticket(SIGNER, 2, NOW), NOW)
    proof = daemon.attest(reference, ticket, code_accepted=True, at=NOW)
    made = dossier(tmp_path, KEYS, verified(proof, SIGNER), reference_uid=reference)
    assert made.manifest.applicant.personal_id == PERSONAL_ID

    note = note_of(tmp_path, KEYS, made)

    assert UNPROVEN in note
    assert "KHÔNG PHẢI người đăng nhập" in note
    assert PROVEN not in note
    # Who signed in travels, always.
    assert SIGNER in note
