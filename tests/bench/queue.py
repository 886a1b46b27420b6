"""Measures the queue, each figure beside the simplest other way to do the same, in one run.

`python -m tests.bench.queue` prints them; `measure()` gives them for `build/bench.json`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import persistqueue
import pyrage
import structlog

from kiosk_app.runtime.jobs import JobThread
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, Submission
from offline_queue.store.outbox import ItemKind, Outbox
from tests.bench import queue_many
from tests.bench.slow_link import SlowLink, bulk_rate
from tests.faults.processes import Zygote, alive, until
from tests.faults.world import World
from tests.offline_queue.support.dossiers import Keys, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from tests.offline_queue.support.tus_shelf import TusShelf

KILOBIT_S = 512
LINK_BYTES_S = KILOBIT_S * 125.0
DOSSIERS, DOSSIER_SIZES = 12, (300_000, 200_000, 100_000)
SMALL_FILES = (60_000,) * 10
"""The same 600 KB in small files: an interrupted file starts again, so that an interruption costs little."""
CUT_EVERY_S = 20.0
MANY = 10_000
_UNTIL_LOGS_TURN = 1_010
"""Items until each of the three has filled its log once: SQLite copies it back after 1,000 pages."""
TEN_PAGES = (1_050_000, 1_050_000, 1_400_000)
"""Ten A4 pages of 350 kB in the PDFs of three components."""
Runs = dict[str, dict[str, float]]


def measure(folder: Path | None = None) -> dict[str, Any]:
    """Measure everything; takes about six minutes. `folder`: on the disk that counts; unset: `build/`."""
    folder = folder or Path(__file__).parents[2] / "build"
    folder.mkdir(exist_ok=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    runs: Runs = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        root = Path(place)
        found: dict[str, Any] = {}
        for name, size in (("1mb", 1_000_000), ("10mb", 10_000_000)):
            found |= _durable_submit(root / name, name, size, runs)
        found["tap_to_saved_ms"] = _tap_to_saved(root / "tap", runs)
        found |= _enqueue(root / "enqueue", runs)
        found["submit_to_official_s"] = _submit_to_official(root / "official", runs)
        found |= _ten_thousand(root / "many", runs)
        found |= _slow_links(root / "links", runs)
        found |= queue_many.measure(root)
    return {**found, "runs": runs}


def _durable_submit(folder: Path, name: str, size: int, runs: Runs) -> dict[str, float]:
    """Our submit, sealing and one transaction by hand, and a bare write of the same bytes, in turn."""
    folder.mkdir()
    keys = Keys()
    outbox = _outbox(folder / "ours", keys)
    sealing = [key.to_public() for key in (keys.sync, keys.recovery)]
    # Both checkpoint between two dossiers, and both write into a log file that has already grown.
    by_hand = _by_hand(folder / "by-hand.sqlite", checkpoint_pages=0)
    times: dict[str, list[float]] = {"ours": [], "by_hand": [], "fsync": []}
    for number in range(22 if size > 5_000_000 else 42):
        sent = submission(outbox.reserve_code(), seed=number + 1, sizes=(size // 2, size - size // 2))
        by_hand.execute("PRAGMA wal_checkpoint(PASSIVE)")
        sealed: list[bytes] = []

        def write_by_hand(sent: Submission = sent, sealed: list[bytes] = sealed) -> None:
            contents = (sent.manifest.model_dump_json().encode(), *sent.contents)
            sealed += [pyrage.encrypt(content, sealing) for content in contents]
            by_hand.execute("BEGIN IMMEDIATE")
            by_hand.executemany("INSERT INTO part (content) VALUES (?)", [(one,) for one in sealed])
            by_hand.execute("COMMIT")

        def write_bare(sealed: list[bytes] = sealed, number: int = number) -> None:
            handle = os.open(folder / f"bare-{number}", os.O_WRONLY | os.O_CREAT)
            os.write(handle, b"".join(sealed))
            os.fdatasync(handle)
            os.close(handle)

        def write_ours(sent: Submission = sent) -> None:
            outbox.submit(sent)

        pair = [("ours", write_ours), ("by_hand", write_by_hand)]
        for kind, work in (*(pair if number % 2 else reversed(pair)), ("fsync", write_bare)):
            times[kind].append(_timed(work))
    # The first rounds are not counted: they open files, fill caches and let the logs grow.
    times = {kind: values[2:] for kind, values in times.items()}
    for kind, values in times.items():
        runs[f"submit_{name}_{kind}_s"] = _spread(values)
    return {
        f"submit_{name}_vs_by_hand": _ratio(times["ours"], times["by_hand"]),
        f"submit_{name}_vs_fsync": _ratio(times["ours"], times["fsync"]),
    }


def _tap_to_saved(folder: Path, runs: Runs) -> float:
    """From the tap, through the sealing thread, to "đã lưu", for ten pages; milliseconds."""
    outbox = _outbox(folder, Keys())
    worker = JobThread("bench")
    times = []
    for number in range(12):
        sent = submission(outbox.reserve_code(), seed=number + 1, sizes=TEN_PAGES)
        saved = threading.Event()

        def save(sent: Submission = sent, saved: threading.Event = saved) -> None:
            fields = sent.manifest.model_dump()
            outbox.submit(Submission(manifest=type(sent.manifest)(**fields), contents=sent.contents))
            saved.set()

        began = time.perf_counter()
        worker.do(save)
        saved.wait()
        times.append((time.perf_counter() - began) * 1000)
    worker.close()
    runs["tap_to_saved_ms"] = _spread(times)
    return round(statistics.median(times), 1)


def _enqueue(folder: Path, runs: Runs, rounds: int = 21, count: int = 70) -> dict[str, float]:
    """Small items a second: ours, SQLite by hand, persist-queue, each syncing every item."""
    folder.mkdir()
    outbox = _outbox(folder / "ours", Keys())
    by_hand = _by_hand(folder / "by-hand.sqlite")
    by_hand.execute(
        "CREATE TABLE item (id INTEGER PRIMARY KEY, uid TEXT, kind TEXT, payload TEXT, made_at TEXT)"
    )
    other = persistqueue.SQLiteAckQueue(str(folder / "persist"), auto_commit=True, multithreading=True)
    connections: set[Any] = {other._putter, other._getter}
    for connection in connections:
        # persist-queue's own setting does not sync each item.
        connection.execute("PRAGMA synchronous = FULL")
    payload: dict[str, str | int | float | bool] = {"service_code": "1.004873", "stars": 5}

    def one_by_hand() -> None:
        by_hand.execute("BEGIN IMMEDIATE")
        text = json.dumps(payload)
        moment = SystemClock().now().isoformat()
        values = (str(uuid.uuid4()), "rating", text, moment)
        by_hand.execute("INSERT INTO item (uid, kind, payload, made_at) VALUES (?, ?, ?, ?)", values)
        by_hand.execute("COMMIT")

    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: outbox.enqueue(ItemKind.RATING, payload),
        "sqlite": one_by_hand,
        "persist_queue": lambda: other.put(payload),
    }
    # Until the first checkpoint each sync also has to record the new size of the log file.
    for _ in range(_UNTIL_LOGS_TURN):
        for way in ways.values():
            way()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds * count):
        # They take turns, each as often first, because a disk's speed changes within milliseconds.
        for name in ([*ways] * 2)[number % len(ways) :][: len(ways)]:
            times[name].append(_timed(ways[name]))
    for name, values in times.items():
        rounds_s = [sum(values[first : first + count]) for first in range(0, len(values), count)]
        runs[f"enqueue_{name}_per_s"] = _spread([count / seconds for seconds in rounds_s])
    return {
        "enqueue_vs_sqlite": _ratio(times["sqlite"], times["ours"]),
        "enqueue_vs_persist_queue": _ratio(times["persist_queue"], times["ours"]),
    }


def _submit_to_official(folder: Path, runs: Runs) -> float:
    """From the submit to the official code in the queue, 600 KB over loopback; seconds."""
    folder.mkdir()
    keys = Keys()
    outbox = _outbox(folder / "queue", keys)
    times = []
    with PortalServer() as portal, running(folder, keys, portal) as (_, client):
        eventually(lambda: client.status().link.value == "online")
        for number in range(9):
            sent = submission(outbox.reserve_code(), seed=number + 1, sizes=DOSSIER_SIZES)
            uid = sent.manifest.reference_uid
            began = time.perf_counter()
            outbox.submit(sent)
            client.wake()
            eventually(lambda uid=uid: _has_code(outbox, uid))  # type: ignore[misc]
            times.append(time.perf_counter() - began)
    runs["submit_to_official_s"] = _spread(times)
    return round(statistics.median(times), 3)


def _ten_thousand(folder: Path, runs: Runs) -> dict[str, float]:
    """Memory of the real daemon with 10,000 dossiers that wait, and the time to list them."""

    zygote = Zygote()
    world = World(zygote, folder, Random(1))
    # No portal listens at this address.
    world.portal.__exit__(None, None, None)
    outbox = Outbox.open(world.database, world.keys.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)
    _fill(outbox, world.keys)
    times = [_timed(outbox.list) * 1000 for _ in range(7)]
    runs["list_10k_ms"] = _spread(times)
    daemon = _spawn_fresh(world)
    sizes = []
    for _ in range(10):
        time.sleep(0.5)
        sizes.append(_resident_mb(daemon.pid))
    daemon.terminate()
    daemon.wait(20)
    world.close()
    zygote.close()
    runs["daemon_rss_mb_10k"] = _spread(sizes)
    return {"daemon_rss_mb_10k": round(max(sizes), 1), "list_10k_ms": round(statistics.median(times), 1)}


def _spawn_fresh(world: World) -> subprocess.Popen[bytes]:
    """Start the daemon as a new program. A fork would share memory, which is what is measured."""

    daemon = subprocess.Popen(
        [sys.executable, "-m", "offline_queue", "--config", str(world.config)], stderr=subprocess.DEVNULL
    )
    until(lambda: (world.folder / "run" / "sync.sock").exists() or not alive(daemon.pid), 60.0)
    return daemon


def _fill(outbox: Outbox, keys: Keys) -> None:
    """Put in 10,000 dossiers, half of them waiting.

    All share one sealed part, because none is opened here.
    """
    sent = submission("", sizes=(500,))
    contents = (sent.manifest.model_dump_json().encode(), sent.contents[0])
    parts = [outbox._seal(content) for content in contents]
    with outbox._database.writing() as connection:
        for number in range(MANY):
            manifest = sent.manifest.model_copy(
                update={"reference_uid": str(uuid.UUID(int=number)), "provisional_code": f"TAM-{number}"}
            )
            outbox._insert(connection, manifest, str(number), parts)
        connection.execute("UPDATE dossier SET state = 'waiting', portal_id = 'x' WHERE id % 2 = 0")


def _slow_links(folder: Path, runs: Runs) -> dict[str, float]:
    """Drain twelve dossiers over 512 kbit/s: smoothly, and with a cut every 20 s; all three at once."""
    folder.mkdir()
    found: dict[str, tuple[float, float]] = {}

    def drain(name: str, sizes: Sequence[int], tus: bool, cut_every_s: float | None) -> None:
        found[name] = _drain(folder / name, tuple(sizes), tus, cut_every_s)

    lines = [
        threading.Thread(target=drain, args=("smooth", DOSSIER_SIZES, False, None)),
        threading.Thread(target=drain, args=("tus", DOSSIER_SIZES, True, CUT_EVERY_S)),
        threading.Thread(target=drain, args=("multipart", SMALL_FILES, False, CUT_EVERY_S)),
    ]
    for line in lines:
        line.start()
    bulk = bulk_rate(LINK_BYTES_S, 3_000_000)
    for line in lines:
        line.join()
    payload = DOSSIERS * sum(DOSSIER_SIZES)
    runs["link_bulk_bytes_per_s"] = _spread([bulk])
    for name, (seconds, received) in found.items():
        runs[f"link_{name}_bytes_per_s"] = _spread([payload / seconds])
        runs[f"link_{name}_received_bytes"] = _spread([received])
    return {
        "link_share": round(payload / found["smooth"][0] / bulk, 4),
        "resent_share": round(max(0.0, found["tus"][1] / payload - 1), 4),
        "resent_share_multipart": round(max(0.0, found["multipart"][1] / payload - 1), 4),
    }


def _drain(folder: Path, sizes: tuple[int, ...], tus: bool, cut_every_s: float | None) -> tuple[float, float]:
    """Give the seconds until all is accepted, and the bytes of files that the portal received."""
    folder.mkdir()
    keys = Keys()
    outbox = _outbox(folder / "queue", keys)
    for number in range(DOSSIERS):
        outbox.submit(submission(outbox.reserve_code(), seed=number + 1, sizes=sizes))
    with PortalServer() as portal:
        portal.tus = TusShelf() if tus else None
        port = int(portal.root.rpartition(":")[2])
        with SlowLink(port, LINK_BYTES_S, cut_every_s=cut_every_s) as link:
            address = portal.address.replace(f":{port}", f":{link.port}")
            identity = portal.identity_address.replace(f":{port}", f":{link.port}")
            began = time.monotonic()
            with running(
                folder,
                keys,
                portal,
                sync={"probe_every_s": 5.0},
                address=address,
                identity_address=identity,
                read_timeout_s=30.0,
                connect_timeout_s=10.0,
            ):
                eventually(lambda: _all_accepted(outbox), 600.0)
                seconds = time.monotonic() - began
        received = float(portal.tus.received if portal.tus is not None else portal.file_bytes)
    outbox.close()
    return seconds, received


def _all_accepted(outbox: Outbox) -> bool:
    time.sleep(0.05)
    return all(one.state is DeliveryState.ACCEPTED for one in outbox.list())


def _has_code(outbox: Outbox, uid: str) -> bool:
    news = outbox.news(uid)
    return news is not None and bool(news.official_code)


def _outbox(folder: Path, keys: Keys) -> Outbox:
    place = folder if folder.name == "queue" else folder / "queue"
    return Outbox.open(place / "outbox.sqlite", keys.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)


def _by_hand(path: Path, *, checkpoint_pages: int | None = None) -> sqlite3.Connection:
    """Open a plain database with the same durability. `checkpoint_pages` unset: SQLite's default."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if checkpoint_pages is not None:
        connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint_pages}")
    connection.execute("CREATE TABLE part (id INTEGER PRIMARY KEY, content BLOB)")
    return connection


def _resident_mb(process: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _ratio(times: Sequence[float], others: Sequence[float]) -> float:
    """Median of the ratios of paired runs. A busy disk or machine slows both of a pair."""
    return round(statistics.median(one / other for one, other in zip(times, others, strict=True)), 3)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {
        "min": round(min(values), 5),
        "median": round(statistics.median(values), 5),
        "max": round(max(values), 5),
        "count": len(values),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
