"""The way back, and small facts: told once, put off by trouble, never in a dossier's way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk_app.technician.queue_words import reason
from offline_queue.contract.dossier import DeliveryState, LinkedAuthority
from offline_queue.store.database import Database
from offline_queue.store.outbox import ItemKind, Outbox
from offline_queue.store.sealed_words import PortalWords, open_words
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running
from vietnam.time_zone import VIETNAM

KEYS = Keys()
QUICK = {"status_every_s": 0.02}


def words_of(folder: Path, reference_uid: str) -> list[PortalWords]:
    """Read the portal's words with the kiosk's key."""
    database = Database.open(folder / "queue" / "outbox.sqlite")
    try:
        with database.reading() as connection:
            return open_words(connection, reference_uid, KEYS.opening)
    finally:
        database.close()


def _one_dossier(folder: Path) -> tuple[Outbox, str]:
    """Give a queue in which one dossier waits, and its reference."""
    outbox = open_outbox(folder, KEYS)
    sent = submission(outbox.reserve_code())
    outbox.submit(sent)
    return outbox, sent.manifest.reference_uid


def _delivered(outbox: Outbox) -> bool:
    return all(one.state is DeliveryState.ACCEPTED for one in outbox.list())


def test_what_the_authority_does_comes_back(tmp_path: Path) -> None:
    outbox, uid = _one_dossier(tmp_path)
    with PortalServer() as portal, running(tmp_path, KEYS, portal, sync=QUICK) as (_, client):
        client.wake()
        assert eventually(lambda: _delivered(outbox))
        portal.dossiers[uid].update(
            dossierStatus="waiting", lastActionNote=f"Bổ sung giấy của {MARKER} số {PERSONAL_ID}"
        )
        client.wake()
        assert eventually(lambda: outbox.show(uid).stage == "5", 15)
        record = outbox.show(uid)
        assert record.supplement == "asked"
        assert [(one.kind, MARKER in one.text) for one in words_of(tmp_path, uid)] == [("supplement", True)]
        assert record.stage_name == "Yêu cầu bổ sung giấy tờ"
        portal.dossiers[uid].update(dossierStatus="done", lastActionNote="")
        assert eventually(lambda: outbox.show(uid).stage == "10", 15)
        assert outbox.show(uid).supplement == ""
        asked = sum(call.method == "GET" and call.path.endswith(uid) for call in portal.calls)
        client.wake()
        assert asked == sum(call.method == "GET" and call.path.endswith(uid) for call in portal.calls)


def test_facts_of_every_kind_arrive(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.enqueue(ItemKind.RATING, {"service_code": "1.004873", "stars": 5})
    outbox.enqueue(ItemKind.QUEUE_TICKETS, {"day": "2026-11-24", "without": "a number"})
    outbox.issue_queue_ticket("A", datetime(2026, 11, 24, 9, tzinfo=VIETNAM), priority=True)
    health = outbox.enqueue(ItemKind.HEALTH, {"restarts": 1})
    with PortalServer() as portal:
        facts = f"{portal.root}/facts"
        with running(tmp_path, KEYS, portal, facts_address=facts) as (_, client):
            client.wake()
            assert eventually(lambda: bool(health in portal.facts and portal.ratings and portal.bookings))
            # The daemon itself tells how far the history goes.
            assert {uid for uid, one in portal.facts.items() if one["kind"] != "history"} == {health}
            assert [row["codeNumber"] for row in portal.bookings] == ["A001"]
            assert portal.ratings[0]["selected"] == "5"


def test_a_fact_that_is_refused_stops_nothing(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.enqueue(ItemKind.HEALTH, {"restarts": 1})
    outbox.enqueue(ItemKind.RATING, {"service_code": "1.004873", "stars": 5})
    outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal, running(tmp_path, KEYS, portal) as (_, client):
        client.wake()
        assert eventually(lambda: _delivered(outbox) and len(portal.ratings) == 1)


def test_a_portal_that_is_unwell_for_facts_still_takes_dossiers(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.enqueue(ItemKind.RATING, {"service_code": "1.004873", "stars": 5})

    def ill(call: Call) -> Reply | None:
        return Reply(503, {"code": 503}) if "votings" in call.path else None

    with PortalServer() as portal:
        portal.fault = ill
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: any("votings" in call.path for call in portal.calls))
            outbox.submit(submission(outbox.reserve_code()))
            client.wake()
            assert eventually(lambda: _delivered(outbox))
            portal.fault = lambda _call: None
            assert eventually(lambda: len(portal.ratings) == 1)


def test_what_is_asked_after_the_purge_is_sealed_too(tmp_path: Path) -> None:
    outbox, uid = _one_dossier(tmp_path)
    with (
        PortalServer() as portal,
        running(tmp_path, KEYS, portal, sync=QUICK, queue={"retention_h": 0}) as (_, client),
    ):
        client.wake()
        assert eventually(lambda: outbox.list()[0].state is DeliveryState.PURGED)
        portal.dossiers[uid].update(dossierStatus="waiting", lastActionNote=f"Mời {MARKER} bổ sung")
        assert eventually(lambda: outbox.show(uid).supplement != "")
        assert [one.kind for one in words_of(tmp_path, uid)] == ["supplement"]


def test_a_dead_place_for_facts_does_not_hold_up_the_way_back(tmp_path: Path) -> None:
    outbox, uid = _one_dossier(tmp_path)
    outbox.enqueue(ItemKind.HEALTH, {"restarts": 1})

    def ill(call: Call) -> Reply | None:
        return Reply(503, {"code": 503}) if call.path == "/facts" else None

    with PortalServer() as portal:
        portal.fault = ill
        facts = f"{portal.root}/facts"
        with running(tmp_path, KEYS, portal, sync=QUICK, facts_address=facts) as (_, client):
            client.wake()
            assert eventually(lambda: _delivered(outbox))
            portal.dossiers[uid].update(dossierStatus="processing")
            assert eventually(lambda: outbox.show(uid).stage == "4")
            assert portal.facts == {}
            portal.fault = lambda _call: None
            # The daemon has facts of its own to tell, so there may be more than this one.
            assert eventually(lambda: bool(portal.facts))


def test_a_status_that_nobody_could_write_down_ends_nothing(tmp_path: Path) -> None:
    outbox, uid = _one_dossier(tmp_path)
    with PortalServer() as portal, running(tmp_path, KEYS, portal, sync=QUICK) as (daemon, client):
        client.wake()
        assert eventually(lambda: _delivered(outbox))
        portal.calls.clear()
        portal.dossiers[uid].update(
            dossierStatus="half \ud800 a character", dueDate="9999-12-31T23:59:59+00:00"
        )
        assert eventually(lambda: len(portal.calls) > 3)
        assert daemon.trouble() == ""
        portal.dossiers[uid].update(dossierStatus="done")
        assert eventually(lambda: outbox.show(uid).stage == "10")
        assert outbox.show(uid).due_at == "2026-11-27T17:00:00+07:00"


def test_a_due_date_that_cannot_be_is_told_to_staff_until_it_is_mended(tmp_path: Path) -> None:
    outbox, uid = _one_dossier(tmp_path)
    with PortalServer() as portal, running(tmp_path, KEYS, portal, sync=QUICK) as (_, client):
        client.wake()
        assert eventually(lambda: _delivered(outbox))
        assert outbox.show(uid).dossier.reason == ""
        portal.dossiers[uid].update(dossierStatus="processing", dueDate="20/11/2026 17:00:00")
        assert eventually(lambda: outbox.show(uid).dossier.reason == "due_date before")
        portal.dossiers[uid].update(dueDate="20/11/2046 17:00:00")
        assert eventually(lambda: outbox.show(uid).dossier.reason == "due_date far")
        assert _delivered(outbox)
        assert "ngày hẹn trả không thể có" in reason(outbox.show(uid).dossier.reason)
        portal.dossiers[uid].update(dueDate="30/11/2026 17:00:00")
        assert eventually(lambda: outbox.show(uid).dossier.reason == "")
        assert outbox.show(uid).due_at == "2026-11-30T17:00:00+07:00"


def test_a_due_date_of_a_linked_part_that_cannot_be_is_told_to_staff_too(tmp_path: Path) -> None:
    """Each part has a date of its own; while the portal says nothing of the parts, the reason stays."""
    outbox = open_outbox(tmp_path, KEYS)
    birth = LinkedAuthority(code="1.001193", name="Đăng ký khai sinh", authority="UBND xã")
    home = LinkedAuthority(code="1.004222", name="Đăng ký thường trú", authority="Công an xã")
    sent = submission(outbox.reserve_code(), service_code="3.000722", linked=(birth, home))
    uid = sent.manifest.reference_uid
    outbox.submit(sent)
    due: dict[str, str] = {}
    asked: list[int] = []

    def parts(call: Call) -> Reply | None:
        if "originDossierId" not in call.path:
            return None
        asked.append(len(due))
        if not due:
            return Reply(404, {"code": 404})
        own = {"originDossierId": call.path.rpartition("=")[2], "receiveDate": "24/11/2026 09:00:00"}
        return Reply(200, {"data": [{**own, "serviceCode": one, "dueDate": day} for one, day in due.items()]})

    def reads(wanted: str) -> bool:
        return eventually(lambda: outbox.show(uid).dossier.reason == wanted)

    with PortalServer() as portal, running(tmp_path, KEYS, portal, sync=QUICK) as (_, client):
        portal.fault = parts
        client.wake()
        assert eventually(lambda: _delivered(outbox))
        due.update({birth.code: "26/11/2026 17:00:00", home.code: "20/11/2026 17:00:00"})
        assert reads(f"due_date before {home.code}")
        assert "ngày hẹn trả không thể có" in reason(outbox.show(uid).dossier.reason)
        assert [one.due_at for one in outbox.show(uid).linked] == ["2026-11-26T17:00:00+07:00", ""]
        due.clear()
        asked.clear()
        assert eventually(lambda: len(asked) > 2)
        assert outbox.show(uid).dossier.reason == f"due_date before {home.code}"
        portal.dossiers[uid].update(dueDate="20/11/2046 17:00:00")
        assert reads("due_date far")
        portal.dossiers[uid].update(dueDate="30/11/2026 17:00:00")
        due.update({birth.code: "26/11/2026 17:00:00", home.code: "27/11/2026 17:00:00"})
        assert reads("")
        assert _delivered(outbox)
