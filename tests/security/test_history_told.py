"""Whoever is root on the kiosk silences the witness there; what the province was told, they cannot reach."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from offline_queue.store.audit_witness import HistoryVerdict
from offline_queue.store.database import Database
from offline_queue.store.fact_queue import FactQueue
from offline_queue.store.history_telling import EVERY_S, HISTORY_TOLD, HistoryTelling
from portal_sandbox.histories import judged
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()


class Province:
    """A kiosk that files and tells, and the province's list of what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "queue" / "outbox.sqlite"
        self.told: list[Any] = []
        self.seed = 0

    def file(self) -> None:
        """A citizen files a dossier."""
        self.seed += 1
        outbox = open_outbox(self.folder, KEYS)
        outbox.submit(submission(outbox.reserve_code(), seed=self.seed))
        outbox.close()

    def tell(self, found: HistoryVerdict = HistoryVerdict.INTACT, arrives: bool = True) -> None:
        """A daemon starts, looks and tells."""
        database = Database.open(self.path)
        HistoryTelling(database, "DN07", KEYS.opening, FakeClock()).tell(found)
        queue = FactQueue(database)
        while (item := queue.next()) is not None:
            if arrives:
                self.told.append(json.loads(item.payload))
            queue.sent(item)
        database.close()

    def change(self, statement: str, *values: object) -> None:
        """Somebody writes into the queue's file."""
        connection = sqlite3.connect(self.path)
        connection.execute(statement, values)
        connection.commit()
        connection.close()

    @property
    def verdict(self) -> str:
        """What the province reads."""
        (history,) = judged(self.told)
        return history.wrong


@pytest.fixture
def province(tmp_path: Path) -> Province:
    made = Province(tmp_path)
    for _ in range(2):
        made.file()
        made.tell()
    return made


def kept(province: Province) -> Callable[[], None]:
    """Keep a copy of the queue; gives what puts it back, in the same file."""
    copy = province.path.with_name("copy")
    shutil.copyfile(province.path, copy)

    def put_back() -> None:
        with province.path.open("r+b") as file:
            file.truncate()
            file.write(copy.read_bytes())
        for name in ("-wal", "-shm"):
            Path(f"{province.path}{name}").unlink(missing_ok=True)

    return put_back


def test_what_goes_on_is_whole(province: Province) -> None:
    for _ in range(3):
        province.file()
        province.tell()
    assert [told["number"] for told in province.told] == [1, 2, 3, 4, 5]
    assert province.verdict == ""


def test_a_queue_that_was_put_back_shows_at_the_province(province: Province) -> None:
    put_back = kept(province)
    for _ in range(2):
        province.file()
        province.tell()
    put_back()
    province.tell()
    assert province.verdict == "put_back"


def test_it_shows_too_when_the_old_queue_has_grown_beyond_what_was_told(province: Province) -> None:
    put_back = kept(province)
    province.file()
    province.tell()
    put_back()
    for _ in range(5):
        province.file()
    province.tell()
    assert province.verdict == "put_back"


def test_it_shows_too_when_the_last_telling_is_copied_into_the_old_queue(province: Province) -> None:
    put_back = kept(province)
    province.file()
    province.tell()
    last = json.dumps({name: province.told[-1][name] for name in ("number", "event_id", "head", "condition")})
    put_back()
    for _ in range(3):
        province.file()
    province.change("UPDATE remembered SET value = ? WHERE name = ?", last, HISTORY_TOLD)
    province.tell()
    assert province.verdict == "put_back"


def test_a_history_that_was_written_anew_shows(province: Province) -> None:
    province.change("DROP TRIGGER event_is_final")
    province.change("UPDATE event SET hash = ? WHERE id = (SELECT max(id) FROM event)", "f" * 64)
    province.tell()
    assert province.verdict == "put_back"


def test_a_telling_that_was_taken_out_of_the_queue_is_missed(province: Province) -> None:
    province.file()
    province.tell(arrives=False)
    province.file()
    province.tell()
    assert province.verdict == "missing"


def test_codes_that_would_be_given_again_are_not(province: Province) -> None:
    province.change("UPDATE counter SET value = 0 WHERE name = 'provisional_code'")
    province.tell()
    assert province.told[-1]["codes"] > province.told[-2]["codes"]


@pytest.mark.parametrize("field", ["number", "event_id", "head", "condition", "signature", "signer"])
def test_a_telling_of_somebody_else_shows_and_covers_nothing(province: Province, field: str) -> None:
    forged = dict(province.told[-1], number=3)
    forged[field] = 99 if isinstance(forged[field], int) else "0" * len(forged[field])
    province.told.append(forged)
    assert province.verdict == "forged"
    province.told.append([1, 2])
    province.told.append({"kiosk_id": "DN07"})
    province.tell()
    assert judged(province.told)[0].event_id == province.told[-1]["event_id"]


def test_what_the_kiosk_itself_saw_is_told_at_once(province: Province) -> None:
    province.tell(HistoryVerdict.OLDER)
    assert province.verdict == "told_by_kiosk"


def test_a_telling_of_somebody_else_that_never_leaves_silences_nobody(province: Province) -> None:
    province.change(
        "INSERT INTO item (uid, kind, payload, made_at) VALUES ('x', 'history', '{}', '2026-01-01')"
    )
    database = Database.open(province.path)
    telling = HistoryTelling(database, "DN07", KEYS.opening, FakeClock())
    telling.tell(HistoryVerdict.INTACT)
    telling.tell(HistoryVerdict.INTACT)
    assert len(database.run("SELECT id FROM item WHERE uid <> 'x'")) == 1
    database.close()


@pytest.mark.parametrize(
    "written",
    ['{"number": 1e999}', '{"event_id": 99999999999999999999}', "[" * 5_000, '{"number": -1}', "[]"],
)
def test_what_is_remembered_may_be_anything(province: Province, written: str) -> None:
    province.change("UPDATE remembered SET value = ? WHERE name = ?", written, HISTORY_TOLD)
    province.file()
    province.tell()
    assert province.verdict == "put_back"


def test_it_is_told_hourly_and_never_piles_up(tmp_path: Path) -> None:
    province = Province(tmp_path)
    province.file()
    clock = FakeClock()
    database = Database.open(province.path)
    telling = HistoryTelling(database, "DN07", KEYS.opening, clock)
    queue = FactQueue(database)
    numbers = []
    for _ in range(50):
        telling.tell(HistoryVerdict.INTACT)
        clock.go(EVERY_S)
    assert len(database.run("SELECT id FROM item")) == 1
    for _ in range(4):
        while (item := queue.next()) is not None:
            numbers.append(json.loads(item.payload)["number"])
            queue.sent(item)
        for _ in range(4):
            telling.tell(HistoryVerdict.INTACT)
            clock.go(EVERY_S / 2)
        province.file()
    database.close()
    assert numbers == [1, 2, 3]


def test_the_daemon_tells_the_portal(tmp_path: Path) -> None:
    province = Province(tmp_path)
    province.file()
    with PortalServer() as portal:
        with running(tmp_path, KEYS, portal, facts_address=f"{portal.root}/facts"):
            assert eventually(lambda: len(portal.facts) == 1)
        (fact,) = portal.facts.values()
    assert fact["kind"] == "history"
    (history,) = judged([fact["payload"]])
    assert history.whole
    assert history.event_id > 0
