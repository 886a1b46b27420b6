"""Requests about a dossier that ended, whose answer was lost, or for which another's row was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, SubmissionKind
from offline_queue.store.database import Database
from offline_queue.store.ending import Ending, EndingReason, end
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.requesting_kiosk import DONE, hands_in_request
from tests.offline_queue.support.requesting_kiosk import RequestingKiosk as Kiosk
from tests.offline_queue.support.requests import ABOUT_A_DOSSIER
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


@pytest.mark.parametrize(
    ("refusal", "taken"),
    [(Reply(409, {"code": 409, "message": "Yêu cầu rút đã tồn tại"}), True), (None, False)],
    ids=["known", "refused"],
)
def test_a_withdrawal_whose_answer_was_lost_and_that_is_then_refused(
    tmp_path: Path, portal: PortalServer, refusal: Reply | None, *, taken: bool
) -> None:
    """A portal that shows nothing of it until its officer agrees: one that knows it says so, one that
    refuses it for another reason may never have had it, and a person looks."""
    kiosk = Kiosk(tmp_path, portal, "opencps")
    no = refusal or Reply(400, {"code": 400, "message": "Hồ sơ không rút được"})

    def lose(call: Call) -> Reply | None:
        if not hands_in_request(call):
            return None
        portal.dossiers[kiosk.dossier.manifest.reference_uid].update(dossierStatus="processing")
        portal.fault = lambda again: no if hands_in_request(again) else None
        return Reply(503, {"code": 503, "message": "lost"})

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        portal.after = lose
        sent = kiosk.request(SubmissionKind.WITHDRAWAL)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in {*DONE, DeliveryState.REJECTED}), kiosk.reason(sent)
    assert (kiosk.state(sent) in DONE) is taken, kiosk.reason(sent)
    assert kiosk.effects(sent) == 1
    assert taken or "rejected 400" in kiosk.reason(sent)


@pytest.mark.parametrize("kind", ABOUT_A_DOSSIER)
def test_what_was_erased_here_after_its_delivery_is_still_the_authoritys(
    kiosk: Kiosk, kind: SubmissionKind
) -> None:
    """The kiosk forgets it by law; the authority goes on, and takes papers for it and a withdrawal."""
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        kiosk.deliver_dossier(client)
        database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
        end(
            database, kiosk.dossier.manifest.reference_uid, Ending.ERASED, EndingReason.CITIZEN, SystemClock()
        )
        database.close()
        sent = kiosk.request(kind)
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: kiosk.state(sent) in {*DONE, DeliveryState.REJECTED}), kiosk.reason(sent)
    assert kiosk.state(sent) in DONE, kiosk.reason(sent)
    assert kiosk.effects(sent) == 1


@pytest.mark.parametrize("ending", [Ending.WITHDRAWN, Ending.ERASED])
def test_nothing_is_asked_about_what_ended_here_before_the_portal_had_it(
    kiosk: Kiosk, ending: Ending
) -> None:
    kiosk.outbox.submit(kiosk.dossier)
    sent = kiosk.request(SubmissionKind.WITHDRAWAL)
    kiosk.outbox.submit(sent)
    database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
    end(database, kiosk.dossier.manifest.reference_uid, ending, EndingReason.CITIZEN, SystemClock())
    database.close()
    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        client.wake()
        assert eventually(lambda: kiosk.state(sent) is DeliveryState.REJECTED), kiosk.reason(sent)
    assert f"its dossier was {ending.value}" in kiosk.reason(sent)
    assert kiosk.effects(sent) == 0


def test_another_dossier_is_not_rated_by_mistake(kiosk: Kiosk) -> None:
    """A portal, or what stands between, mixes two answers up: nothing is posted until it answers right."""
    mixed_up: list[str] = []

    def other(call: Call) -> Reply | None:
        asks = "/dossiers/" in call.path or call.path.startswith("/requests/ratings/")
        if call.method != "GET" or not asks or "votings" in call.path:
            return None
        mixed_up.append(call.path)
        row = {"referenceUid": "another", "dossierNo": "another", "dossierId": 99, "dossierStatus": "done"}
        return Reply(200, {**row, "dossier": "another", "token": "t99", "used": False})

    with running(kiosk.folder, kiosk.keys, kiosk.portal, **kiosk.more) as (_, client):
        sent = kiosk.request(SubmissionKind.RATING)
        kiosk.portal.fault = other
        kiosk.outbox.submit(sent)
        client.wake()
        assert eventually(lambda: len(mixed_up) > 1)
        assert kiosk.state(sent) not in DONE
        assert not any(call.method == "POST" and "/results" in call.path for call in kiosk.portal.calls)
        assert not any(call.method == "POST" and "/ratings" in call.path for call in kiosk.portal.calls)
        kiosk.portal.fault = lambda _call: None
        assert eventually(lambda: kiosk.state(sent) in DONE), kiosk.reason(sent)
    assert kiosk.effects(sent) == 1
