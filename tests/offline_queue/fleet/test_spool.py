"""What waits for the broker: in order, bounded, and never in a dossier's room."""

from __future__ import annotations

from pathlib import Path

from offline_queue.fleet.spool import Spool
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock

NOW = FakeClock().now()


def test_in_order_and_over_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "queue" / "outbox.sqlite"
    database = Database.open(path)
    for number in range(3):
        Spool(database, 10, 0).put("event", str(number), NOW)
    database.close()
    spool = Spool(Database.open(path), 10, 0)
    found = []
    while (waiting := spool.next()) is not None:
        found.append(waiting.payload)
        spool.sent(waiting.id)
    assert found == ["0", "1", "2"]
    assert spool.dropped() == 0


def test_the_oldest_go_and_are_counted(tmp_path: Path) -> None:
    spool = Spool(Database.open(tmp_path / "queue" / "outbox.sqlite"), 5, 0)
    for number in range(12):
        spool.put("event", str(number), NOW)
    first = spool.next()
    assert first is not None
    assert first.payload == "7"
    assert spool.count() == 5
    assert spool.dropped() == 7


def test_on_a_full_disk_the_room_is_the_dossiers(tmp_path: Path) -> None:
    spool = Spool(Database.open(tmp_path / "queue" / "outbox.sqlite"), 5, 1 << 62)
    assert not spool.put("event", "0", NOW)
    assert spool.next() is None
    assert spool.dropped() == 1
