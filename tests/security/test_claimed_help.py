"""A dossier that claims that a member of staff helped, or that one heard the citizen agree."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester, Confirmation, StaffAct
from offline_queue.contract.dossier import Helper, IdentityEvidence
from tests.offline_queue.support.dossiers import Keys
from tests.security.support import dossier, note_of

KEYS = Keys()
DAEMON = Attester(KEYS.opening.derived("kiosk attestation"))
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
HELPED = "Cán bộ Trần Văn Bảy (thẻ CB07) điền giúp tại kiosk."
READ = "Cán bộ Trần Văn Bảy (thẻ CB07) đã đọc lại cho người nộp nghe"


def word(reference: str, act: StaffAct, by: Attester = DAEMON) -> str:
    return by.confirm(
        Confirmation(
            reference_uid=reference, officer_id="CB07", officer_name="Trần Văn Bảy", confirmed_at=NOW, act=act
        )
    )


def note(folder: Path, reference: str, helper: Helper, seen: str = "") -> str:
    evidence = IdentityEvidence(method="card_qr", confirmation=seen)
    return note_of(folder, KEYS, dossier(folder, KEYS, evidence, reference_uid=reference, helper=helper))


def test_the_daemons_word_is_told(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    helper = Helper(
        kind="staff",
        name="Trần Văn Bảy",
        confirmation=word(reference, StaffAct.HELPED),
        read_back="officer",
        read_back_confirmation=word(reference, StaffAct.READ_BACK),
    )
    said = note(tmp_path, reference, helper)
    assert HELPED in said
    assert READ in said
    assert "KHÔNG CÓ" not in said


def test_a_relative_is_told_as_they_were_named(tmp_path: Path) -> None:
    helper = Helper(kind="relative", name="Zơrâm Nhiêu", relation="Con", read_back="heard")
    said = note(tmp_path, str(uuid.uuid4()), helper)
    assert (
        "Người khác điền giúp: Zơrâm Nhiêu (Con), theo lời khai trên màn hình, CHƯA ĐƯỢC ĐỐI CHIẾU." in said
    )
    assert "có người chạm đồng ý trên màn hình; không có cán bộ chứng kiến." in said


@pytest.mark.parametrize("forged", ["another key", "another dossier", "another act", "words"])
def test_anybody_elses_is_not(tmp_path: Path, forged: str) -> None:
    reference = str(uuid.uuid4())
    claim = {
        "another key": word(reference, StaffAct.HELPED, Attester(b"x" * 32)),
        "another dossier": word(str(uuid.uuid4()), StaffAct.HELPED),
        "another act": word(reference, StaffAct.SEEN),
        "words": "v1.e30.e30",
    }[forged]
    helper = Helper(
        kind="staff",
        name="Trần Văn Bảy",
        confirmation=claim,
        read_back="officer",
        read_back_confirmation=claim,
    )
    said = note(tmp_path, reference, helper)
    assert HELPED not in said
    assert READ not in said
    assert said.count("KHÔNG CÓ bằng chứng") == 2


def test_help_is_no_word_for_who_the_citizen_is(tmp_path: Path) -> None:
    """Whoever helped has not compared the citizen with their papers."""
    reference = str(uuid.uuid4())
    helped = word(reference, StaffAct.HELPED)
    helper = Helper(kind="staff", name="Trần Văn Bảy", confirmation=helped, read_back="heard")
    said = note(tmp_path, reference, helper, seen=helped)
    assert "đã đối chiếu người nộp" not in said
