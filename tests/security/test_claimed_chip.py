"""A screen that claims to have read the chip of somebody's card: the daemon verifies the data itself."""

from __future__ import annotations

import json
import socket
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chip_data import tlv
from chip_data.signed_data import SignedData
from chip_data.trust_store import TrustStore, load_trust_store
from drivers.chip_reader.emulator.issuer import (
    country_signer,
    document_signer,
    revocation_list,
    security_object,
)
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.runtime.dossier_files import identity_note
from offline_queue.contract.attestation import TICKET_HOLDS, Attester
from offline_queue.contract.dossier import IdentityEvidence
from offline_queue.contract.gateway_client import GatewayUnavailable
from offline_queue.contract.messages import MAX_LINE
from offline_queue.contract.sign_in_messages import (
    LONGEST_GROUP,
    LONGEST_SECURITY_OBJECT,
    MOST_GROUPS,
    AttestParams,
    ChipParams,
    CodeParams,
    Verified,
)
from offline_queue.gateway.chip_check import ChipCheck
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import SignIns
from tests.drivers.chip_reader.cards import PAST, VALID, Country, holder
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import running
from tests.security.support import PROVEN, UNPROVEN, dossier, note_of, verified

KEYS = Keys()
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAEMON = Attester(KEYS.opening.derived("kiosk attestation"))
COUNTRY = Country()
OTHER_ID = "092190001234"
BY_CHIP = "đọc từ chip thẻ căn cước, kiosk đã kiểm tra chữ ký"


def read(country: Country = COUNTRY, personal_id: str = PERSONAL_ID) -> SignedData:
    """What a reader gets from a genuine card of that country."""
    groups = holder(personal_id=personal_id).groups()
    wanted = {number: groups[number] for number in (1, 13)}
    return SignedData(security_object(country.signer, groups), wanted)


def said(data: SignedData, trusted: TrustStore | None = None, attester: Attester = DAEMON) -> tuple[str, str]:
    """What the daemon answers to such data: result and word."""
    check = ChipCheck(trusted or COUNTRY.trusted(), attester, FakeClock(NOW))
    answer = check.check(
        ChipParams.model_construct(security_object=data.security_object, groups=dict(data.groups))
    )
    assert bool(answer.word) == (answer.result == "verified")
    return answer.result, answer.word


def sign_ins(folder: Path, clock: FakeClock, codes: CodeMachine | None = None) -> SignIns:
    """The daemon's sign-ins."""
    store = memory_store(clock, folder)
    guard = CodeGuard(codes or CodeMachine(), store)
    return SignIns(lambda _token: Verified(result="unknown"), guard, store, DAEMON, clock)


def attested(reference: str, folder: Path, word: str | None = None) -> str:
    """The daemon's attestation of a dossier by a card of `PERSONAL_ID`."""
    asked = AttestParams(reference_uid=reference, ticket=said(read())[1] if word is None else word)
    return sign_ins(folder / "codes", FakeClock(NOW)).attest(asked).attestation


def by_chip(attestation: str, personal_id: str = PERSONAL_ID) -> IdentityEvidence:
    """What a dossier says that came by a chip."""
    return IdentityEvidence(
        method="card_chip", personal_id=personal_id, full_name=MARKER, attestation=attestation
    )


@pytest.fixture(autouse=True)
def _folder_for_codes(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()


def test_a_genuine_card_is_vouched_for_as_data_and_not_as_a_person(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    made = dossier(tmp_path, KEYS, by_chip(attested(reference, tmp_path)), reference_uid=reference)
    note = note_of(tmp_path, KEYS, made)
    assert BY_CHIP in note
    assert "người cầm thẻ CHƯA ĐƯỢC ĐỐI CHIẾU" in note
    assert PROVEN not in note


@pytest.mark.parametrize("claim", ["", "v1.e30.AAAA", "another dossier", "another kiosk", "another person"])
def test_a_claim_without_the_daemons_own_word_is_told_as_not_verified(tmp_path: Path, claim: str) -> None:
    reference = str(uuid.uuid4())
    proofs = {
        "another dossier": lambda: attested(str(uuid.uuid4()), tmp_path),
        "another kiosk": lambda: Attester(b"o" * 32).attest_chip(
            reference,
            Attester(b"o" * 32).open_chip_word(said(read(), attester=Attester(b"o" * 32))[1], NOW),
            at=NOW,
        ),
        "another person": lambda: attested(reference, tmp_path, said(read(personal_id=OTHER_ID))[1]),
    }
    proof = proofs[claim]() if claim in proofs else claim
    made = dossier(tmp_path, KEYS, by_chip(proof), reference_uid=reference)
    note = note_of(tmp_path, KEYS, made)
    assert UNPROVEN in note
    assert BY_CHIP not in note


def test_a_card_of_somebody_else_than_the_requester_is_told(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    proof = attested(reference, tmp_path, said(read(personal_id=OTHER_ID))[1])
    made = dossier(tmp_path, KEYS, by_chip(proof, OTHER_ID), reference_uid=reference)
    note = note_of(tmp_path, KEYS, made)
    assert "người yêu cầu KHÔNG PHẢI chủ thẻ" in note
    assert BY_CHIP not in note


def test_a_chip_never_stands_for_a_verified_account(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    evidence = verified(attested(reference, tmp_path))
    note = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, evidence, reference_uid=reference))
    assert UNPROVEN in note
    assert PROVEN not in note


def test_a_verified_account_never_stands_for_a_chip(tmp_path: Path) -> None:
    reference = str(uuid.uuid4())
    ticket = DAEMON.ticket(PERSONAL_ID, 2, NOW)
    note = note_of(
        tmp_path,
        KEYS,
        dossier(tmp_path, KEYS, by_chip(attested(reference, tmp_path, ticket)), reference_uid=reference),
    )
    assert UNPROVEN in note
    assert BY_CHIP not in note


def test_a_signature_by_anybody_but_the_country_is_refused() -> None:
    own = Country()
    assert said(read(own))[0] == "chip.unknown_signer"
    # The country's own name on a certificate that it did not sign.
    forged = Country(country_signer(VALID))
    assert said(read(forged))[0] == "chip.unknown_signer"
    # The country's certificate beside a signature by another key.
    borrowed = Country(COUNTRY.top)
    borrowed.signer = replace(COUNTRY.signer, key=document_signer(own.top, VALID).key)
    assert said(read(borrowed))[0] == "chip.signature"


def test_groups_of_another_person_are_refused() -> None:
    mine, other = read(), read(personal_id=OTHER_ID)
    assert said(SignedData(mine.security_object, other.groups))[0] == "chip.changed"
    mixed = {1: mine.groups[1], 13: other.groups[13]}
    assert said(SignedData(mine.security_object, mixed))[0] == "chip.changed"


def test_a_changed_name_is_refused() -> None:
    mine = read()
    changed = mine.groups[13].replace(b"Giang", b"Hoang")
    assert changed != mine.groups[13]
    assert said(SignedData(mine.security_object, {**mine.groups, 13: changed}))[0] == "chip.changed"


@pytest.mark.parametrize("kept", [(), (1,), (13,)])
def test_groups_that_are_left_out_are_missed(kept: tuple[int, ...]) -> None:
    mine = read()
    part = {number: mine.groups[number] for number in kept}
    assert said(SignedData(mine.security_object, part))[0] == "chip.data"


def test_a_group_that_nobody_signed_is_refused() -> None:
    mine = read()
    assert said(SignedData(mine.security_object, {**mine.groups, 16: b"\x70\x00"}))[0] == "chip.changed"


def test_a_signer_whose_time_is_over_is_refused() -> None:
    over = Country(COUNTRY.top)
    over.signer = document_signer(COUNTRY.top, PAST)
    assert said(read(over))[0] == "chip.expired_signer"


def test_a_signer_that_was_withdrawn_is_refused(tmp_path: Path) -> None:
    stolen = Country(COUNTRY.top)
    stolen.signer = document_signer(COUNTRY.top, VALID)
    folder = tmp_path / "signers"
    folder.mkdir()
    (folder / "country.cer").write_bytes(COUNTRY.top.der())
    (folder / "country.crl").write_bytes(revocation_list(COUNTRY.top, stolen.signer.certificate, NOW))
    trusted = load_trust_store(folder)
    assert said(read(stolen), trusted)[0] == "chip.revoked_signer"
    assert said(read(), trusted)[0] == "verified"


def test_a_daemon_without_country_signers_vouches_for_nothing() -> None:
    answer = ChipCheck(None, DAEMON, FakeClock(NOW)).check(
        ChipParams.model_construct(security_object=read().security_object, groups=dict(read().groups))
    )
    assert (answer.result, answer.word) == ("unavailable", "")


def test_a_word_for_a_chip_sends_nobody_a_code_and_is_no_ticket(tmp_path: Path) -> None:
    codes = CodeMachine()
    service = sign_ins(tmp_path / "codes", FakeClock(NOW), codes)
    word = said(read())[1]
    asked = CodeParams(reference_uid=str(uuid.uuid4()), personal_id=PERSONAL_ID, ticket=word)
    assert service.request_code(asked).result == "no_phone"
    assert codes.sent == 0
    assert (
        service.attest(
            AttestParams(
                reference_uid="a", ticket=DAEMON.attest_chip("a", DAEMON.open_chip_word(word, NOW), at=NOW)
            )
        ).attestation
        == ""
    )


def test_a_word_that_was_kept_holds_no_longer(tmp_path: Path) -> None:
    word = said(read())[1]
    later = FakeClock(NOW + TICKET_HOLDS + timedelta(minutes=1))
    asked = AttestParams(reference_uid=str(uuid.uuid4()), ticket=word)
    assert sign_ins(tmp_path / "codes", later).attest(asked).attestation == ""


def test_over_the_socket_only_what_is_whole_and_of_its_size_is_looked_at(tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    signers.mkdir()
    (signers / "country.cer").write_bytes(COUNTRY.top.der())
    mine = read()
    chip = {"reader": "", "trust_store": signers}
    with PortalServer() as portal, running(tmp_path, KEYS, portal, chip=chip) as (_, client):
        answer = client.check_chip(mine.security_object, mine.groups)
        assert answer.result == "verified"
        assert client.attest("uid", answer.word).startswith("v1.")
        assert client.mine(answer.word).result == "sign_in"
        for refused in (
            (bytes(LONGEST_SECURITY_OBJECT + 1), mine.groups),
            (mine.security_object, {**mine.groups, 13: bytes(LONGEST_GROUP + 1)}),
            (mine.security_object, {**mine.groups, 2: b"", 3: b""}),
        ):
            with pytest.raises(GatewayUnavailable):
                client.check_chip(*refused)
        line = {
            "v": 1,
            "id": 1,
            "method": "identity.chip",
            "params": {"security_object": "\ud83d", "groups": {"1": 5, "x": "AA"}},
        }
        with socket.socket(socket.AF_UNIX) as raw:
            raw.settimeout(20)
            raw.connect(str(tmp_path / "run" / "sync.sock"))
            raw.sendall(json.dumps(line).encode() + b"\n")
            assert b'"code":"params"' in raw.recv(65_536).replace(b" ", b"")
        deep = tlv.build(0x77, b"\x30\x80" * 4_000)
        assert client.check_chip(deep, mine.groups).result == "chip.signature"
        assert client.check_chip(mine.security_object, mine.groups).result == "verified"


def test_the_largest_that_may_be_sent_fits_a_line() -> None:
    in_base64 = 4 * (LONGEST_SECURITY_OBJECT + MOST_GROUPS * LONGEST_GROUP) // 3
    assert in_base64 + 1_000 < MAX_LINE


def test_what_is_printed_says_checked_only_with_the_daemons_word() -> None:
    claims = Claims({})
    without = identity_note(Identity(IdentityMethod.CARD_CHIP, claims))
    assert "đã kiểm tra" not in without
    assert "sẽ được đối chiếu" in without
    vouched = identity_note(Identity(IdentityMethod.CARD_CHIP, claims, chip_word="v1.word"))
    assert "dịch vụ gửi đã kiểm tra chữ ký" in vouched
    assert "người cầm thẻ sẽ được đối chiếu" in vouched
    # A chip's word is none of a sign-in, there as here.
    signed_in = Identity(IdentityMethod.VNEID_VERIFIED, claims, level=2, chip_word="v1.word")
    assert "đã được xác thực" not in identity_note(signed_in)
    assert "đã được xác thực" in identity_note(replace(signed_in, ticket="v1.ticket"))
