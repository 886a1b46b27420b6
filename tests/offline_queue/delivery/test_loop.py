"""A stored dossier reaches the portal once, whole, and its code comes back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from offline_queue.contract.dossier import DeliveryState, IdentityEvidence
from offline_queue.contract.messages import DossierNews, LinkState
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running


@pytest.fixture
def keys() -> Keys:
    return Keys()


def _state(outbox: Outbox, uid: str) -> DeliveryState | None:
    news = outbox.news(uid)
    return None if news is None else news.state


def test_whole_way(tmp_path: Path, keys: Keys) -> None:
    outbox = open_outbox(tmp_path, keys)
    with PortalServer() as portal, running(tmp_path, keys, portal) as (daemon, client):
        sent = submission(outbox.reserve_code())
        uid = sent.manifest.reference_uid
        outbox.submit(sent)
        client.wake()
        assert eventually(lambda: _state(outbox, uid) is DeliveryState.ACCEPTED)
        news = client.news(uid)
        assert news is not None
        assert news.official_code == "H17.99.01-261124-0001"
        assert news.due_at == "2026-11-27T17:00:00+07:00"
        assert client.status().link is LinkState.ONLINE
        assert daemon.trouble() == ""
        arrived = {file_uid: content for file_uid, (_, content) in portal.files[uid].items()}
        assert arrived == {
            part.file_uid: content for part, content in zip(sent.manifest.parts, sent.contents, strict=True)
        }
        row = portal.dossiers[uid]
        assert row["applicantIdNo"] == PERSONAL_ID
        assert sent.manifest.provisional_code in row["applicantNote"]
        assert portal.calls[-1].headers["groupid"] == "1"


def test_offline_first(tmp_path: Path, keys: Keys) -> None:
    """The portal is down while the citizen submits and comes up later."""
    outbox = open_outbox(tmp_path, keys)
    with PortalServer() as portal:
        portal.fault = lambda _call: Reply(503, raw=b"down", headers={"Content-Type": "text/html"})
        with running(tmp_path, keys, portal) as (_, client):
            sent = submission(outbox.reserve_code())
            outbox.submit(sent)
            client.wake()
            assert eventually(lambda: len(portal.calls) > 0)
            assert client.status().link is not LinkState.ONLINE
            assert portal.creations == []
            portal.fault = lambda _call: None
            assert eventually(lambda: _state(outbox, sent.manifest.reference_uid) is DeliveryState.ACCEPTED)
    assert portal.creations == [sent.manifest.reference_uid]


def test_news_reach_a_listener(tmp_path: Path, keys: Keys) -> None:
    outbox = open_outbox(tmp_path, keys)
    heard: list[DossierNews] = []
    accepted = threading.Event()

    def take(news: DossierNews) -> None:
        heard.append(news)
        if news.state is DeliveryState.ACCEPTED:
            accepted.set()

    with PortalServer() as portal, running(tmp_path, keys, portal) as (_, client):
        listener = threading.Thread(target=client.subscribe, args=(take,))
        listener.start()
        sent = submission(outbox.reserve_code())
        outbox.submit(sent)
        client.wake()
        assert accepted.wait(10)
        client.close()
        listener.join(10)
        assert not listener.is_alive()
    assert [news.state for news in heard][-1] is DeliveryState.ACCEPTED
    assert heard[-1].official_code


def test_pending_token_is_checked_once_on_receipt(tmp_path: Path, keys: Keys) -> None:
    outbox = open_outbox(tmp_path, keys)
    with PortalServer() as portal:
        portal.tokens["VNEID.t"] = {"result": "verified", "level": 2, "claims": {"personal_id": PERSONAL_ID}}
        failed: list[Call] = []

        def fail_first_create(call: Call) -> Reply | None:
            if call.path.endswith("/dossiers") and not failed:
                failed.append(call)
                return Reply(503, {"code": 503, "message": "busy"})
            return None

        portal.fault = fail_first_create
        with running(tmp_path, keys, portal) as (_, client):
            sent = submission(
                outbox.reserve_code(), identity=IdentityEvidence(method="vneid_pending", token="VNEID.t")
            )
            uid = sent.manifest.reference_uid
            outbox.submit(sent)
            client.wake()
            assert eventually(lambda: _state(outbox, uid) is DeliveryState.ACCEPTED)
        checks = [call for call in portal.calls if call.path == "/identity/verify"]
        assert len(checks) == 1
        assert "khớp số định danh" in portal.dossiers[uid]["applicantNote"]
        assert "VNEID.t" not in portal.dossiers[uid]["applicantNote"]


def test_token_of_somebody_else_is_told_to_the_officer(tmp_path: Path, keys: Keys) -> None:
    outbox = open_outbox(tmp_path, keys)
    with PortalServer() as portal, running(tmp_path, keys, portal) as (_, client):
        portal.tokens["VNEID.t"] = {"result": "verified", "claims": {"personal_id": "048090000001"}}
        sent = submission(
            outbox.reserve_code(), identity=IdentityEvidence(method="vneid_pending", token="VNEID.t")
        )
        outbox.submit(sent)
        client.wake()
        uid = sent.manifest.reference_uid
        assert eventually(lambda: _state(outbox, uid) is DeliveryState.ACCEPTED)
        assert "KHÔNG KHỚP" in portal.dossiers[uid]["applicantNote"]


def test_a_portal_that_knows_the_dossier(tmp_path: Path, keys: Keys) -> None:
    """The answer to handing in was lost: doing all of it again changes nothing at the portal."""
    outbox = open_outbox(tmp_path, keys)
    lost: list[Call] = []

    def lose_answer(call: Call) -> Reply | None:
        if call.path.endswith("/submitting") and not lost:
            lost.append(call)
            return Reply(raw=b"{}", cut_after=1)
        return None

    with PortalServer() as portal:
        portal.after = lose_answer
        with running(tmp_path, keys, portal) as (_, client):
            sent = submission(outbox.reserve_code())
            uid = sent.manifest.reference_uid
            outbox.submit(sent)
            client.wake()
            assert eventually(lambda: _state(outbox, uid) is DeliveryState.ACCEPTED)
        uploads = [c for c in portal.calls if c.method == "POST" and c.path.endswith("/files")]
        assert len(uploads) == len(sent.contents)
        assert len(portal.dossiers) == 1
