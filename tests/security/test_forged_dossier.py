"""Whoever can write the queue's file seals a dossier with public keys, and claims a verified citizen."""

from __future__ import annotations

import base64
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.contract.attestation import AttestationError, Attester
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys
from tests.security.support import PROVEN, UNPROVEN, dossier, note_of, verified

KEYS = Keys()
NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
DAEMON = Attester(KEYS.opening.derived("kiosk attestation"))
OTHER = "048190000009"


def attestation(reference_uid: str, personal_id: str = PERSONAL_ID, by: Attester = DAEMON) -> str:
    """What that daemon would give for this dossier."""
    ticket = by.open_ticket(by.ticket(personal_id, 2, NOW), NOW)
    return by.attest(reference_uid, ticket, code_accepted=True, at=NOW)


def made_up(payload: dict[str, object]) -> str:
    """An attestation of somebody who knows the form and not the key."""
    content = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    return f"v1.{content}.{base64.urlsafe_b64encode(b'm' * 32).decode().rstrip('=')}"


def uid() -> str:
    """A reference."""
    return str(uuid.uuid4())


def test_what_the_daemon_attested_is_told_to_the_officer(tmp_path: Path) -> None:
    reference = uid()
    note = note_of(
        tmp_path,
        KEYS,
        dossier(tmp_path, KEYS, verified(attestation(reference)), reference_uid=reference),
    )
    assert PROVEN in note
    assert UNPROVEN not in note
    assert PERSONAL_ID in note


@pytest.mark.parametrize("forged", ["", "v1..", "v1.e30.AAAA", "v2.e30.AAAA", "x" * 5_000])
def test_no_attestation_is_told_as_not_verified(tmp_path: Path, forged: str) -> None:
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, verified(forged)))
    assert UNPROVEN in note
    assert PROVEN not in note
    assert "CHƯA có bằng chứng" in note


def test_one_made_without_the_key_is_none(tmp_path: Path) -> None:
    reference = uid()
    forged = made_up({"reference_uid": reference, "personal_id": PERSONAL_ID, "method": "vneid", "level": 2})
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, verified(forged), reference_uid=reference))
    assert UNPROVEN in note


def test_one_of_another_kiosk_is_none(tmp_path: Path) -> None:
    reference = uid()
    other = Attester(Keys().opening.derived("kiosk attestation"))
    foreign = attestation(reference, by=other)
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, verified(foreign), reference_uid=reference))
    assert UNPROVEN in note


def test_one_taken_out_of_another_dossier_is_none(tmp_path: Path) -> None:
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, verified(attestation(uid())), reference_uid=uid()))
    assert UNPROVEN in note


def test_one_for_another_person_is_none(tmp_path: Path) -> None:
    reference = uid()
    evidence = verified(attestation(reference, OTHER))
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, evidence, reference_uid=reference))
    assert UNPROVEN in note


def test_a_ticket_is_no_attestation_and_an_attestation_no_ticket() -> None:
    with pytest.raises(AttestationError):
        DAEMON.read(DAEMON.ticket(PERSONAL_ID, 2, NOW))
    with pytest.raises(AttestationError):
        DAEMON.open_ticket(attestation(uid()), NOW)


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_changed_character_makes_it_none(place: int, by: int) -> None:
    whole = attestation("6f6a1c1e-0000-4000-8000-000000000001")
    at = place % len(whole)
    changed = whole[:at] + chr((ord(whole[at]) + by) % 256) + whole[at + 1 :]
    try:
        read = DAEMON.read(changed)
    except AttestationError:
        return
    # The last character of unpadded base64 carries bits that mean nothing; what is read is the same.
    assert read == DAEMON.read(whole)


@pytest.mark.long("hundreds of made-up texts; each kind of forgery is tried in every run")
@given(st.text(max_size=80))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(AttestationError):
        DAEMON.read(text)
    with pytest.raises(AttestationError):
        DAEMON.open_ticket(text, NOW)
