"""Whoever can write the queue's file writes its history anew, removes events, or puts an old file back."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.store import audit_log
from offline_queue.store.audit_witness import AuditWitness, HistoryVerdict
from offline_queue.store.database import Database
from offline_queue.store.integrity import check
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from vietnam.time_zone import in_vietnam

KEYS = Keys()
KEY = b"w" * 32


class Kiosk:
    """A queue and its daemon's witness."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "queue" / "outbox.sqlite"
        self.private = folder / "private"
        self.folder = folder
        self.file(1)

    def file(self, seed: int) -> None:
        """A citizen files a dossier."""
        outbox = open_outbox(self.folder, KEYS)
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
        outbox.close()

    def look(self, key: bytes = KEY) -> HistoryVerdict:
        """The daemon looks, freshly started."""
        database = Database.open(self.path)
        try:
            return AuditWitness(database, self.private / "history.json", key).look()
        finally:
            database.close()

    def rewrite(self, change: str) -> None:
        """Change rows and compute all links anew, as everybody can who knows this program."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.executescript("DROP TRIGGER event_is_final; DROP TRIGGER event_stays;")
        connection.execute(change)
        connection.execute(
            "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM event) WHERE name = 'event'"
        )
        before = audit_log.ORIGIN
        rows = connection.execute(
            "SELECT id, dossier_id, at, actor, name, attempt, cause FROM event ORDER BY id"
        )
        for event_id, *fields in rows.fetchall():
            text = json.dumps([before, *fields], ensure_ascii=False, separators=(",", ":"))
            before = hashlib.sha256(text.encode()).hexdigest()
            connection.execute("UPDATE event SET hash = ? WHERE id = ?", (before, event_id))
        assert audit_log.first_broken(connection) is None
        connection.close()


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    made = Kiosk(tmp_path)
    assert made.look() is HistoryVerdict.UNKNOWN
    assert made.look() is HistoryVerdict.INTACT
    return made


def test_a_history_that_goes_on_is_intact(kiosk: Kiosk) -> None:
    for seed in range(2, 5):
        kiosk.file(seed)
        assert kiosk.look() is HistoryVerdict.INTACT


def test_rows_written_anew_with_fitting_links_show(kiosk: Kiosk) -> None:
    kiosk.rewrite("UPDATE event SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 1")
    assert kiosk.look() is HistoryVerdict.CHANGED
    # It stays told: looking again is no pardon.
    assert kiosk.look() is HistoryVerdict.CHANGED


def test_removed_events_show(kiosk: Kiosk) -> None:
    kiosk.file(2)
    assert kiosk.look() is HistoryVerdict.INTACT
    kiosk.rewrite("DELETE FROM event WHERE dossier_id = 2")
    assert kiosk.look() in (HistoryVerdict.OLDER, HistoryVerdict.CHANGED)


def test_a_file_that_was_put_back_shows(kiosk: Kiosk) -> None:
    kept = kiosk.folder / "kept.sqlite"
    shutil.copyfile(kiosk.path, kept)
    kiosk.file(2)
    assert kiosk.look() is HistoryVerdict.INTACT
    for name in kiosk.path.parent.glob("outbox.sqlite*"):
        name.unlink()
    shutil.copyfile(kept, kiosk.path)
    assert kiosk.look() in (HistoryVerdict.OLDER, HistoryVerdict.CHANGED)


def test_an_old_file_with_the_newer_history_put_into_it_shows(kiosk: Kiosk) -> None:
    """Its chain and its head are whole; the dossiers that they tell of are not there."""
    kept = kiosk.folder / "kept.sqlite"
    shutil.copyfile(kiosk.path, kept)
    kiosk.file(2)
    assert kiosk.look() is HistoryVerdict.INTACT
    connection = sqlite3.connect(kept, isolation_level=None)
    connection.executescript("DROP TRIGGER event_is_final; DROP TRIGGER event_stays; DELETE FROM event;")
    connection.execute("ATTACH ? AS newer", (str(kiosk.path),))
    connection.execute("INSERT INTO event SELECT * FROM newer.event")
    connection.close()
    for name in kiosk.path.parent.glob("outbox.sqlite*"):
        name.unlink()
    shutil.copyfile(kept, kiosk.path)
    database = Database.open(kiosk.path)
    found = check(database)
    database.close()
    assert found.broken_event is None
    assert not found.sound
    assert "dossier 2: is gone, its events are there" in found.contradictions


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dossier SET state = 'purged' WHERE id = 1",
        "DELETE FROM blob WHERE part_id IN (SELECT id FROM part WHERE dossier_id = 1 AND position = 2)",
        "DELETE FROM part WHERE dossier_id = 1 AND position = 2",
        "UPDATE dossier SET parts = 0 WHERE id = 1",
    ],
    ids=["called sent", "a paper", "a paper and its row", "fewer papers"],
)
def test_what_the_history_does_not_tell_shows(kiosk: Kiosk, change: str) -> None:
    """The rows are changed, and the events are left alone."""
    connection = sqlite3.connect(kiosk.path, isolation_level=None)
    connection.execute(change)
    connection.close()
    assert kiosk.look() is HistoryVerdict.INTACT
    database = Database.open(kiosk.path)
    found = check(database)
    database.close()
    assert not found.sound


def test_queue_numbers_and_codes_of_a_day_are_given_to_nobody_twice(kiosk: Kiosk) -> None:
    """An old file comes back in the middle of a day, while people with numbers wait."""
    kept = kiosk.folder / "kept.sqlite"
    at = in_vietnam(SystemClock().now())

    def give() -> tuple[int, str]:
        outbox = open_outbox(kiosk.folder, KEYS)
        given = outbox.issue_queue_ticket("A", at, priority=False), outbox.reserve_code()
        outbox.close()
        return given

    shutil.copyfile(kiosk.path, kept)
    before = [give() for _ in range(3)]
    for name in kiosk.path.parent.glob("outbox.sqlite*"):
        if not name.name.endswith(".generation"):
            name.unlink()
    shutil.copyfile(kept, kiosk.path)
    after = [give() for _ in range(3)]
    assert not {number for number, _ in before} & {number for number, _ in after}
    assert not {code for _, code in before} & {code for _, code in after}


def test_a_made_up_witness_is_none(kiosk: Kiosk) -> None:
    forged = {"event_id": 1, "head": "0" * 64, "mac": "0" * 64}
    (kiosk.private / "history.json").write_text(json.dumps(forged))
    assert kiosk.look() is HistoryVerdict.UNKNOWN
    assert kiosk.look(b"other" * 8) is HistoryVerdict.UNKNOWN


@pytest.mark.expects_errors("a changed history is told")
def test_the_daemon_tells_staff_and_the_screen(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    with PortalServer() as portal:
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually((tmp_path / "queue-daemon" / "history.json").exists)
            assert client.status().sound
        kiosk.rewrite("UPDATE event SET actor = 'nobody' WHERE id = 1")
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: "history:changed" in client.status().warnings)
            assert not client.status().sound
