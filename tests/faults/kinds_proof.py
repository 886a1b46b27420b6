"""Faults of a world that lies: records given away, copies put back, forgotten dossiers, torn answers."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueReplacedError
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.backup import write_copy
from offline_queue.store.database import Database
from offline_queue.store.outbox import Outbox
from tests.faults.kinds import Kind
from tests.faults.processes import until
from tests.faults.screen import dossier
from tests.faults.world import World, open_raw, spoil_reply
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID
from tests.offline_queue.support.portal_server import Call, Reply
from tests.offline_queue.support.tus_shelf import HEADERS, TusShelf

STRANGER = "stranger"
PAGES = (
    Reply(429, raw=b"<html>busy</html>", headers={"Content-Type": "text/html", "Retry-After": "86400"}),
    Reply(503, raw=b"<html>later</html>", headers={"Content-Type": "text/html", "Retry-After": "86400"}),
    Reply(408, raw=b"", headers={"Content-Type": "text/plain"}),
    Reply(413, raw=b"<html>413</html>", headers={"Content-Type": "text/html"}),
    Reply(429, raw=b"{", headers={"Content-Type": "application/json", "Retry-After": "86400"}),
    Reply(429, {"code": 429}, headers={"Retry-After": "86400"}),
)
COOKIE = "k" * 2_000


def records_given_away(world: World) -> None:
    """The portal loses a record and gives its id to another citizen, at any moment between two attempts."""
    world.staff_help = True
    limit = world.injections + 24

    def give_away(call: Call) -> Reply | None:
        asked = call.method == "GET" and "/dossiers/" in call.path and not call.path.endswith("/files")
        if not asked or world.injections >= limit or world.random.random() > 0.5:
            return None
        with world.portal.lock:
            number = call.path.rpartition("/")[2]
            for uid, row in list(world.portal.dossiers.items()):
                if str(row["dossierId"]) == number and row["dossierStatus"] == "new":
                    del world.portal.dossiers[uid]
                    world.portal.files.pop(uid, None)
                    other = f"{STRANGER}-{world.injections}"
                    world.portal.dossiers[other] = {
                        "dossierId": row["dossierId"],
                        "referenceUid": other,
                        "dossierStatus": "new",
                        "dossierNo": "",
                        "applicantNote": "",
                    }
                    world.portal.files[other] = {}
                    world.inject()
        return None

    world.portal.fault = give_away
    world.start_daemon()
    world.submit(world.seeds(6))
    until(lambda: world.injections >= limit or world.all_done(), 6.0)


def backup_put_back(world: World) -> None:
    """A backup of the product's own is restored: no code is given twice, what the portal has stays once."""
    world.put_back = True
    world.start_daemon()
    given: list[str] = []
    for _ in range(3):
        world.submit(world.seeds(2))
        copy = world.folder / "copy.sqlite"
        copy.unlink(missing_ok=True)
        database = Database.open(world.database)
        write_copy(database, copy)
        database.close()
        world.submit(world.seeds(2))
        if not until(world.all_done, 20.0):
            raise AssertionError("not delivered before the backup is put back")
        given += _codes(world)
        world.stop_daemon()
        for suffix in ("-wal", "-shm"):
            world.database.with_name(world.database.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(copy, world.database)
        known = set(_codes(world))
        world.inject()
        world.start_daemon()
        world.submit(world.seeds(2))
        fresh = [code for code in _codes(world) if code not in known]
        twice = set(fresh) & set(given)
        if twice or len(fresh) != len(set(fresh)):
            raise AssertionError(f"codes given out twice: {sorted(twice)}")


def _codes(world: World) -> list[str]:
    with contextlib.closing(open_raw(world.database)) as connection:
        return [str(row[0]) for row in connection.execute("SELECT provisional_code FROM dossier")]


def accepted_and_forgotten(world: World) -> None:
    """The portal forgets what it accepted, or one of its files: staff are told, and it is handed in anew."""
    world.start_daemon()
    world.submit(world.seeds(6))
    if not until(world.all_done, 20.0):
        raise AssertionError("not delivered")
    with world.portal.lock:
        lost = world.random.sample(sorted(world.portal.dossiers), 4)
        for uid in lost:
            if world.random.random() < 0.5:
                del world.portal.dossiers[uid]
                del world.portal.files[uid]
            else:
                world.portal.files[uid].popitem()
            world.inject()
    if not until(lambda: _rejected(world) >= set(lost), 20.0):
        raise AssertionError(f"forgotten without a word: {world.states()}")
    world.retry_all()
    until(world.all_done, 15.0)


def _rejected(world: World) -> set[str]:
    return {uid for uid, state in world.states().items() if state is DeliveryState.REJECTED}


def successor_after_a_lost_answer_dvcqg(world: World) -> None:
    """The answer to the first call is lost, then the authority is merged: one row for one citizen."""
    lost: set[str] = set()

    def lose(call: Call) -> Reply | None:
        if b"DongBoHoSoMC" not in call.body or b'"isUpdating": "False"' not in call.body:
            return None
        number = json.loads(call.body)["data"][0]["MaHoSo"]
        if number in lost:
            return Reply(503, {"code": 503})
        lost.add(number)
        world.inject()
        return Reply(200, {}, cut_after=0)

    world.portal.after = lose
    merged = 'successors = { "H17.99.01" = "H17.99.02" }'
    for config in (world.config, world.write_config("merged.toml", "sync.sock", queue=merged)):
        world.start_daemon(config=config)
        world.submit(world.seeds(3))
        until(partial(_all_lost, world, lost), 5.0)
        world.stop_daemon()
    world.config = config
    world.portal.after = lambda _call: None
    world.start_daemon()
    if not until(world.all_done, 20.0):
        raise AssertionError("not delivered after the merger")
    owners = [row["ThongTinKhac"] for row in world.portal.national.rows.values()]
    if len(owners) != len(set(owners)):
        raise AssertionError("two rows for one citizen")


def _all_lost(world: World, lost: set[str]) -> bool:
    return len(lost) >= len(world.saved())


def pages_that_ask_for_a_day(world: World) -> None:
    """What is not the portal's own asks for a day of silence: the queue goes on at once."""
    # An answer below 500 that is not the portal's JSON is a refusal when the probe finds the portal well.
    world.staff_help = True
    limit = world.injections + 30

    def page(call: Call) -> Reply | None:
        if "/dossiers" not in call.path or world.injections >= limit or world.random.random() > 0.5:
            return None
        world.inject()
        return world.random.choice(PAGES)

    world.portal.fault = page
    world.start_daemon()
    world.submit(world.seeds(5))
    until(lambda: world.injections >= limit or world.all_done(), 3.0)


def torn_heads_tus(world: World) -> None:
    """Answers break off inside a header, uploads are gone, refused, or elsewhere; tus."""
    world.portal.tus = TusShelf()
    limit = world.injections + 30

    def tear(call: Call) -> Reply | None:
        upload = call.method == "PATCH" or "upload-length" in call.headers
        if not upload or world.injections >= limit or world.random.random() > 0.5:
            return None
        world.inject()
        if call.method == "PATCH":
            return Reply(world.random.choice([403, 404, 410]), raw=b"", headers=HEADERS)
        if world.random.random() < 0.5:
            return Reply(201, raw=b"", headers={**HEADERS, "Location": "/uploads/1"}, cut_headers=True)
        place = world.random.choice(["https://elsewhere.example/1", ""])
        return Reply(201, raw=b"", headers={**HEADERS, "Location": place})

    world.portal.fault = tear
    world.start_daemon()
    world.submit(world.seeds(5), sizes=(60_000, 5_000))
    until(lambda: world.injections >= limit or world.all_done(), 8.0)


ROWS: tuple[tuple[str, str], ...] = (
    ("retry_at", "tomorrow"),
    ("retry_at", "2026-11-26"),
    ("made_at", ""),
    ("stage", "abc"),
    ("portal_status", "\x00\x1b[2J"),
    ("reserved_code", "x" * 10_000),
    ("sent_portal", "none"),
    ("sent_number", "'; DROP TABLE dossier"),
    ("failures", "9000000000000000000"),
    ("attempts", "-5"),
    ("identity_result", "?"),
    ("upload", ""),
    ("part", ""),
)


def rows_of_one_dossier(world: World) -> None:
    """One dossier's rows hold anything or are gone: every other dossier is delivered."""
    for column, value in world.random.sample(ROWS, 6):
        seeds = world.seeds(3)
        world.submit(seeds)
        saved = world.saved()
        sick = saved[world.random.choice(seeds)]
        undo = _spoil_row(world.database, sick, column, value)
        world.inject()
        world.start_daemon()
        others = {saved[seed] for seed in seeds} - {sick}
        if not until(partial(_accepted, world, others), 20.0):
            raise AssertionError(f"{column} = {value!r} held others up: {world.states()}")
        world.stop_daemon()
        undo()
        world.start_daemon()
        world.retry_all()
        if not until(world.all_done, 20.0):
            raise AssertionError(f"{column} = {value!r} was put right and is not delivered")
        world.stop_daemon()


def _accepted(world: World, uids: set[str]) -> bool:
    states = world.states()
    return all(states[uid] in (DeliveryState.ACCEPTED, DeliveryState.PURGED) for uid in uids)


def _spoil_row(path: Path, uid: str, column: str, value: str) -> Callable[[], None]:
    """Spoil it; gives what puts it right again."""
    with contextlib.closing(open_raw(path)) as connection:
        (number,) = connection.execute("SELECT id FROM dossier WHERE reference_uid = ?", (uid,)).fetchone()
        if column == "part":
            parts = connection.execute("SELECT * FROM part WHERE dossier_id = ?", (number,)).fetchall()
            blobs = connection.execute(
                "SELECT * FROM blob WHERE part_id IN (SELECT id FROM part WHERE dossier_id = ?)", (number,)
            ).fetchall()
            connection.execute(
                "DELETE FROM blob WHERE part_id IN (SELECT id FROM part WHERE dossier_id = ?)", (number,)
            )
            connection.execute("DELETE FROM part WHERE dossier_id = ?", (number,))
            return partial(_put_rows_back, path, parts, blobs)
        if column == "upload":
            connection.execute(
                "UPDATE part SET upload_address = 'http://[', upload_began = '?' WHERE dossier_id = ?",
                (number,),
            )
            return lambda: None
        (before,) = connection.execute(f"SELECT {column} FROM dossier WHERE id = ?", (number,)).fetchone()  # noqa: S608  own names
        wanted = int(value) if isinstance(before, int) else value
        connection.execute(f"UPDATE dossier SET {column} = ? WHERE id = ?", (wanted, number))  # noqa: S608  own names
        return partial(_put_value_back, path, number, column, before)


def _put_value_back(path: Path, number: int, column: str, before: object) -> None:
    with contextlib.closing(open_raw(path)) as connection:
        connection.execute(f"UPDATE dossier SET {column} = ? WHERE id = ?", (before, number))  # noqa: S608  own names


def _put_rows_back(path: Path, parts: list[sqlite3.Row], blobs: list[sqlite3.Row]) -> None:
    with contextlib.closing(open_raw(path)) as connection:
        for table, rows in (("part", parts), ("blob", blobs)):
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row))  # noqa: S608  own names


def files_taken_away(world: World) -> None:
    """The queue's file is moved or swapped, or its log's index is, under a running screen: never "saved"."""
    index = world.database.with_name(world.database.name + "-shm")
    away = world.database.with_name("away.sqlite")
    for _ in range(4):
        outbox = Outbox.open(
            world.database, world.keys.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0
        )
        sent = dossier(world.seeds(1)[0], outbox.reserve_code(), (2_000,))
        how = world.random.randrange(3)
        if how == 0:
            index.rename(away)
        else:
            world.database.rename(away)
            if how == 1:
                shutil.copyfile(away, world.database)
        world.inject()
        try:
            outbox.submit(sent)
        except QueueReplacedError:
            pass
        else:
            raise AssertionError("saved into a file that nobody will find")
        finally:
            away.replace(index if how == 0 else world.database)
            outbox.close()
    world.start_daemon()
    world.submit(world.seeds(2))


def cookies_that_pile_up(world: World) -> None:
    """The portal sets a cookie with each answer, and answers 431 to whoever brings many."""
    seen: list[int] = []

    def burden(call: Call) -> Reply | None:
        seen.append(1)
        if len(call.headers.get("cookie", "")) > 4_000:
            return Reply(431, {"code": 431})
        return None

    world.portal.fault = burden
    world.portal.extra_headers = lambda: {"Set-Cookie": f"c{len(seen)}={COOKIE}; Path=/"}
    world.start_daemon()
    world.submit(world.seeds(4))
    if not until(world.all_done, 20.0):
        raise AssertionError("cookies were kept")
    world.inject(len(seen))


def words_that_name_the_citizen(world: World) -> None:
    """The portal's refusals repeat the citizen, without accents or reordered: nothing of it in the clear."""
    limit = world.injections + 12
    words = (MARKER, "LO THI DAU-RIENG", "Dấu-Riêng Lò Thị", "Thôn Mẫu, Nam Giang", PERSONAL_ID[:6])

    def refuse(call: Call) -> Reply | None:
        if call.method != "POST" or not call.path.endswith("/dossiers") or world.injections >= limit:
            return None
        world.inject()
        said = spoil_reply(422)
        assert isinstance(said.value, dict)
        name = world.random.choice(words)
        return Reply(422, {**said.value, "message": f"Không hợp lệ: {name}", "field": name})

    world.portal.fault = refuse
    world.start_daemon()
    world.submit(world.seeds(12))
    until(lambda: len(_rejected(world)) >= 12, 10.0)
    world.forbidden += ("LO THI DAU-RIENG", "Dấu-Riêng Lò Thị", "Thôn Mẫu, Nam Giang")
    world.portal.fault = lambda _call: None
    world.retry_all()


def greedy_peers(world: World) -> None:
    """Idle listeners take every connection of the socket: the screen has its answers."""
    path = world.folder / "run" / "sync.sock"
    world.start_daemon()
    world.submit(world.seeds(2))
    until(path.exists, 10.0)
    crowd: list[socket.socket] = []
    try:
        for number in range(20):
            one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            one.settimeout(2.0)
            one.connect(str(path))
            if number % 2:
                one.sendall(b'{"v": 1, "id": 1, "method": "subscribe", "params": {}}\n')
            crowd.append(one)
            world.inject()
        client = GatewayClient(path, 4.0)
        for _ in range(10):
            client.status()
        client.close()
    finally:
        for one in crowd:
            one.close()


KINDS: dict[str, Kind] = {
    "records_given_away": records_given_away,
    "backup_put_back": backup_put_back,
    "accepted_and_forgotten": accepted_and_forgotten,
    "successor_after_a_lost_answer_dvcqg": successor_after_a_lost_answer_dvcqg,
    "pages_that_ask_for_a_day": pages_that_ask_for_a_day,
    "torn_heads_tus": torn_heads_tus,
    "rows_of_one_dossier": rows_of_one_dossier,
    "files_taken_away": files_taken_away,
    "cookies_that_pile_up": cookies_that_pile_up,
    "words_that_name_the_citizen": words_that_name_the_citizen,
    "greedy_peers": greedy_peers,
}
