"""Crash consistency of the store: every prefix of its recorded writes, opened again.

Of each prefix three states of the disk are tried: all writes there; of those that were not yet synced, only
some; and the last of them torn. Each dossier must be whole or absent, and there if the citizen was told so.
A state that is the same as one before, to the byte and in what was told, is not opened again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from offline_queue.contract.errors import QueueError
from offline_queue.store import queries
from offline_queue.store.database import Database
from offline_queue.store.integrity import check
from tests.offline_queue.support.dossiers import Keys

_HEAD = struct.Struct("=cIqQ")
_SOURCE = Path(__file__).with_name("record.c")
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that was done: "w" write, "t" truncate, "s" sync, "u" unlink."""

    op: str
    name: str
    offset: int
    data: bytes


def available() -> bool:
    """Whether there is a compiler for the recorder."""
    return shutil.which("gcc") is not None


def run(
    seed: int, folder: Path, *, dossiers: int = 5, one_in: int = 1, until_failures: int | None = None
) -> tuple[int, list[str]]:
    """Give how many crash states were seen, and what was wrong with them.

    `dossiers`: in the recorded life. `one_in`: of how many states one is opened; 1: every one.
    `until_failures`: enough to know that it is not right.
    """
    folder.mkdir(parents=True)
    writes = record(seed, folder, dossiers)
    random = Random(f"replay:{seed}")
    tried = 0
    failures: list[str] = []
    known: set[bytes] = set()
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as place:
        for number, files in enumerate(_states(writes, random)):
            if number % one_in:
                continue
            tried += 1
            digest = _digest(files)
            if digest in known:
                continue
            known.add(digest)
            problem = _problem(Path(place) / str(number), files, dossiers)
            if problem:
                failures.append(f"replay seed {seed} state {number}: {problem}")
                if len(failures) == until_failures:
                    break
    return tried, failures


def record(seed: int, folder: Path, dossiers: int) -> list[Write]:
    """Run the recorded life and give what it did."""
    library, log, below = folder / "record.so", folder / "log", folder / "queue"
    below.mkdir()
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True, capture_output=True)
    life = [sys.executable, "-m", "tests.faults.recorded", str(below), ",".join(Keys().recipients)]
    life += [str(seed), str(dossiers)]
    told = {"LD_PRELOAD": str(library), "RECORD_BELOW": str(below), "RECORD_INTO": str(log)}
    subprocess.run(life, check=True, env={**os.environ, **told})
    return list(_read(log.read_bytes()))


def _read(log: bytes) -> Iterator[Write]:
    at = 0
    while at < len(log):
        op, path_length, offset, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        name = Path(log[at : at + path_length].decode()).name
        at += path_length
        data = log[at : at + length] if op == b"w" else b""
        at += len(data)
        yield Write(op.decode(), name, offset, data)


def _states(writes: Sequence[Write], random: Random) -> Iterator[dict[str, bytes]]:
    """Give the files of each crash state."""
    whole: dict[str, bytearray] = {}
    yield _shown(whole)
    for end, newest in enumerate(writes, start=1):
        _apply(whole, newest)
        yield _shown(whole)
        done = writes[:end]
        unsynced = _unsynced(done)
        if unsynced:
            dropped = {number for number in unsynced if random.random() < 0.5}
            yield _after([one for number, one in enumerate(done) if number not in dropped])
            last = unsynced[-1]
            torn = done[last]
            half = Write(torn.op, torn.name, torn.offset, torn.data[: random.randrange(len(torn.data) or 1)])
            yield _after([half if number == last else one for number, one in enumerate(done)])


def _unsynced(done: Sequence[Write]) -> list[int]:
    """Give the writes that no sync of their file followed; what the citizen was told is not on the disk."""
    synced = {}
    for number, one in enumerate(done):
        if one.op == "s":
            synced[one.name] = number
    return [
        number
        for number, one in enumerate(done)
        if one.op == "w" and one.name != "marks" and number > synced.get(one.name, -1)
    ]


def _after(writes: Sequence[Write]) -> dict[str, bytes]:
    files: dict[str, bytearray] = {}
    for one in writes:
        _apply(files, one)
    return _shown(files)


def _apply(files: dict[str, bytearray], one: Write) -> None:
    # The index of the log lives in memory and is made anew after a power cut.
    if one.name.endswith("-shm") or one.op == "s":
        return
    if one.op == "u":
        files.pop(one.name, None)
        return
    content = files.setdefault(one.name, bytearray())
    if one.op == "w":
        end = one.offset + len(one.data)
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        content[one.offset : end] = one.data
    elif one.op == "t":
        del content[one.offset :]
        content.extend(bytes(one.offset - len(content)))


def _shown(files: dict[str, bytearray]) -> dict[str, bytes]:
    return {name: bytes(content) for name, content in files.items()}


def _digest(files: dict[str, bytes]) -> bytes:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name} {len(files[name])} ".encode() + files[name])
    return whole.digest()


def _problem(folder: Path, files: dict[str, bytes], dossiers: int) -> str:
    folder.mkdir()
    told = set(files.get("marks", b"").decode().split())
    for name, content in files.items():
        if name != "marks":
            (folder / name).write_bytes(content)
    try:
        database = Database.open(folder / "outbox.sqlite")
        try:
            findings = check(database)
            with database.reading() as connection:
                listed = {one.reference_uid for one in queries.listing(connection)}
        finally:
            database.close()
    except QueueError as error:
        return f"{error.code}: {error}"
    finally:
        shutil.rmtree(folder)
    if not findings.sound:
        return f"not whole: {findings}"
    if not told <= listed:
        return f"{len(told - listed)} dossiers are gone that the citizen was told are saved"
    return "" if len(listed) <= dossiers else "more dossiers than were stored"
