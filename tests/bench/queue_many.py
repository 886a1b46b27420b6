"""Measures long queues and large dossiers with the real daemon before the real sandbox, each its own program.

`python -m tests.bench.queue_many` prints them; `measure()` gives them for `build/bench.json`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, submission
from tests.support.kiosk_toml import kiosk_toml, write_credentials
from tests.support.processes import Program
from tests.support.sandbox_program import PASSWORD, USER, sandbox

QUEUED = 50_000
PARTS = 3_000
PART_BYTES = 2_000
_LONGEST_S = 600.0


def measure(folder: Path | None = None) -> dict[str, float]:
    """Measure everything; takes about three minutes, most of it filling a queue."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        root = Path(place)
        return {**_long_queue(root / "long"), **_many_parts(root / "parts")}


def _long_queue(folder: Path) -> dict[str, float]:
    """Fifty thousand wait: how soon one is whole at the portal, and how long staff wait for the list."""
    keys = Keys()
    folder.mkdir()
    with sandbox(folder) as root:
        config = _config(folder, keys, root)
        outbox = _outbox(folder, keys)
        _fill(outbox, QUEUED)
        listed = _timed(lambda: _kioskctl("queue", "list", "--config", str(config)))
        as_json = _timed(lambda: _kioskctl("queue", "list", "--json", "--config", str(config)))
        began = time.monotonic()
        with _daemon(folder, config):
            first = _until(lambda: _accepted(outbox) >= 1) - began
            ten = _until(lambda: _accepted(outbox) >= 10) - began
        outbox.close()
    return {
        "list_50k_s": round(listed, 2),
        "list_50k_json_s": round(as_json, 2),
        "first_of_50k_s": round(first, 2),
        "ten_of_50k_s": round(ten, 2),
    }


def _many_parts(folder: Path) -> dict[str, float]:
    """One dossier of 3,000 parts: from the daemon's start until it is accepted."""
    keys = Keys()
    folder.mkdir()
    with sandbox(folder) as root:
        config = _config(folder, keys, root)
        outbox = _outbox(folder, keys)
        sent = submission(outbox.reserve_code(), seed=1, sizes=(PART_BYTES,) * PARTS)
        stored = _timed(lambda: outbox.submit(sent))
        began = time.monotonic()
        with _daemon(folder, config):
            whole = _until(lambda: _accepted(outbox) == 1) - began
        outbox.close()
    return {"submit_3000_parts_s": round(stored, 2), "deliver_3000_parts_s": round(whole, 2)}


def _fill(outbox: Outbox, count: int) -> None:
    """Put in dossiers that can all be opened; in one transaction, for filling is not what is measured."""
    sent = submission("", sizes=(500,))
    part = sent.manifest.parts[0]
    sealed_part = outbox._seal(sent.contents[0])
    with outbox._database.writing() as connection:
        for number in range(count):
            info = part.model_copy(update={"file_uid": str(uuid.UUID(int=2**64 + number))})
            manifest = sent.manifest.model_copy(
                update={
                    "reference_uid": str(uuid.UUID(int=number)),
                    "provisional_code": f"TAM-DN07-{number:05d}",
                    "parts": (info,),
                }
            )
            parts = [outbox._seal(manifest.model_dump_json().encode()), sealed_part]
            outbox._insert(connection, manifest, str(number), parts)


def _accepted(outbox: Outbox) -> int:
    time.sleep(0.02)
    with outbox._database.reading() as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM dossier WHERE state = ?", (DeliveryState.ACCEPTED,)
        ).fetchone()
    return int(count)


def _until(holds: Callable[[], bool]) -> float:
    """Wait until it holds; gives when. Raises `TimeoutError`."""
    end = time.monotonic() + _LONGEST_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the daemon did not deliver")
    return time.monotonic()


def _config(folder: Path, keys: Keys, root: str) -> Path:
    tables: dict[str, dict[str, object]] = {
        "queue": {"database": str(folder / "queue" / "outbox.sqlite"), "reserve_mb": 1},
        "gateway": {"socket": str(folder / "run" / "sync.sock")},
        "portal": {
            "address": f"{root}/o/rest/v2",
            "identity_address": f"{root}/identity",
            "credentials": str(folder / "credentials"),
        },
        "sync": {"network_manager": False},
    }
    config = folder / "kiosk.toml"
    config.write_text(kiosk_toml(keys.recipients, tables), encoding="utf-8")
    write_credentials(folder / "credentials", str(keys.sync), (USER, PASSWORD))
    return config


def _outbox(folder: Path, keys: Keys) -> Outbox:
    path = folder / "queue" / "outbox.sqlite"
    return Outbox.open(path, keys.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=1)


@contextmanager
def _daemon(folder: Path, config: Path) -> Iterator[None]:
    with Program("kiosk-sync", ["-m", "offline_queue", "--config", str(config)], folder, {}):
        yield


def _kioskctl(*arguments: str) -> None:
    command = [sys.executable, "-m", "kiosk_app.technician", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
