"""What became of the backup's dossiers since is carried into it; what a restore kept is not forgotten."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer

from configuration.delivery_tables import QueueSettings
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.queue import queue
from kiosk_app.servicing.wiping import unsent
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueBusyError
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.lease import Lease
from offline_queue.store.read_only import looking
from offline_queue.store.restore import restore
from tests.offline_queue.support.dossiers import open_outbox
from tests.technician.test_restore import KEYS, QUEUE, _references, _restored, _run, kiosk

__all__ = ["kiosk"]


def _rows(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def _first(folder: Path) -> str:
    ((uid,),) = _rows(folder / QUEUE, "SELECT reference_uid FROM dossier WHERE id = 1")
    return str(uid)


@pytest.mark.parametrize(("word", "ending"), [("withdraw", "withdrawn"), ("erase", "erased")])
def test_what_the_citizen_took_back_stays_so(kiosk: Path, word: str, ending: str) -> None:
    assert _run(kiosk, word, _first(kiosk), "--yes")[0] == 0
    code, text, error = _restored(kiosk, "--lose", "1")
    assert code == 0, error
    assert "2 hồ sơ theo tình trạng mới hơn" in text
    assert _rows(kiosk / QUEUE, "SELECT state, ended FROM dossier WHERE id = 1") == [("purged", ending)]
    papers = "SELECT count(*) FROM blob JOIN part ON part.id = part_id WHERE dossier_id = {}"
    assert _rows(kiosk / QUEUE, papers.format(1)) == [(0,)]
    assert _rows(kiosk / QUEUE, papers.format(2)) != [(0,)]
    assert _run(kiosk, "verify")[0] == 0


@pytest.mark.parametrize("state", ["accepted", "purged", "uploaded", "rejected", "waiting", "damaged"])
def test_every_clear_fact_is_the_standing_queues(kiosk: Path, state: str) -> None:
    connection = sqlite3.connect(kiosk / QUEUE)
    facts = {
        "state": state,
        "portal_id": "P1",
        "official_code": "000.00.01.H17-261128-0001",
        "sent_portal": "dvcqg",
        "sent_authority": "H17.99.01",
        "sent_number": "H17.99.01-261128-0001",
        "readdressed_to": "H17.99.02",
        "exported_at": "2026-11-28T00:00:00+00:00",
        "provisional_code": "TAM-DN07-9042-K",
    }
    connection.execute(
        f"UPDATE dossier SET {', '.join(f'{name} = ?' for name in facts)} WHERE id = 1",  # noqa: S608  own names
        tuple(facts.values()),
    )
    connection.execute("UPDATE part SET upload_address = 'https://there' WHERE dossier_id = 1")
    connection.execute("INSERT INTO number VALUES ('H17-1', 'H17.99.01', 1, 1)")
    connection.execute(
        "INSERT INTO portal_words (dossier_id, at, kind, sealed) VALUES (1, 'now', 'supplement', x'00')"
    )
    connection.commit()
    connection.close()
    before = _rows(kiosk / QUEUE, "SELECT * FROM dossier WHERE id < 3")
    code, _, error = _restored(kiosk, "--lose", "1")
    assert code == 0, error
    assert _rows(kiosk / QUEUE, "SELECT * FROM dossier") == before
    assert _rows(kiosk / QUEUE, "SELECT DISTINCT upload_address FROM part WHERE dossier_id = 1") == [
        ("https://there",)
    ]
    assert _rows(kiosk / QUEUE, "SELECT value, dossier_id FROM number") == [("H17-1", 1)]
    assert _rows(kiosk / QUEUE, "SELECT dossier_id, kind FROM portal_words") == [(1, "supplement")]
    # The log tells the same, and is whole.
    code, text, _ = _run(kiosk, "verify")
    assert "không khớp" not in text
    assert "Nhật ký bị đổi" not in text


def test_the_log_goes_on_where_the_backups_ends(kiosk: Path) -> None:
    assert _run(kiosk, "withdraw", _first(kiosk), "--yes")[0] == 0
    told = "SELECT at, actor, name, attempt, cause FROM event WHERE dossier_id = 1 ORDER BY id"
    before = _rows(kiosk / QUEUE, told)
    assert _restored(kiosk, "--lose", "1")[0] == 0
    assert _rows(kiosk / QUEUE, told) == before


def test_a_dossier_that_the_standing_queue_lacks_is_asked_about(kiosk: Path) -> None:
    """It came through another restore; nobody knows whether it was delivered before."""
    assert _run(kiosk, "backup", str(kiosk / "later.sqlite"))[0] == 0
    assert _restored(kiosk, "--lose", "1")[0] == 0
    time.sleep(1.1)
    later = ("restore", str(kiosk / "later.sqlite"), "--yes")
    code, _, error = _run(kiosk, *later)
    assert (code, "--resend 1" in error) == (1, True), error
    code, _, error = _run(kiosk, *later, "--resend", "1")
    assert code == 0, error
    assert len(_references(kiosk / QUEUE)) == 3


@pytest.mark.parametrize("state", ["accepted", "purged"])
def test_what_ended_after_the_backup_is_still_known(kiosk: Path, state: str) -> None:
    """The slip opens it, and a stick that holds it from before does not file it again."""
    stick = kiosk / "stick"
    stick.mkdir()
    assert _run(kiosk, "backup", str(kiosk / "later.sqlite"))[0] == 0
    code, text, error = _run(kiosk, "export", str(stick), "--here")
    assert code == 0, error
    folder, _, signer = text.strip().split("\t")
    with contextlib.closing(Database.open(kiosk / QUEUE)) as database:
        store = DeliveryStore(database, SystemClock(), tell=lambda _news: None)
        store.begin(3)
        store.accepted(3, PortalRecord("7", submitted=True, official_code="H17.99.01-261124-0001"), "proof")
    if state == "purged":
        assert _run(kiosk, "erase", _third(kiosk), "--yes")[0] == 0
    facts = "SELECT reference_uid, provisional_code, official_code, state, ended FROM dossier WHERE id = 3"
    before = _rows(kiosk / QUEUE, facts)
    code, text, error = _restored(kiosk)
    assert code == 0, error
    assert "thêm 1 hồ sơ đã xong mà bản sao không có" in text
    assert _rows(kiosk / QUEUE, facts) == before
    assert _run(kiosk, "verify")[0] == 0
    key = kiosk / "sync.key"
    key.write_text(str(KEYS.sync), encoding="utf-8")
    code, text, error = _run(kiosk, "import", folder, "--key", str(key), "--signer", signer.split()[-1])
    assert (code, text.count("đã có từ trước")) == (0, 3), error
    assert _rows(kiosk / QUEUE, facts) == before
    # A later backup, in which it still waits, does not bring it back to life either.
    time.sleep(1.1)
    code, _, error = _run(kiosk, "restore", str(kiosk / "later.sqlite"), "--yes")
    assert code == 0, error
    assert _rows(kiosk / QUEUE, facts) == before


def _third(folder: Path) -> str:
    ((uid,),) = _rows(folder / QUEUE, "SELECT reference_uid FROM dossier WHERE id = 3")
    return str(uid)


def test_a_queue_of_which_only_the_clear_columns_can_be_read(kiosk: Path) -> None:
    """What it calls ended ends; of what it calls alive nobody knows."""
    assert _run(kiosk, "withdraw", _first(kiosk), "--yes")[0] == 0
    connection = sqlite3.connect(kiosk / QUEUE)
    # An index that points nowhere: rows can be read, the structure is not whole.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event_by_dossier'")
    ((size,),) = connection.execute("PRAGMA page_size")
    connection.close()
    with (kiosk / QUEUE).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\0" * size)
    code, _, error = _restored(kiosk, "--lose", "1")
    assert (code, "--resend 1" in error) == (1, True), error
    code, _, error = _restored(kiosk, "--lose", "1", "--resend", "1")
    assert code == 0, error
    assert _rows(kiosk / QUEUE, "SELECT ended FROM dossier") == [("withdrawn",), ("",)]


def test_an_older_programs_standing_queue_is_brought_forward_first(kiosk: Path) -> None:
    connection = sqlite3.connect(kiosk / QUEUE)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    code, _, error = _restored(kiosk, "--lose", "1")
    assert (code, "start kiosk-sync once" in error) == (1, True), error


@pytest.mark.parametrize("how", ["daemon", "screen"])
def test_the_locks_keep_a_running_kiosks_queue_whoever_restores(kiosk: Path, how: str) -> None:
    """No look at other programs' files is needed: who is not root sees none of them."""
    lease = Lease(kiosk / QUEUE)
    outbox = open_outbox(kiosk, KEYS) if how == "screen" else None
    if how == "daemon":
        assert lease.take()
    before = _references(kiosk / QUEUE)
    with (kiosk / "copy.sqlite").open("rb") as backup, pytest.raises(QueueBusyError):
        restore(backup, kiosk / QUEUE, "DN07", 1, datetime.now(UTC))
    lease.give_back()
    if outbox is not None:
        assert len(outbox.list()) == 3
        outbox.close()
    assert _references(kiosk / QUEUE) == before
    code, _, error = _restored(kiosk, "--lose", "1")
    assert code == 0, error


def test_a_screen_that_starts_while_the_question_stands(kiosk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def prompt(*_: object, **__: object) -> str:
        opened.append(open_outbox(kiosk, KEYS))
        return "có"

    monkeypatch.setattr(typer, "prompt", prompt)
    code, _, error = _run(kiosk, "restore", str(kiosk / "copy.sqlite"), "--lose", "1")
    assert code == 1, error
    assert len(opened[0].list()) == 3
    opened[0].close()


def test_what_was_kept_is_counted_until_it_is_forgotten(kiosk: Path) -> None:
    assert _restored(kiosk, "--lose", "1")[0] == 0
    (kept,) = (kiosk / "queue").glob("outbox.sqlite.before-*Z")
    text = _run(kiosk, "list")[1]
    assert "1 hồ sơ chưa gửi" in text
    assert kept.name in text
    settings = QueueSettings.model_construct(
        database=kiosk / QUEUE, reserve_bytes=0, most_days=14, most_dossiers=1_000, kept_days=14
    )
    place = kiosk / QUEUE
    found = unsent(lambda: looking(place), place)
    assert (found.dossiers, len(set(found.codes)), found.unknown) == (3, 3, "")
    told = {one.check: one for one in queue(lambda: looking(place), settings, datetime.now(UTC))}
    assert told["queue.kept"].verdict is Verdict.WARNING
    assert told["queue.kept"].figures == {"files": 1, "dossiers": 1, "days": 0}
    later = datetime.now(UTC) + timedelta(days=14, hours=1)
    told = {one.check: one for one in queue(lambda: looking(place), settings, later)}
    assert (told["queue.kept"].verdict, told["queue.kept"].figures["days"]) == (Verdict.FAILED, 14)
    assert "quá hạn 14 ngày" in told["queue.kept"].said
    time.sleep(1.1)
    code, _, error = _restored(kiosk)
    assert (code, "--lose 1" in error) == (1, True), error
    code, _, error = _run(kiosk, "forget-kept", "--yes")
    assert (code, "--lose 1" in error, kept.exists()) == (1, True, True), error
    code, text, error = _run(kiosk, "forget-kept", "--yes", "--lose", "1")
    assert (code, kept.exists()) == (0, False), error
    assert "chỉ còn trong" not in _run(kiosk, "list")[1]
    assert unsent(lambda: looking(place), place).dossiers == 2
    assert _rows(place, "SELECT cause FROM event WHERE name = 'kept_forgotten'") == [
        ("1 files, 1 undelivered dossiers",)
    ]


def test_a_kept_queue_comes_back_with_what_became_of_the_others(kiosk: Path) -> None:
    assert _restored(kiosk, "--lose", "1")[0] == 0
    (kept,) = (kiosk / "queue").glob("outbox.sqlite.before-*Z")
    code, _, error = _run(kiosk, "withdraw", _first(kiosk), "--yes")
    # Its papers lie in the kept file too.
    assert (code, "forget-kept" in error) == (0, True)
    time.sleep(1.1)
    code, _, error = _run(kiosk, "restore", str(kept), "--yes", "--resend", "1")
    assert code == 0, error
    assert _rows(kiosk / QUEUE, "SELECT ended FROM dossier ORDER BY id") == [("withdrawn",), ("",), ("",)]
    outbox = open_outbox(kiosk, KEYS)
    assert [one.state for one in outbox.list()].count(DeliveryState.QUEUED) == 2
    outbox.close()


def test_a_kept_queue_that_nobody_can_read_is_not_forgotten_unasked(kiosk: Path) -> None:
    kept = kiosk / "queue" / "outbox.sqlite.before-20261128T000000Z"
    kept.write_bytes(b"not a queue " * 5_000)
    assert unsent(lambda: looking(kiosk / QUEUE), kiosk / QUEUE).unknown == kept.name
    code, _, error = _run(kiosk, "forget-kept", "--yes")
    assert (code, "kioskctl recover" in error, kept.exists()) == (1, True, True)
    assert _run(kiosk, "forget-kept", "--yes", "--unreadable")[0] == 0
    assert not kept.exists()
