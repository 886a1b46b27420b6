"""A dossier that claims that a member of staff saw the citizen."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester, Confirmation
from offline_queue.contract.dossier import IdentityEvidence
from tests.offline_queue.support.dossiers import Keys
from tests.security.support import dossier, note_of

KEYS = Keys()
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
SEEN = "Cán bộ Trần Văn Bảy (thẻ CB07) đã đối chiếu người nộp tại kiosk lúc 15:00 26/11/2026."


def confirmed(reference: str, by: Attester) -> str:
    return by.confirm(
        Confirmation(
            reference_uid=reference, officer_id="CB07", officer_name="Trần Văn Bảy", confirmed_at=NOW
        )
    )


def note(folder: Path, reference: str, confirmation: str) -> str:
    evidence = IdentityEvidence(method="card_qr", confirmation=confirmation)
    made = dossier(folder, KEYS, evidence, reference_uid=reference)
    return note_of(folder, KEYS, made)


def test_the_daemons_word_is_told(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    daemon = Attester(KEYS.opening.derived("kiosk attestation"))
    said = note(tmp_path, reference, confirmed(reference, daemon))
    assert SEEN in said
    assert "mã QR trên thẻ căn cước" in said


@pytest.mark.parametrize("forged", ["another key", "another dossier", "words"])
def test_anybody_elses_is_not(tmp_path: Path, forged: str) -> None:
    reference = str(uuid.uuid4())
    daemon = Attester(KEYS.opening.derived("kiosk attestation"))
    claims = {
        "another key": confirmed(reference, Attester(b"x" * 32)),
        "another dossier": confirmed(str(uuid.uuid4()), daemon),
        "words": "v1.e30.e30",
    }
    said = note(tmp_path, reference, claims[forged])
    assert "đã đối chiếu người nộp" not in said
    assert "KHÔNG CÓ bằng chứng" in said
