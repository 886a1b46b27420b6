"""The real message of every modelled procedure, by every way a citizen comes, in both portals' formats.

What the screen makes is stored and sent by the daemon; looked at is what then lies at the portal.
"""

from __future__ import annotations

import json
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from configuration.delivery_tables import PortalSettings
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.expand import MORE
from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.composition import NOTICE
from kiosk_app.forms.derive import derived, relevant
from kiosk_app.forms.known import read_only
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.runtime.dossier_files import make_parts, make_submission
from kiosk_app.session.facts.filing import DossierContent
from kiosk_app.session.facts.helped import Helped
from offline_queue.contract.attestation import Attester, Confirmation, StaffAct, mark_of
from offline_queue.contract.dossier import ClockReading, CodeEvidence, DeliveryState, Manifest, Submission
from offline_queue.contract.provisional_code import PREFIX
from tests.catalogue.samples import TODAY, shipped
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from tests.runtime.workbench import KIOSK
from tests.screens.stage import page
from tests.support.slices import share

MOMENT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
FILE_BYTES = int(PortalSettings.model_fields["max_file_kb"].default) * 1000
ANOTHER = {"full_name": "Ơrăng Thị Bhƀêc Ŭn", "personal_id": "048177000123"}
"""Somebody else, with letters of the Cơ Tu and the Ê Đê."""
NUMBER = CLAIMS.get("personal_id")


@dataclass(frozen=True)
class Way:
    """How a citizen comes, and what the portal is to be told of it."""

    method: IdentityMethod
    online: bool
    """Their own account, by their own hand."""
    account: bool
    """Whether the account was verified."""
    helped: str = ""
    token: str = ""
    told: str = ""
    """What the identity service says on receipt: the personal id of the account."""
    requester: str = ""
    """Another id in the form than that of the account."""
    delivery: str = "1"
    somebody_else: bool = False
    """The dossier is about another person, where the procedure knows such."""


VNEID, PENDING = IdentityMethod.VNEID_VERIFIED, IdentityMethod.VNEID_PENDING
WAYS = {
    "own account": Way(VNEID, online=True, account=True),
    "own account, by post": Way(VNEID, online=True, account=True, delivery="2"),
    "own account, for somebody else": Way(VNEID, online=True, account=True, somebody_else=True, delivery="3"),
    "own account, staff typed": Way(VNEID, online=False, account=True, helped="staff"),
    "own account, a relative typed": Way(VNEID, online=False, account=True, helped="relative"),
    "somebody's account": Way(VNEID, online=False, account=False, requester="048190000199"),
    "offline, right on receipt": Way(PENDING, online=True, account=True, token="T1", told=NUMBER),
    "offline, another's on receipt": Way(
        PENDING, online=False, account=False, token="T2", told="048190000199"
    ),
    "offline, helped": Way(PENDING, online=False, account=True, token="T3", told=NUMBER, helped="staff"),
    "offline, unknown on receipt": Way(PENDING, online=False, account=False, token="T4"),
    "chip": Way(IdentityMethod.CARD_CHIP, online=False, account=False),
    "card": Way(IdentityMethod.CARD_QR, online=False, account=False, somebody_else=True),
    "typed": Way(IdentityMethod.STAFF, online=False, account=False, helped="staff"),
}
CASES = share(
    [(protocol, code) for code in sorted(shipped()) for protocol in ("opencps", "dvcqg")],
    6,
    kind=lambda case: case[0],
)


@cache
def _answers(code: str, delivery: str, requester: str, *, somebody_else: bool) -> dict[str, str]:
    procedure = shipped()[code]
    claims = Claims({**CLAIMS.values, **({"personal_id": requester} if requester else {})})
    answers = made_up(procedure, claims, TODAY, **{procedure.delivery_field: delivery})
    if somebody_else and procedure.owner["full_name"] != procedure.applicant["full_name"]:
        answers |= {procedure.owner[claim]: value for claim, value in ANOTHER.items()}
    return derived(procedure, answers)


def _submission(procedure: Procedure, way: Way, code: str, by: Attester) -> Submission:
    """What the screen would store."""
    reference = str(uuid.uuid4())
    answers = _answers(procedure.code, way.delivery, way.requester, somebody_else=way.somebody_else)
    known = Claims() if way.method is PENDING else CLAIMS
    identity = Identity(way.method, known, token=way.token, level=2 if way.method is VNEID else None)
    needed = required_documents(procedure, answers, identity.verified)
    pages = tuple((one.part_no, (page(1),)) for one, need in needed if need is Need.REQUIRED)
    given = DossierContent(reference, procedure, identity, answers, pages, MOMENT)
    prepared = make_parts(given, code, KIOSK, MOMENT, lambda: str(uuid.uuid4()), FILE_BYTES)
    attestation = ""
    if way.method is VNEID:
        ticket = by.open_ticket(by.ticket(NUMBER, 2, MOMENT, name=mark_of(CLAIMS.get("full_name"))), MOMENT)
        attestation = by.attest(reference, ticket, code_accepted=True, at=MOMENT)
    elif way.method is IdentityMethod.CARD_CHIP:
        word = by.open_chip_word(by.chip_word(NUMBER, MOMENT), MOMENT)
        attestation = by.attest_chip(reference, word, at=MOMENT)
    helped = None
    if way.helped:
        badge = by.confirm(
            Confirmation(
                reference_uid=reference,
                officer_id="CB07",
                officer_name="Trần Văn Bảy",
                confirmed_at=MOMENT,
                act=StaffAct.HELPED,
            )
        )
        helped = Helped(way.helped, "Trần Văn Bảy", "", badge if way.helped == "staff" else "", "heard")
    notice = load_notice(NOTICE, KIOSK.authority_name, KIOSK.phone)
    clock = ClockReading(made_at=MOMENT, doubtful=False)
    return make_submission(
        prepared, KIOSK, notice, CodeEvidence(method="touch"), clock, attestation, helped=helped
    )


def _sent(
    folder: Path, protocol: str, code: str
) -> dict[str, tuple[Manifest, dict[str, Any], dict[str, Any]]]:
    """Deliver one dossier by every way. Gives the way → manifest, the portal's row, its files by uid."""
    keys = Keys()
    outbox = open_outbox(folder, keys)
    made: dict[str, Submission] = {}
    with PortalServer() as portal:
        for name, way in WAYS.items():
            if way.told:
                claims = {"personal_id": way.told, "full_name": CLAIMS.get("full_name")}
                portal.tokens[way.token] = {"result": "verified", "level": 2, "claims": claims}
            made[name] = _submission(shipped()[code], way, outbox.reserve_code(), keys.attester)
            outbox.submit(made[name])
        more: dict[str, Any] = {
            "kind": protocol,
            "address": f"{portal.root}/national" if protocol == "dvcqg" else portal.address,
            "file_address": f"{portal.root}/national/store",
        }
        with running(folder, keys, portal, **more) as (_, client):
            client.wake()
            done = {DeliveryState.ACCEPTED, DeliveryState.PURGED}
            assert eventually(lambda: all(one.state in done for one in outbox.list()))
        outbox.close()
        if protocol == "opencps":
            return {
                name: (
                    one.manifest,
                    portal.dossiers[one.manifest.reference_uid],
                    portal.files[one.manifest.reference_uid],
                )
                for name, one in made.items()
            }
        rows = {row["ThongTinKhac"]: row for row in portal.national.rows.values()}
        return {
            name: (one.manifest, rows[one.manifest.reference_uid], dict(portal.national.files))
            for name, one in made.items()
        }


def _opencps(way: Way, manifest: Manifest, row: dict[str, Any], files: dict[str, Any]) -> None:
    assert row["online"] == str(way.online).lower()
    same = not way.somebody_else or manifest.owner.personal_id == manifest.applicant.personal_id
    assert row["isSameAsApplicant"] == str(same).lower()
    assert row["viaPostal"] == ("1" if way.delivery == "2" else "0")
    assert bool(row["postalAddress"]) == (way.delivery == "2")
    assert PREFIX not in row["dossierNo"]
    assert row["serviceCode"] == manifest.service_code
    for part in manifest.parts:
        fields, content = files[part.file_uid]
        assert len(content) <= FILE_BYTES
        assert fields["dossierPartNo"] == part.part_no
        assert (fields["eForm"] == "true") == bool(part.form_data)


def _dvcqg(way: Way, manifest: Manifest, row: dict[str, Any], files: dict[str, Any]) -> None:
    assert row["KenhThucHien"] == ("2" if way.online else "1")
    assert row["TaiKhoanDuocXacThucVoiVNeID"] == ("1" if way.account else "0")
    assert row["HinhThuc"] == ("1" if way.delivery == "2" else "0")
    assert bool(row["ThongTinTra"]) == (way.delivery == "2")
    assert not row["MaHoSo"].startswith(PREFIX)
    assert row["MaTTHC"] == manifest.service_code
    # The account's TechID, which no service tells this kiosk: nothing is made up.
    assert row["MaDoiTuong"] == ""
    assert row["LoaiDoiTuong"] == "1"
    assert row["ChuHoSo"] == manifest.owner.full_name
    procedure = shipped()[manifest.service_code]
    by_uid = {part.file_uid: part for part in manifest.parts}
    listed = {one["TepDinhKemId"]: one for one in row["TaiLieuNop"] if one["TepDinhKemId"]}
    assert listed.keys() == by_uid.keys()
    for uid, one in listed.items():
        component = procedure.component(by_uid[uid].part_no)
        assert one["DuocSoHoa"] == ("0" if component.need is Need.GENERATED else "1")
        assert one["MaThanhPhanHoSo"] == (component.code or component.part_no)
        assert len(files[uid][1]) <= FILE_BYTES
    for one in row["TaiLieuNop"]:
        if not one["TepDinhKemId"]:
            assert (one["DuocSoHoa"], one["DuocLayTuKhoDMQG"]) == ("0", "1")
    assert all(isinstance(value, str | list) for value in row.values())


CHECKS: dict[str, Callable[[Way, Manifest, dict[str, Any], dict[str, Any]], None]] = {
    "opencps": _opencps,
    "dvcqg": _dvcqg,
}


@pytest.mark.mostly_long("one more procedure by each of the thirteen ways", one_in=4, kind="protocol")
@pytest.mark.parametrize(("protocol", "code"), CASES)
def test_the_message_says_how_it_came_what_it_is_and_loses_nothing(
    tmp_path: Path, protocol: str, code: str
) -> None:
    for name, (manifest, row, files) in _sent(tmp_path, protocol, code).items():
        try:
            CHECKS[protocol](WAYS[name], manifest, row, files)
            _every_answer(manifest)
        except AssertionError as error:
            raise AssertionError(f"{code} by {protocol}, {name}: {error}") from error


def _every_answer(manifest: Manifest) -> None:
    """The e-form that goes holds every answer that counts, letter for letter."""
    (form,) = [json.loads(part.form_data) for part in manifest.parts if part.form_data]
    said = json.dumps(form, ensure_ascii=False)
    for key, value in relevant(shipped()[manifest.service_code], manifest.answers).items():
        if key.endswith(MORE):
            # Whether another row follows is no answer of the form: the rows say it.
            continue
        assert json.dumps(value, ensure_ascii=False)[1:-1] in said
        assert unicodedata.is_normalized("NFC", value)


@pytest.mark.parametrize("code", sorted(shipped()))
def test_nobody_who_signed_in_can_write_another_requester(code: str) -> None:
    """What names the requester in the message is a field that the account locks; another is not online."""
    procedure = shipped()[code]
    locked = read_only(procedure, Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2))
    assert {procedure.applicant["full_name"], procedure.applicant["personal_id"]} <= locked
