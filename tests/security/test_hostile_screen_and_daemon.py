"""A screen's process that somebody took over writes where the daemon reads: the daemon goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue.contract.dossier import LinkedAuthority
from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.contract.messages import ErrandParams
from offline_queue.daemon.remembered_rows import QueueMemory
from offline_queue.daemon.visits import VisitCounts
from offline_queue.fleet.spool import Spool
from offline_queue.store import daemon_memory, id_holding, printed_copies
from offline_queue.store.audit_witness import AuditWitness, HistoryVerdict
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.emergency_room import EmergencyRoom
from offline_queue.store.lease import Lease
from portal_sandbox.tokens import TokenIssuer
from tests.offline_queue.support.broker import Broker, Listener
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import MARKER, Keys, open_outbox, submission
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import Rig

NO_NUMBERS = ("²", "٣", "-1", "1.5", "9" * 5_000, "", MARKER)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "queue" / "outbox.sqlite")
    yield opened
    opened.close()


def remembered(database: Database, name: str, value: str) -> None:
    """Write what the daemon remembers in its place."""
    with database.writing() as connection:
        daemon_memory.remember(connection, name, value, FakeClock().now())


def test_a_link_of_letters_shows_as_a_changed_history(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    opened = Database.open(tmp_path / "queue" / "outbox.sqlite")
    witness = AuditWitness(opened, tmp_path / "private" / "history.json", b"w" * 32)
    assert witness.look() is HistoryVerdict.UNKNOWN
    assert witness.look() is HistoryVerdict.INTACT
    with opened.writing() as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("UPDATE event SET hash = 'ấ' WHERE id = (SELECT max(id) FROM event)")
    assert witness.look() is HistoryVerdict.CHANGED
    opened.close()


def test_a_seal_of_letters_is_none_of_the_daemon_s(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    path.write_text(json.dumps({"event_id": 1, "head": "a", "mac": "ấ"}), encoding="utf-8")
    assert AuditWitness(database, path, b"w" * 32).look() is HistoryVerdict.UNKNOWN


@pytest.mark.parametrize("count", NO_NUMBERS)
def test_starts_that_are_no_number_are_counted_anew(database: Database, count: str) -> None:
    remembered(database, "starts", f"{database.lineage}:{count}")
    assert id_holding.begin_start(database) == 1


@pytest.mark.parametrize("count", NO_NUMBERS)
def test_losses_that_are_no_number_are_counted_anew(database: Database, count: str) -> None:
    remembered(database, "fleet_dropped", count)
    full = Spool(database, 5, 1 << 62)
    assert full.dropped() == 0
    full.put("event", "0", FakeClock().now())
    assert full.dropped() == 1


@pytest.mark.parametrize("pages", NO_NUMBERS)
def test_a_copy_whose_pages_are_no_number_is_settled_all_the_same(database: Database, pages: str) -> None:
    remembered(database, "copy_begun:u1", pages or "0")
    with database.writing() as connection:
        assert printed_copies.doubt(connection, "DN07", FakeClock().now()) == 1
    with database.writing() as connection:
        assert printed_copies.doubt(connection, "DN07", FakeClock().now()) == 0


@pytest.mark.parametrize(
    "count",
    [
        {"begun": "five", "since": "2026-11-24"},
        {"begun": 7, "since": "yesterday"},
        {"begun": 7, "since": 20261124},
        {"begun": 7, "left": {"scan": "two"}, "since": "2026-11-24"},
        {"begun": -7, "since": "2026-11-24"},
        {"begun": 7},
    ],
)
def test_counts_of_errands_that_are_none_begin_at_zero(database: Database, count: object) -> None:
    clock = FakeClock()
    remembered(database, "fleet_errands", json.dumps({"held": {"1.004873": count}, "told": {}}))
    visits = VisitCounts(database, clock)
    for _ in range(6):
        visits.ended(ErrandParams(errand="1.004873", step="done", finished=True, seconds=120))
    clock.go(timedelta(days=2).total_seconds())
    ((path, message),) = visits.due()
    assert (path, message["begun"]) == ("1.004873", 6)


@pytest.mark.expects_errors("what does not fit is refused")
@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("event", json.dumps({"event": MARKER})),
        ("event", "[]"),
        ("event", "{"),
        ("event", "[" * 100_000),
        ("nothing", '{"event":"changed"}'),
        ("online", '{"online":false}'),
        (f"figures/{MARKER}", '{"begun":7}'),
        ("figures/../../DN08/event", '{"begun":7}'),
    ],
)
def test_what_the_screen_puts_before_the_broker_is_looked_at(tmp_path: Path, kind: str, payload: str) -> None:
    """It reaches nobody, and what stands behind it is told."""
    with Broker(tmp_path / "broker") as broker:
        listener = Listener(broker)
        rig = Rig(tmp_path / "kiosk", broker)
        with rig.database.writing() as connection:
            connection.execute(
                "INSERT INTO fleet_message (kind, payload, made_at) VALUES (?, ?, '')", (kind, payload)
            )
        rig.reporter.event("started")
        rig.reporter.turn()
        assert eventually(lambda: bool(listener.of("event")))
        assert [one["event"] for one in listener.of("event")] == ["started"]
        assert rig.spool.count() == 0
        rig.close()
        listener.close()


def test_a_link_in_the_place_of_the_room_empties_no_other_file(tmp_path: Path) -> None:
    own = tmp_path / "codes.sqlite"
    own.write_bytes(b"what the daemon counts")
    (tmp_path / "q.room").symlink_to(own)
    assert not EmergencyRoom(tmp_path / "q", 1_000).let_go()
    assert own.read_bytes() == b"what the daemon counts"


def test_a_pipe_in_the_place_of_the_room_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "q.room")
    assert not EmergencyRoom(tmp_path / "q", 1_000).let_go()


def test_a_link_in_the_place_of_the_right_to_send_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "q.sender").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(QueueUnavailableError, match=r"q\.sender: .*remove the file"):
        Lease(tmp_path / "q").take()
    assert not (tmp_path / "elsewhere").exists()


def test_a_token_of_letters_is_unknown() -> None:
    issuer = TokenIssuer(b"s" * 32)
    token = issuer.issue("001090000001", 0.0)
    assert issuer.check(token.rpartition(".")[0] + ".ấ", 0.0).result == "unknown"


def test_a_state_that_is_none_leaves_its_part_without_one(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    part = LinkedAuthority(code="1.001193", name="Đăng ký khai sinh", authority="UBND xã")
    sent = submission(outbox.reserve_code(), service_code="3.000722", linked=(part,))
    outbox.submit(sent)
    outbox.close()
    opened = Database.open(tmp_path / "queue" / "outbox.sqlite")
    with opened.writing() as connection:
        connection.execute("UPDATE linked_part SET stage = 'ấ'")
    store = DeliveryStore(opened, FakeClock(), tell=lambda _news: None)
    row = QueueMemory(opened, store, keys.opening).find(sent.manifest.provisional_code)
    assert row is not None
    assert row.parts() == (("Đăng ký khai sinh – UBND xã", "Chưa có tin"),)
    opened.close()
