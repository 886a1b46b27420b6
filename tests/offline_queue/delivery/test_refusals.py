"""What the portal refuses goes to people, with its words; the others go on."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, Submission
from offline_queue.contract.messages import LinkState
from offline_queue.delivery.backoff import Backoff
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from offline_queue.store.retry import retry
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running

pytestmark = pytest.mark.mostly_long("by one more protocol", one_in=2)

KEYS = Keys()
HTML = {"Content-Type": "text/html"}


def _store(outbox: Outbox, count: int) -> list[Submission]:
    made = [submission(outbox.reserve_code(), seed=seed, sizes=(700, 900)) for seed in range(count)]
    for one in made:
        outbox.submit(one)
    return made


def _states(outbox: Outbox) -> list[DeliveryState]:
    return [line.state for line in outbox.list()]


def _create_of(sent: Submission, reply: Callable[[], Reply]) -> Callable[[Call], Reply | None]:
    def fault(call: Call) -> Reply | None:
        mine = call.method == "POST" and call.path.endswith("/dossiers")
        return reply() if mine and call.form["referenceUid"] == sent.manifest.reference_uid else None

    return fault


@pytest.mark.mostly_long("by one more protocol", one_in=3)
@pytest.mark.parametrize(("status", "count"), [(400, 20), (404, 5), (422, 5)])
def test_poison_among_twenty(tmp_path: Path, status: int, count: int) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, count)
    words = f"Công dân {MARKER} số {PERSONAL_ID} sai ngày cấp"
    with PortalServer() as portal:
        answer = {"code": status, "message": words, "field": "applicantIdDate"}
        portal.fault = _create_of(made[0], lambda: Reply(status, answer))
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox).count(DeliveryState.ACCEPTED) == count - 1)
    assert _states(outbox)[0] is DeliveryState.REJECTED
    reason = outbox.list()[0].reason
    assert "applicantIdDate" in reason
    assert MARKER not in reason
    assert PERSONAL_ID not in reason


def test_refused_dossiers_stay_refused_after_a_restart(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, 1)
    with PortalServer() as portal:
        portal.fault = _create_of(made[0], lambda: Reply(400, {"code": 400, "message": "sai"}))
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox) == [DeliveryState.REJECTED])
        portal.fault = lambda _call: None
        portal.calls.clear()
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: client.status().link is LinkState.ONLINE)
            client.wake()
            assert eventually(lambda: len(portal.calls) > 2)
    assert _states(outbox) == [DeliveryState.REJECTED]
    assert portal.creations == []
    assert len(outbox.show(made[0].manifest.reference_uid).parts) == 3


@pytest.mark.expects_errors("a record that the portal lost is told")
def test_a_record_that_the_portal_dropped_is_made_again_by_retry(tmp_path: Path) -> None:
    """Portals clear away what was registered and never handed in, e.g. while the kiosk had no network."""
    outbox = open_outbox(tmp_path, KEYS)
    (made,) = _store(outbox, 1)

    def clear_away(call: Call) -> Reply | None:
        if call.path.endswith("/files"):
            portal.dossiers.clear()
        return None

    with PortalServer() as portal:
        portal.fault = clear_away
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: _states(outbox) == [DeliveryState.REJECTED])
            assert outbox.list()[0].reason.startswith("record_gone 404")
            portal.fault = lambda _call: None
            retry(
                Database.open(tmp_path / "queue" / "outbox.sqlite"),
                outbox.list()[0].reference_uid,
                SystemClock(),
            )
            client.wake()
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])
    uids = [row["referenceUid"] for row in portal.dossiers.values()]
    assert uids == [made.manifest.reference_uid]
    events = outbox.show(made.manifest.reference_uid).events
    assert [event.name for event in events].count("registered") == 4


@pytest.mark.parametrize("status", [500, 503])
def test_a_dossier_that_always_fails_steps_aside(tmp_path: Path, status: int) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, 6)
    with PortalServer() as portal:
        portal.fault = _create_of(made[0], lambda: Reply(status, {"code": status, "message": "lỗi"}))
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox).count(DeliveryState.ACCEPTED) == 5)
            assert eventually(lambda: outbox.list()[0].failures > 1)
            portal.fault = lambda _call: None
            assert eventually(lambda: _states(outbox)[0] is DeliveryState.ACCEPTED)
    assert len(portal.dossiers) == 6


def test_too_large_teaches_the_limit(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, 2)

    def refuse_large(call: Call) -> Reply | None:
        mine = call.path.endswith("/files") and call.method == "POST"
        return Reply(413, {"code": 413, "message": "quá lớn", "maxFileSize": 800}) if mine else None

    with PortalServer() as portal:
        portal.fault = refuse_large
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: set(_states(outbox)) == {DeliveryState.REJECTED})
            assert client.status().max_file_bytes == 800
        with running(tmp_path, KEYS, portal) as (_, client):
            assert client.status().max_file_bytes == 800
            portal.fault = lambda _call: None
            database = Database.open(tmp_path / "queue" / "outbox.sqlite")
            retry(database, made[1].manifest.reference_uid, SystemClock())
            client.wake()
            assert eventually(lambda: _states(outbox)[1] is DeliveryState.ACCEPTED)
            assert client.status().max_file_bytes is None
    assert "800" in outbox.show(made[0].manifest.reference_uid).dossier.reason


def test_credentials(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    _store(outbox, 2)
    with PortalServer() as portal:
        portal.fault = lambda _call: Reply(401, {"code": 401, "message": "no"})
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: client.status().link is LinkState.BLOCKED)
            portal.fault = lambda _call: None
            assert eventually(lambda: _states(outbox).count(DeliveryState.ACCEPTED) == 2)


def test_credentials_lost_on_the_way(tmp_path: Path) -> None:
    """A dossier under way is blocked, not refused, and goes on when the portal takes the kiosk again."""
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, 1)
    refusing = True

    def refuse(call: Call) -> Reply | None:
        seen = any(c.path.endswith("/dossiers") for c in portal.calls)
        return Reply(401, {"code": 401, "message": "no"}) if seen and refusing else None

    with PortalServer() as portal:
        portal.fault = refuse
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: _states(outbox) == [DeliveryState.BLOCKED_CREDENTIALS])
            assert client.status().link is LinkState.BLOCKED
            refusing = False
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])
    names = [event.name for event in outbox.show(made[0].manifest.reference_uid).events]
    assert "blocked_credentials" in names


def test_a_front_server_that_refuses_one_dossier(tmp_path: Path) -> None:
    """An HTML page for one dossier, while the portal is well otherwise, is that dossier's matter."""
    outbox = open_outbox(tmp_path, KEYS)
    made = _store(outbox, 3)
    with PortalServer() as portal:
        portal.fault = _create_of(made[0], lambda: Reply(403, raw=b"<html>blocked</html>", headers=HTML))
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox).count(DeliveryState.ACCEPTED) == 2)
            assert eventually(lambda: _states(outbox)[0] is DeliveryState.REJECTED)


def test_throttled(tmp_path: Path) -> None:
    """A portal that asks to wait gets no other call before the time is over."""
    outbox = open_outbox(tmp_path, KEYS)
    _store(outbox, 3)
    asked: list[float] = []

    def throttle(call: Call) -> Reply | None:
        if not call.path.endswith("/dossiers"):
            return None
        asked.append(time.monotonic())
        if len(asked) > 1:
            return None
        return Reply(429, {"code": 429, "message": "wait"}, headers={"Retry-After": "1"})

    with PortalServer() as portal:
        portal.fault = throttle
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox).count(DeliveryState.ACCEPTED) == 3)
    assert asked[1] - asked[0] >= 1.0
    assert outbox.list()[0].failures == 0


def test_throttled_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal that says no how long is asked less and less often."""
    outbox = open_outbox(tmp_path, KEYS)
    _store(outbox, 1)
    drawn: list[int] = []
    honest = Backoff.wait_s

    def drawing(self: Backoff, failures: int, asked_s: float | None = None) -> float:
        drawn.append(failures)
        return honest(self, failures, asked_s)

    monkeypatch.setattr(Backoff, "wait_s", drawing)
    with PortalServer() as portal:
        portal.fault = lambda call: (
            Reply(429, {"code": 429}) if call.path.endswith("/dossiers") and len(drawn) < 4 else None
        )
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])
    assert drawn[:4] == [1, 2, 3, 4]


@pytest.mark.parametrize("words", ["Hồ sơ đã tồn tại", "HỒ SƠ ĐÃ TỒN TẠI"])
@pytest.mark.parametrize("where", ["/dossiers", "/files", "/submitting"])
def test_known_already_in_words_is_a_success(tmp_path: Path, words: str, where: str) -> None:
    """The portal did it, the answer was lost, and now it refuses to do it again."""
    outbox = open_outbox(tmp_path, KEYS)
    _store(outbox, 1)

    def refuse(call: Call) -> Reply | None:
        hit = call.method == "POST" and call.path.endswith(where)
        return Reply(400, {"code": 400, "message": unicodedata.normalize("NFD", words)}) if hit else None

    with PortalServer() as portal:
        portal.after = refuse
        with running(tmp_path, KEYS, portal):
            assert eventually(lambda: _states(outbox) == [DeliveryState.ACCEPTED])
        assert len(portal.dossiers) == 1
