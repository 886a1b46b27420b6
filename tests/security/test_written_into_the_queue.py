"""Whoever can write the queue's file writes more into it than dossiers: results, targets, others' parts."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import (
    DeliveryState,
    IdentityEvidence,
    Submission,
    SubmissionKind,
    TargetDossier,
)
from offline_queue.store.database import Database
from offline_queue.store.retry import retry
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer, Reply
from tests.offline_queue.support.requests import request
from tests.offline_queue.support.running import eventually, running

OTHER = "048190000099"
DONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})
ENDED = DONE | {DeliveryState.REJECTED, DeliveryState.DAMAGED}
MATCHES = "hợp lệ, khớp số định danh"
FINAL = (SubmissionKind.WITHDRAWAL, SubmissionKind.CONFIRMATION)


class Queue:
    """A kiosk's queue and a portal, with a hand on the file."""

    def __init__(self, folder: Path, portal: PortalServer, protocol: str) -> None:
        self.folder, self.portal, self.protocol = folder, portal, protocol
        self.keys = Keys()
        self.outbox = open_outbox(folder, self.keys)
        self.more: dict[str, Any] = {
            "kind": protocol,
            "address": f"{portal.root}/national" if protocol == "dvcqg" else portal.address,
            "file_address": f"{portal.root}/national/store",
            "requests_address": f"{portal.root}/requests",
        }

    def write(self, statement: str, *values: object) -> None:
        """Write into the file, past every program."""
        with contextlib.closing(sqlite3.connect(self.folder / "queue" / "outbox.sqlite")) as connection:
            connection.execute(statement, values)
            connection.commit()

    def read(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Read it, past every program."""
        with contextlib.closing(sqlite3.connect(self.folder / "queue" / "outbox.sqlite")) as connection:
            return connection.execute(statement, values).fetchall()

    def state(self, sent: Submission) -> DeliveryState:
        """Where it is."""
        return self.outbox.show(sent.manifest.reference_uid).dossier.state

    def deliver(self, *sent: Submission) -> None:
        """Let the daemon do what it can."""
        with running(self.folder, self.keys, self.portal, **self.more) as (_, client):
            client.wake()
            assert eventually(lambda: all(self.state(one) in ENDED for one in sent), 20.0)

    def withdrawn(self) -> list[str]:
        """What the portal was asked to withdraw."""
        return self.portal.national.withdrawals + self.portal.withdrawals

    def swap(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        """Put one sealed part into another's place, and say that it was always there."""
        found = [
            self.read(
                "SELECT part.id, sealed, sealed_sha256, sealed_size FROM part JOIN blob ON part_id = part.id "
                "JOIN dossier ON dossier.id = dossier_id WHERE reference_uid = ? AND position = ?",
                *place,
            )[0]
            for place in (one, other)
        ]
        for (into, *_), (_, sealed, digest, size) in (found, found[::-1]):
            self.write("UPDATE blob SET sealed = ? WHERE part_id = ?", sealed, into)
            self.write("UPDATE part SET sealed_sha256 = ?, sealed_size = ? WHERE id = ?", digest, size, into)


@pytest.fixture(params=["opencps", "dvcqg"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Queue]:
    with PortalServer() as portal:
        made = Queue(tmp_path, portal, request.param)
        yield made
        made.outbox.close()


def _note(queue: Queue, uid: str) -> str:
    if queue.protocol == "opencps":
        return str(queue.portal.dossiers[uid]["applicantNote"])
    (note,) = [row["GhiChu"] for row in queue.portal.national.rows.values() if row["ThongTinKhac"] == uid]
    return str(note)


def _pending(queue: Queue, seed: int) -> Submission:
    evidence = IdentityEvidence(
        method="vneid_pending", token=f"VNEID.{seed}", personal_id=PERSONAL_ID, full_name=MARKER
    )
    return submission(queue.outbox.reserve_code(), seed=seed, identity=evidence)


def test_a_result_that_somebody_wrote_beside_a_token_is_not_believed(queue: Queue) -> None:
    sent = _pending(queue, 1)
    queue.outbox.submit(sent)
    queue.write("UPDATE dossier SET identity_result = 'verified'")
    queue.deliver(sent)
    note = _note(queue, sent.manifest.reference_uid)
    assert MATCHES not in note
    assert "CHƯA XÁC THỰC" in note


def test_a_result_of_another_dossier_is_not_believed(queue: Queue) -> None:
    queue.portal.tokens["VNEID.1"] = {
        "result": "verified",
        "level": 2,
        "claims": {"personal_id": PERSONAL_ID, "full_name": MARKER},
    }
    genuine, forged = _pending(queue, 1), _pending(queue, 2)
    queue.outbox.submit(genuine)
    queue.deliver(genuine)
    assert MATCHES in _note(queue, genuine.manifest.reference_uid)
    ((written,),) = queue.read("SELECT identity_result FROM dossier")
    queue.outbox.submit(forged)
    queue.write(
        "UPDATE dossier SET identity_result = ? WHERE reference_uid = ?",
        written,
        forged.manifest.reference_uid,
    )
    queue.deliver(forged)
    assert MATCHES not in _note(queue, forged.manifest.reference_uid)


def test_a_token_whose_account_has_another_name_is_told(queue: Queue) -> None:
    """The id is the account's own, the name in the form is somebody else's."""
    queue.portal.tokens["VNEID.1"] = {
        "result": "verified",
        "claims": {"personal_id": PERSONAL_ID, "full_name": "Hồ Văn Nhum"},
    }
    sent = _pending(queue, 1)
    queue.outbox.submit(sent)
    queue.deliver(sent)
    note = _note(queue, sent.manifest.reference_uid)
    assert "họ tên gõ tại máy khác với tài khoản, xin đối chiếu" in note
    assert MATCHES not in note


def test_a_token_of_another_account_is_told_as_no_match(queue: Queue) -> None:
    """Also where the name is the same."""
    queue.portal.tokens["VNEID.1"] = {
        "result": "verified",
        "claims": {"personal_id": "048190000009", "full_name": MARKER},
    }
    sent = _pending(queue, 1)
    queue.outbox.submit(sent)
    queue.deliver(sent)
    note = _note(queue, sent.manifest.reference_uid)
    assert "số định danh KHÔNG KHỚP" in note
    assert MATCHES not in note


@pytest.mark.parametrize("told", ["LÒ THỊ  DẤU–RIÊNG", "Lò Thị Dâú Riêng", "Lò\u200b Thị Dấu‑Riêng"])
def test_the_same_name_typed_otherwise_matches(queue: Queue, told: str) -> None:
    """Nothing of the account was known when the name was typed."""
    queue.portal.tokens["VNEID.1"] = {
        "result": "verified",
        "claims": {"personal_id": PERSONAL_ID, "full_name": told},
    }
    sent = _pending(queue, 1)
    queue.outbox.submit(sent)
    queue.deliver(sent)
    assert MATCHES in _note(queue, sent.manifest.reference_uid)


@pytest.mark.parametrize("kind", FINAL)
@pytest.mark.parametrize("claim", ["none", "another's", "another daemon's"])
def test_nobody_ends_or_settles_a_dossier_by_writing_that_they_may(
    queue: Queue, kind: SubmissionKind, claim: str
) -> None:
    dossier = submission(queue.outbox.reserve_code())
    queue.outbox.submit(dossier)
    uid = dossier.manifest.reference_uid
    attester = {"none": None, "another's": queue.keys.attester, "another daemon's": Keys().attester}[claim]
    target = TargetDossier(code=dossier.manifest.provisional_code, reference_uid=uid)
    sent = request(kind, queue.outbox.reserve_code(), target, attester=attester)
    if claim == "another's":
        # Genuine, given for another request of the same person, and played again here.
        other = request(kind, queue.outbox.reserve_code(), target, seed=2, attester=attester)
        changed = sent.manifest.model_copy(update={"identity": other.manifest.identity})
        sent = Submission(manifest=changed, contents=())
    queue.outbox.submit(sent)
    queue.deliver(dossier, sent)
    assert queue.state(sent) is DeliveryState.REJECTED
    reason = queue.outbox.show(sent.manifest.reference_uid).dossier.reason
    assert reason.startswith("unproven: ")
    assert "asks again" in reason
    assert queue.withdrawn() == []
    assert queue.portal.requests.handed_in == []


STRANGER = "H17.99.77"
_A_FILE = 15_000
"""Bytes: of all that is sent, only files are so long."""


def _address(queue: Queue, authority: str) -> None:
    """Fix another authority, as if the first call had been for it."""
    queue.write("UPDATE dossier SET sent_portal = ?, sent_authority = ?", queue.protocol, authority)


def test_a_dossier_turned_to_another_authority_is_not_sent(queue: Queue) -> None:
    """Not a letter of it: the other authority would hold papers that were never meant for it."""
    sent = submission(queue.outbox.reserve_code())
    queue.outbox.submit(sent)
    _address(queue, STRANGER)
    queue.deliver(sent)
    record = queue.outbox.show(sent.manifest.reference_uid)
    assert record.dossier.state is DeliveryState.REJECTED
    assert record.dossier.reason.startswith("misaddressed: ")
    assert STRANGER in record.dossier.reason
    assert queue.portal.dossiers == {}
    assert queue.portal.national.rows == {}


def test_one_that_was_turned_while_its_files_went_sends_no_more_of_them(queue: Queue) -> None:
    sent = submission(queue.outbox.reserve_code(), sizes=(20_000, 20_000))
    queue.outbox.submit(sent)
    queue.portal.fault = lambda call: Reply(503, {}) if len(call.body) > _A_FILE else None
    with running(queue.folder, queue.keys, queue.portal, **queue.more) as (_, client):
        client.wake()
        waits = "SELECT 1 FROM dossier WHERE portal_id <> '' AND state = 'waiting'"
        assert eventually(lambda: bool(queue.read(waits)), 20.0)
    queue.portal.fault = lambda _call: None
    before = len(queue.portal.calls)
    _address(queue, STRANGER)
    queue.deliver(sent)
    assert queue.state(sent) is DeliveryState.REJECTED
    assert [call.path for call in queue.portal.calls[before:] if len(call.body) > _A_FILE] == []


def test_what_was_turned_is_sent_right_when_staff_send_it_again(queue: Queue) -> None:
    sent = submission(queue.outbox.reserve_code())
    uid = sent.manifest.reference_uid
    queue.outbox.submit(sent)
    _address(queue, STRANGER)
    queue.deliver(sent)
    database = Database.open(queue.folder / "queue" / "outbox.sqlite")
    retry(database, uid, SystemClock())
    queue.deliver(sent)
    assert queue.state(sent) in DONE
    rows = [*queue.portal.dossiers.values(), *queue.portal.national.rows.values()]
    (authority,) = {str(row.get("govAgencyCode") or row.get("DonViXuLy")) for row in rows}
    assert authority == sent.manifest.authority_code


def test_a_withdrawal_turned_to_another_dossier_meets_its_own(queue: Queue) -> None:
    meant, other = (submission(queue.outbox.reserve_code(), seed=seed) for seed in (1, 2))
    for one in (meant, other):
        queue.outbox.submit(one)
    queue.deliver(meant, other)
    target = TargetDossier(code=meant.manifest.provisional_code)
    sent = request(
        SubmissionKind.WITHDRAWAL, queue.outbox.reserve_code(), target, attester=queue.keys.attester
    )
    queue.outbox.submit(sent)
    queue.write("UPDATE dossier SET target = ? WHERE kind = 'withdrawal'", other.manifest.reference_uid)
    queue.deliver(sent)
    assert queue.withdrawn() == [meant.manifest.reference_uid]


@pytest.mark.expects_errors("damaged dossiers are told loudly")
def test_parts_that_changed_places_are_never_delivered(queue: Queue) -> None:
    """The manifest of one dossier in another, and the paper of one in another: both stay for a person."""
    sent = [submission(queue.outbox.reserve_code(), seed=seed) for seed in (1, 2, 3, 4)]
    for one in sent:
        queue.outbox.submit(one)
    uids = [one.manifest.reference_uid for one in sent]
    queue.swap((uids[0], 0), (uids[1], 0))
    queue.swap((uids[2], 1), (uids[3], 1))
    queue.deliver(*sent)
    assert [queue.state(one) for one in sent] == [DeliveryState.DAMAGED] * 4
    assert not any(queue.portal.files.values())


@pytest.mark.expects_errors("damaged dossiers are told loudly")
def test_two_papers_of_one_dossier_that_changed_places_are_found(queue: Queue) -> None:
    sent = submission(queue.outbox.reserve_code(), sizes=(2_000, 2_000))
    queue.outbox.submit(sent)
    uid = sent.manifest.reference_uid
    queue.swap((uid, 1), (uid, 2))
    queue.deliver(sent)
    assert queue.state(sent) is DeliveryState.DAMAGED


def test_only_an_account_that_was_verified_is_told_as_one(queue: Queue) -> None:
    """Not only the note: the portal's own fields for the way in say what the daemon knows."""
    claimed = submission(queue.outbox.reserve_code())
    queue.outbox.submit(claimed)
    queue.deliver(claimed)
    if queue.protocol == "opencps":
        assert queue.portal.dossiers[claimed.manifest.reference_uid]["online"] == "false"
        return
    (row,) = queue.portal.national.rows.values()
    assert (row["KenhThucHien"], row["TaiKhoanDuocXacThucVoiVNeID"]) == ("1", "0")


def test_a_row_in_somebodys_own_name_opens_nobody_elses_dossier(queue: Queue) -> None:
    """A row is made for a stranger's dossier: it shows no more of it than its code does."""
    victim = submission(queue.outbox.reserve_code())
    queue.outbox.submit(victim)
    queue.deliver(victim)
    uid = victim.manifest.reference_uid
    number = queue.outbox.show(uid).dossier.official_code
    own = victim.manifest.applicant.model_copy(update={"personal_id": OTHER})
    ((dossier_id,),) = queue.read("SELECT id FROM dossier")
    forged = victim.manifest.model_copy(update={"applicant": own, "owner": own})
    sealing = open_outbox(queue.folder / "elsewhere", queue.keys)
    sealing.submit(Submission(manifest=forged, contents=victim.contents))
    sealing.close()
    place = queue.folder / "elsewhere" / "queue" / "outbox.sqlite"
    with contextlib.closing(sqlite3.connect(place)) as connection:
        sealed, digest = connection.execute(
            "SELECT sealed, sealed_sha256 FROM blob JOIN part ON part.id = part_id WHERE position = 0"
        ).fetchone()
    queue.write(
        "INSERT OR REPLACE INTO blob SELECT id, ? FROM part WHERE dossier_id = ? AND position = 0",
        sealed,
        dossier_id,
    )
    queue.write("UPDATE part SET sealed_sha256 = ? WHERE dossier_id = ? AND position = 0", digest, dossier_id)
    queue.portal.requests.about[uid] = {
        "draft": {"uid": "d1", "fields": [{"name": "Họ tên", "value": MARKER}], "until": "2099-11-26"}
    }
    with running(queue.folder, queue.keys, queue.portal, **queue.more) as (_, client):
        ticket = queue.keys.attester.ticket(OTHER, 2, SystemClock().now())
        view = client.look_up(number, ticket).dossier
    assert view is not None
    assert not view.own
    assert MARKER not in view.model_dump_json()
