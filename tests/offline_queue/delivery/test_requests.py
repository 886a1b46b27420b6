"""What else citizens hand in travels as a dossier does: once, sealed, proven, and after its dossier."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, Submission, SubmissionKind, TargetDossier
from offline_queue.contract.requests import ASKED, digest_of_words
from offline_queue.store import queries
from offline_queue.store.database import Database
from offline_queue.store.retry import retry
from offline_queue.store.targets import target
from tests.offline_queue.support.dossiers import MARKER
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.requesting_kiosk import DONE, REQUESTS, hands_in_request
from tests.offline_queue.support.requesting_kiosk import RequestingKiosk as Kiosk
from tests.offline_queue.support.requests import ABOUT_A_DOSSIER, request
from tests.offline_queue.support.running import eventually, running

pytestmark = pytest.mark.mostly_long("one more kind of request by one more protocol", one_in=4)


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


@pytest.fixture(params=["opencps", "dvcqg"])
def kiosk(request: pytest.FixtureRequest, tmp_path: Path, portal: PortalServer) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path, portal, request.param)
    yield made
    made.outbox.close()


@pytest.mark.parametrize("kind", REQUESTS)
def test_each_kind_reaches_the_portal_once(kiosk: Kiosk, kind: SubmissionKind) -> None:
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        sent = kiosk.request(kind)
        assert not kiosk.outbox.submit(sent).repeated
        assert kiosk.outbox.submit(sent).repeated
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in DONE), kiosk.reason(sent)
        assert kiosk.effects(sent) == 1
        assert eventually(lambda: _proven(kiosk, sent))


@pytest.mark.parametrize("kind", REQUESTS)
def test_lost_answers_double_nothing(kiosk: Kiosk, kind: SubmissionKind) -> None:
    """Every answer but the portal's reading ones is lost once."""
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        lost: set[str] = set()

        def lose(call: Call) -> Reply | None:
            # A session is another one after each login.
            body = call.body[call.body.find(b'"service"') if b'"service"' in call.body else 0 :]
            key = f"{call.path} {body[:300]!r}"
            if call.method != "POST" or call.path.endswith(("/auth", "/verify")) or key in lost:
                return None
            lost.add(key)
            return Reply(503, {"code": 503, "message": "lost"})

        kiosk.portal.after = lose
        sent = kiosk.request(kind)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in DONE, 20.0), kiosk.reason(sent)
        assert lost
        assert kiosk.effects(sent) == 1


@pytest.mark.parametrize("moment", ["first", "handing in"])
@pytest.mark.parametrize("kind", REQUESTS)
def test_what_the_portal_took_is_not_refused_once_its_dossier_went_on(
    kiosk: Kiosk, kind: SubmissionKind, moment: str
) -> None:
    """The request was taken and the answer lost; meanwhile the dossier is decided, and no more is taken."""
    lost: list[str] = []

    def lose(call: Call) -> Reply | None:
        if lost or not (hands_in_request(call) or (moment == "first" and _begins_request(call))):
            return None
        lost.append(call.path)
        kiosk.decide()
        kiosk.portal.fault = partial(_takes_no_more, registered=not hands_in_request(call))
        return Reply(503, {"code": 503, "message": "lost"})

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        kiosk.portal.after = lose
        sent = kiosk.request(kind)
        kiosk.outbox.submit(sent)
        client.wake()
        ended = {*DONE, DeliveryState.REJECTED}
        assert eventually(lambda: kiosk.state(sent) in ended, 20.0), kiosk.reason(sent)
    assert (kiosk.state(sent) in DONE, kiosk.reason(sent)) == (True, "")
    assert lost
    assert kiosk.effects(sent) == 1


def test_what_is_decided_before_it_was_asked_for_is_not_withdrawn(kiosk: Kiosk) -> None:
    """Looked at, and decided before the call that would withdraw it."""
    reads: list[str] = []

    def decide(call: Call) -> Reply | None:
        reads_it = b"TraCuuHoSo" in call.body if kiosk.protocol == "dvcqg" else call.method == "GET"
        if reads_it and len(reads) < 2:
            reads.append(call.path)
            if len(reads) == 2:
                kiosk.decide()
        return None

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        kiosk.portal.after = decide
        sent = kiosk.request(SubmissionKind.WITHDRAWAL)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
    assert "decided" in kiosk.reason(sent)
    assert kiosk.effects(sent) == 0


def test_what_the_portal_refused_is_not_told_as_taken_later(kiosk: Kiosk) -> None:
    """It said no; its dossier is decided, and staff have it sent again."""

    def refuse(call: Call) -> Reply | None:
        return Reply(400, {"code": 400, "message": "không rút được"}) if hands_in_request(call) else None

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        kiosk.portal.fault = refuse
        sent = kiosk.request(SubmissionKind.WITHDRAWAL)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
        kiosk.portal.fault = lambda _call: None
        kiosk.decide()
        database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
        retry(database, sent.manifest.reference_uid, SystemClock())
        database.close()
        client.wake()
        assert eventually(lambda: "decided" in kiosk.reason(sent)), kiosk.reason(sent)
    assert kiosk.state(sent) is DeliveryState.REJECTED
    assert kiosk.effects(sent) == 0


@pytest.mark.parametrize("kind", ABOUT_A_DOSSIER)
def test_a_request_goes_after_its_dossier(kiosk: Kiosk, kind: SubmissionKind) -> None:
    """Filed and withdrawn offline: the portal hears of the dossier first."""
    kiosk.outbox.submit(kiosk.dossier)
    sent = kiosk.request(kind)
    kiosk.outbox.submit(sent)
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in DONE, 20.0), kiosk.reason(sent)
    handed_in = [at for at, call in enumerate(kiosk.portal.calls) if _hands_in(call)]
    asked = [at for at, call in enumerate(kiosk.portal.calls) if _is_request(call)]
    assert not asked or min(handed_in) < min(asked)


def test_a_rating_waits_for_no_other_dossier(kiosk: Kiosk) -> None:
    """Its own was finished long ago; it names none in the clear, and so must not be taken for another's."""
    kiosk.outbox.submit(kiosk.dossier)
    sent = kiosk.request(SubmissionKind.RATING)
    kiosk.outbox.submit(sent)
    database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
    with database.reading() as connection:
        row = connection.execute(
            "SELECT target FROM dossier WHERE reference_uid = ?", (sent.manifest.reference_uid,)
        ).fetchone()
        assert row["target"] == ""
        assert target(connection, row["target"]) is None
    database.close()


def test_no_official_number_is_spent_on_a_request(kiosk: Kiosk) -> None:
    sent = kiosk.request(SubmissionKind.PETITION)
    assert kiosk.outbox.submit(sent).reserved_code == ""
    assert kiosk.outbox.show(sent.manifest.reference_uid).dossier.kind == "petition"


def test_nothing_of_a_request_stands_in_the_clear(kiosk: Kiosk) -> None:
    kiosk.outbox.submit(kiosk.request(SubmissionKind.PETITION))
    files = [file for file in (kiosk.folder / "queue").iterdir() if file.is_file()]
    assert not any(MARKER.encode() in file.read_bytes() for file in files)


def test_somebody_elses_dossier_is_not_withdrawn(kiosk: Kiosk) -> None:
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        sent = kiosk.request(SubmissionKind.WITHDRAWAL, person="048190000099")
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
    assert "somebody else" in kiosk.reason(sent)
    assert kiosk.effects(sent) == 0


def test_a_decided_dossier_is_not_withdrawn(kiosk: Kiosk) -> None:
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        for row in kiosk.portal.dossiers.values():
            row["dossierStatus"] = "done"
        for row in kiosk.portal.national.rows.values():
            row["TrangThaiHoSo"] = "10"
        sent = kiosk.request(SubmissionKind.WITHDRAWAL)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
    assert kiosk.effects(sent) == 0


def test_a_forged_code_is_a_persons_matter(kiosk: Kiosk) -> None:
    """A code of no dossier, with a right check character, of no kiosk's queue."""
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        forged = TargetDossier(code="TAM-DN07-0999-F")
        sent = request(SubmissionKind.WITHDRAWAL, kiosk.outbox.reserve_code(), forged)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
    assert kiosk.effects(sent) == 0


def test_a_withdrawn_dossier_takes_no_papers(kiosk: Kiosk) -> None:
    portal = kiosk.portal
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        if kiosk.protocol == "opencps":
            portal.dossiers[kiosk.dossier.manifest.reference_uid]["dossierStatus"] = "cancelled"
        else:
            next(iter(portal.national.rows.values()))["TrangThaiHoSo"] = "7"
        sent = kiosk.request(SubmissionKind.SUPPLEMENT)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED)
    assert "no more papers" in kiosk.reason(sent)
    assert kiosk.effects(sent) == 0
    if kiosk.protocol == "opencps":
        assert len(portal.files[kiosk.dossier.manifest.reference_uid]) == 2


def test_a_second_question_is_not_answered_by_the_first_papers(tmp_path: Path, portal: PortalServer) -> None:
    """The answer to handing in is lost, and the officer asks for something else meanwhile."""
    kiosk = Kiosk(tmp_path, portal, "opencps")

    def lose_and_ask_again(call: Call) -> Reply | None:
        if call.path.endswith("/submitting"):
            kiosk.ask_for_papers("Thiếu chữ ký")
            portal.after = lambda _call: None
            return Reply(503, {"code": 503, "message": "lost"})
        return None

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        portal.after = lose_and_ask_again
        seen = {ASKED: digest_of_words("Thiếu  trang 2 ")}
        sent = request(SubmissionKind.SUPPLEMENT, kiosk.outbox.reserve_code(), kiosk.target(), answers=seen)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in DONE), kiosk.reason(sent)
    row = portal.dossiers[kiosk.dossier.manifest.reference_uid]
    assert (row["dossierStatus"], len(portal.supplements)) == ("waiting", 1)


def _proven(kiosk: Kiosk, sent: Submission) -> bool:
    database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
    try:
        with database.reading() as connection:
            row = connection.execute(
                "SELECT proof, state FROM dossier WHERE reference_uid = ?", (sent.manifest.reference_uid,)
            ).fetchone()
            return bool(row["proof"]) and queries.news(connection, sent.manifest.reference_uid) is not None
    finally:
        database.close()


def _begins_request(call: Call) -> bool:
    return call.method == "POST" and call.path == "/requests"


def _takes_no_more(call: Call, *, registered: bool) -> Reply | None:
    """A portal that looks at the dossier before it looks whether it has the request."""
    again = call.method == "POST" and call.path.startswith("/requests")
    if again and (call.path == "/requests" or (call.path.endswith("/submitting") and not registered)):
        return Reply(400, {"code": 400, "message": "Hồ sơ đã có kết quả"})
    if call.method == "GET" and call.path.startswith("/requests/ratings/"):
        return Reply(404, {"code": 404, "message": "not found"})
    return Reply(200, {"data": []}) if "/postal/votings/dossier/" in call.path else None


def _hands_in(call: Call) -> bool:
    body = call.body.decode(errors="replace")
    submits = call.path.endswith("/submitting") and "/requests" not in call.path
    return submits or ("CapNhatTienDoHoSoMC" in body and '"TrangThai": "1"' in body)


def _is_request(call: Call) -> bool:
    return (
        call.path.startswith("/requests")
        or call.path.endswith("/cancelling")
        or '"TrangThai": "7"' in call.body.decode(errors="replace")
    )
