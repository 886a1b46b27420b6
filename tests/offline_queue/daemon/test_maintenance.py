"""Retention, space, checks and warnings."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from configuration.delivery_tables import QueueSettings
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import DamagedDatabaseError
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.daemon.maintenance import Maintenance
from offline_queue.store import statistics
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.integrity import check, check_structure
from offline_queue.store.kept_queues import name_of_kept
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission

KEYS = Keys()
HOUR = 3_600.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def outbox(tmp_path: Path, clock: FakeClock) -> Outbox:
    return open_outbox(tmp_path, KEYS, clock=clock)


def _path(folder: Path) -> Path:
    return folder / "queue" / "outbox.sqlite"


def _accept(folder: Path, clock: FakeClock, dossier_id: int) -> None:
    store = DeliveryStore(Database.open(_path(folder)), clock, tell=lambda _news: None)
    store.begin(dossier_id)
    store.accepted(
        dossier_id, PortalRecord("7", submitted=True, official_code="H17.99.01-261124-0001"), "proof"
    )


def _maintenance(folder: Path, clock: FakeClock, **more: object) -> Maintenance:
    settings = QueueSettings.model_validate(
        {"database": _path(folder), "recipients": KEYS.recipients, "reserve_mb": 1, **more}
    )
    maintenance = Maintenance(Database.open(_path(folder)), settings, clock, 60.0)
    maintenance.stop()
    return maintenance


def _look(maintenance: Maintenance) -> None:
    """One look; `run` would wait for the next."""
    maintenance._purge()
    maintenance._give_back_space()
    maintenance._warn()


def test_delivered_parts_go_after_their_time(tmp_path: Path, clock: FakeClock, outbox: Outbox) -> None:
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed, sizes=(200_000,)))
    _accept(tmp_path, clock, 1)
    maintenance = _maintenance(tmp_path, clock, retention_h=24)
    clock.go(23 * HOUR)
    _look(maintenance)
    assert outbox.list()[0].state is DeliveryState.ACCEPTED
    clock.go(2 * HOUR)
    _look(maintenance)
    done, waiting = outbox.list()
    assert (done.state, waiting.state) == (DeliveryState.PURGED, DeliveryState.QUEUED)
    assert not any(part.kept for part in outbox.show(done.reference_uid).parts)
    assert all(part.kept for part in outbox.show(waiting.reference_uid).parts)
    assert done.official_code == "H17.99.01-261124-0001"


def test_a_clock_that_jumps_purges_nothing(tmp_path: Path, clock: FakeClock, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    _accept(tmp_path, clock, 1)
    maintenance = _maintenance(tmp_path, clock, retention_h=24)
    clock.set_wall(clock.now() + timedelta(days=900))
    clock.go(HOUR)
    _look(maintenance)
    assert outbox.list()[0].state is DeliveryState.ACCEPTED


def test_purged_bytes_are_gone_from_the_disk_and_space_comes_back(
    tmp_path: Path, clock: FakeClock, outbox: Outbox
) -> None:
    outbox.submit(submission(outbox.reserve_code(), sizes=(900_000,)))
    with sqlite3.connect(_path(tmp_path)) as connection:
        (sealed,) = connection.execute("SELECT sealed FROM blob ORDER BY length(sealed) DESC").fetchone()
    connection.close()
    marker = bytes(sealed[400_000:400_064])
    assert any(marker in file.read_bytes() for file in _path(tmp_path).parent.iterdir())
    _accept(tmp_path, clock, 1)
    maintenance = _maintenance(tmp_path, clock, retention_h=0)
    maintenance._stop.clear()
    clock.go(1.0)
    _look(maintenance)
    assert outbox.list()[0].state is DeliveryState.PURGED
    assert not any(marker in file.read_bytes() for file in _path(tmp_path).parent.iterdir())
    assert _path(tmp_path).stat().st_size < 600_000


@pytest.mark.expects_errors("a damaged part is told as CRITICAL")
@pytest.mark.expects_errors("a damaged part is alarmed")
def test_a_damaged_part_is_quarantined_and_kept(tmp_path: Path, clock: FakeClock, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    with sqlite3.connect(_path(tmp_path)) as connection:
        connection.execute("UPDATE blob SET sealed = zeroblob(length(sealed)) WHERE part_id = 2")
    connection.close()
    maintenance = _maintenance(tmp_path, clock)
    findings = maintenance.verify()
    assert [(part.position, part.state) for part in findings.damaged] == [(1, "queued")]
    assert outbox.list()[0].state is DeliveryState.DAMAGED
    assert not maintenance.condition.sound
    assert all(part.kept for part in outbox.show(outbox.list()[0].reference_uid).parts)


def test_a_changed_event_shows(tmp_path: Path, outbox: Outbox) -> None:
    for seed in (1, 2, 3):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    with sqlite3.connect(_path(tmp_path)) as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("UPDATE event SET actor = 'nobody' WHERE id = 2")
    connection.close()
    assert check(Database.open(_path(tmp_path))).broken_event == 2


def _tamper(folder: Path, *statements: str) -> None:
    with sqlite3.connect(_path(folder)) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_cut_off_event_shows(tmp_path: Path, outbox: Outbox) -> None:
    for seed in (1, 2, 3):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    assert check(Database.open(_path(tmp_path))).sound
    _tamper(tmp_path, "DROP TRIGGER event_stays", "DELETE FROM event WHERE id = 3")
    assert check(Database.open(_path(tmp_path))).broken_event == 3


def test_a_state_that_was_written_past_the_events_shows(tmp_path: Path, outbox: Outbox) -> None:
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    _tamper(tmp_path, "UPDATE dossier SET state = 'accepted' WHERE id = 2")
    findings = check(Database.open(_path(tmp_path)))
    (told,) = findings.contradictions
    assert not findings.sound
    assert told == f"{outbox.list()[1].reference_uid}: is accepted, its last event says queued"


def test_a_dossier_that_was_taken_out_shows(tmp_path: Path, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    for table in ("blob", "part", "dossier"):
        _tamper(tmp_path, f"DELETE FROM {table}")  # noqa: S608  constants
    assert check(Database.open(_path(tmp_path))).contradictions == (
        "dossier 1: is gone, its events are there",
    )


@pytest.mark.expects_errors("damage is told as CRITICAL")
def test_damage_in_the_middle_is_a_finding(tmp_path: Path, clock: FakeClock, outbox: Outbox) -> None:
    """The check itself runs into it; staff must still see that the file is not sound."""
    for seed in range(8):
        outbox.submit(submission(outbox.reserve_code(), seed=seed, sizes=(100_000,)))
    maintenance = _maintenance(tmp_path, clock)
    outbox.close()
    with sqlite3.connect(_path(tmp_path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'").fetchone()
    connection.close()
    _spoil_page(_path(tmp_path), root)
    findings = maintenance.verify()
    assert findings.structure
    assert not maintenance.condition.sound


def test_a_damaged_structure_is_refused_untouched(tmp_path: Path, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code(), sizes=(100_000,)))
    outbox.close()
    _spoil_page(_path(tmp_path), 4)
    before = _path(tmp_path).read_bytes()
    with pytest.raises(DamagedDatabaseError, match="left as it is"):
        check_structure(_path(tmp_path))
    assert _path(tmp_path).read_bytes() == before


def _spoil_page(path: Path, number: int) -> None:
    """`number`: from 1."""
    connection = sqlite3.connect(path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        file.seek((number - 1) * size)
        file.write(b"\xff" * size)


def _figures(**more: float) -> statistics.Statistics:
    known = {"undelivered": 0, "undelivered_bytes": 0, "oldest_s": 0.0, "items": 0, **more}
    return statistics.Statistics({}, **known, by_sign_in={})  # type: ignore[arg-type]  # numbers of either kind


@pytest.mark.parametrize(
    ("now", "free", "expected"),
    [
        (_figures(), 10**12, ()),
        (_figures(oldest_s=6.9 * 86_400), 10**12, ()),
        (_figures(oldest_s=7 * 86_400), 10**12, ("days:50",)),
        (_figures(oldest_s=12 * 86_400), 10**12, ("days:80",)),
        (_figures(undelivered=1_000), 10**12, ("dossiers:50",)),
        (_figures(undelivered=1_600, undelivered_bytes=2_500_000_000), 10**12, ("dossiers:80", "space:50")),
        (_figures(undelivered_bytes=90_000_000), 10_000_000, ("space:80",)),
    ],
)
def test_warnings_at_half_and_four_fifths(
    tmp_path: Path, now: statistics.Statistics, free: int, expected: tuple[str, ...]
) -> None:
    limits = QueueSettings(database=tmp_path / "q", recipients=KEYS.recipients)
    assert statistics.warnings(now, limits, free) == expected


def test_what_a_restore_kept_is_told_after_its_days_and_stays(
    tmp_path: Path, clock: FakeClock, outbox: Outbox
) -> None:
    """It may hold dossiers that nobody sent, and papers that the law wants gone: a person decides."""
    kept = name_of_kept(_path(tmp_path), clock.now())
    kept.write_bytes(b"a queue of before")
    maintenance = _maintenance(tmp_path, clock)
    clock.go(13 * 24 * HOUR)
    _look(maintenance)
    assert maintenance.condition.warnings == ()
    clock.go(24 * HOUR)
    _look(maintenance)
    assert maintenance.condition.warnings == ("kept:14",)
    assert kept.read_bytes() == b"a queue of before"
    kept.unlink()
    _look(maintenance)
    assert maintenance.condition.warnings == ()
