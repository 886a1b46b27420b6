"""A dossier is stored whole, durably and once; nothing personal stands in the clear."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from offline_queue.contract import provisional_code
from offline_queue.contract.dossier import DeliveryState, Stored
from offline_queue.contract.errors import (
    ConflictingSubmissionError,
    InconsistentSubmissionError,
    QueueBusyError,
    UnknownDossierError,
)
from offline_queue.store import audit_log
from offline_queue.store.outbox import ItemKind, Outbox
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission

KEYS = Keys()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return open_outbox(tmp_path, KEYS)


def test_stored_and_listed(outbox: Outbox) -> None:
    code = outbox.reserve_code()
    given = submission(code)
    uid = given.manifest.reference_uid
    assert outbox.submit(given) == Stored(reference_uid=uid, provisional_code=code, repeated=False)
    (line,) = outbox.list()
    assert (line.reference_uid, line.state, line.parts) == (uid, DeliveryState.QUEUED, 2)
    record = outbox.show(code)
    assert [part.position for part in record.parts] == [0, 1, 2]
    assert [event.name for event in record.events] == ["queued"]
    news = outbox.news(uid)
    assert news is not None
    assert news.state is DeliveryState.QUEUED
    assert outbox.news("unknown") is None
    with pytest.raises(UnknownDossierError):
        outbox.show("unknown")


def test_codes_are_never_given_twice(tmp_path: Path, outbox: Outbox) -> None:
    first = [outbox.reserve_code() for _ in range(3)]
    outbox.close()
    again = open_outbox(tmp_path, KEYS)
    numbers = [provisional_code.parse(code).number for code in (*first, again.reserve_code())]
    assert numbers == [1, 2, 3, 4]


def test_double_tap_is_one_dossier(outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    results: list[Stored] = []
    taps = [threading.Thread(target=lambda: results.append(outbox.submit(given))) for _ in range(6)]
    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    assert sorted(result.repeated for result in results) == [False, *[True] * 5]
    assert len(outbox.list()) == 1


def test_a_second_try_may_have_another_code_and_time(outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    outbox.submit(given)
    again = submission(outbox.reserve_code(), doubtful=True)
    stored = outbox.submit(again)
    assert stored.repeated
    assert stored.provisional_code == given.manifest.provisional_code


def test_same_uid_with_other_contents_is_refused(outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    outbox.submit(given)
    other = submission(outbox.reserve_code(), seed=2, reference_uid=given.manifest.reference_uid)
    with pytest.raises(ConflictingSubmissionError):
        outbox.submit(other)
    assert outbox.show(given.manifest.reference_uid).dossier.parts == 2
    assert len(outbox.list()) == 1


def test_a_code_belongs_to_one_dossier(outbox: Outbox) -> None:
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    with pytest.raises(ConflictingSubmissionError):
        outbox.submit(submission(code, seed=2))


def test_contents_must_be_those_of_the_manifest(outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    for contents in ((), given.contents[:1], (given.contents[0], b"other")):
        with pytest.raises(InconsistentSubmissionError):
            outbox.submit(given.model_copy(update={"contents": contents}))
    assert outbox.list() == []


def test_nothing_personal_in_any_file(tmp_path: Path, outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    outbox.submit(given)
    for file in sorted(tmp_path.rglob("*")):
        if file.is_file():
            stored = file.read_bytes()
            for secret in (MARKER.encode(), PERSONAL_ID.encode(), b"%PDF", "Thôn Mẫu".encode()):
                assert secret not in stored, file.name
    assert MARKER not in repr(given)
    assert MARKER not in repr(given.manifest)
    assert MARKER not in str(given.manifest)


def test_modes_for_two_users_of_one_group(tmp_path: Path, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    folder = tmp_path / "queue"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770
    files = sorted(folder.iterdir())
    assert {file.suffix for file in files} == {".sqlite", ".sqlite-wal", ".sqlite-shm", ".generation"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o660}


def test_durability_settings(tmp_path: Path, outbox: Outbox) -> None:
    pragmas = {
        name: outbox._database.run(f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "auto_vacuum")
    }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "auto_vacuum": 2,
    }


def test_a_stop_before_the_commit_leaves_nothing(tmp_path: Path) -> None:
    for step, stored in (("sealed", 0), ("inserted", 0), ("committed", 1)):
        folder = tmp_path / step

        def stop(name: str, at: str = step) -> None:
            if name == at:
                raise KeyboardInterrupt

        outbox = open_outbox(folder, KEYS, step=stop)
        with pytest.raises(KeyboardInterrupt):
            outbox.submit(submission(outbox.reserve_code()))
        outbox.close()
        assert len(open_outbox(folder, KEYS).list()) == stored


def test_a_held_lock_is_an_error_with_a_name(tmp_path: Path, outbox: Outbox) -> None:
    other = sqlite3.connect(tmp_path / "queue" / "outbox.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outbox._database.run("PRAGMA busy_timeout = 10")
    with pytest.raises(QueueBusyError):
        outbox.reserve_code()
    other.execute("ROLLBACK")
    assert outbox.reserve_code()


def test_items(outbox: Outbox) -> None:
    uid = outbox.enqueue(ItemKind.RATING, {"service_code": "1.004873", "stars": 5, "day": "2026-11-24"})
    assert uid != outbox.enqueue(ItemKind.HEALTH, {"scans": 3})


def test_events_are_chained_and_final(tmp_path: Path, outbox: Outbox) -> None:
    for seed in (1, 2, 3):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    with outbox._database.reading() as connection:
        assert audit_log.first_broken(connection) is None
    outbox.close()
    raw = sqlite3.connect(tmp_path / "queue" / "outbox.sqlite", isolation_level=None)
    for statement in ("UPDATE event SET cause = 'x'", "DELETE FROM event"):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
    raw.execute("DROP TRIGGER event_is_final")
    raw.execute("UPDATE event SET cause = 'forged' WHERE id = 2")
    assert audit_log.first_broken(raw) == 2
    raw.close()


def test_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outbox: Outbox) -> None:
    monkeypatch.setattr("offline_queue.store.outbox.free_bytes", lambda _path: 66_000_000)
    assert outbox.space_ok()
    monkeypatch.setattr("offline_queue.store.outbox.free_bytes", lambda _path: 64_000_000)
    assert not outbox.space_ok()
