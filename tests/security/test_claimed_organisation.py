"""Somebody files in the name of an organisation: believed for its own verified account alone."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import Applicant, Organisation
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys
from tests.security.support import dossier, note_of, verified

KEYS = Keys()
DAEMON = Attester(KEYS.opening.derived("kiosk attestation"))
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
BUSINESS = Organisation(
    name="Công ty TNHH Dệt thổ cẩm Pà Dồn", tax_code="9900000016", kind="business", role="delegate"
)
PROVEN = "với tư cách người được ủy quyền: đã xác thực qua tài khoản VNeID của tổ chức."


def note(folder: Path, tax_code: str) -> str:
    reference = str(uuid.uuid4())
    ticket = DAEMON.open_ticket(DAEMON.ticket(PERSONAL_ID, 2, NOW, tax_code), NOW)
    proof = DAEMON.attest(reference, ticket, code_accepted=True, at=NOW)
    owner = Applicant(full_name=BUSINESS.name, personal_id="")
    made = dossier(folder, KEYS, verified(proof), reference_uid=reference, organisation=BUSINESS, owner=owner)
    return note_of(folder, KEYS, made)


def test_its_own_account_is_told(tmp_path: Path) -> None:
    said = note(tmp_path, BUSINESS.tax_code)
    assert PROVEN in said
    assert BUSINESS.name in said


@pytest.mark.parametrize("tax_code", ["", "0100233488"], ids=["a person's account", "another's account"])
def test_anything_else_is_the_applicants_own_word(tmp_path: Path, tax_code: str) -> None:
    said = note(tmp_path, tax_code)
    assert "tài khoản VNeID của tổ chức" not in said
    assert "người nộp tự khai, CHƯA XÁC THỰC" in said


def test_a_ticket_of_before_knows_no_organisation() -> None:
    assert DAEMON.open_ticket(DAEMON.ticket(PERSONAL_ID, 2, NOW), NOW).tax_code == ""
