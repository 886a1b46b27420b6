"""`kioskctl queue restore`: a backup comes back; what stood there stays; what goes wrong changes nothing."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import app
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueUnavailableError
from offline_queue.store import restore as restoring
from offline_queue.store import schema
from offline_queue.store.schema import VERSION
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import kiosk_toml, write_credentials

KEYS = Keys()
QUEUE = Path("queue") / "outbox.sqlite"


def _run(folder: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner(env={"COLUMNS": "240"}).invoke(
        app, ["queue", *words, "--config", str(folder / "kiosk.toml")]
    )
    return result.exit_code, result.stdout, result.stderr


def _restored(folder: Path, *words: str) -> tuple[int, str, str]:
    return _run(folder, "restore", str(folder / "copy.sqlite"), "--yes", *words)


@pytest.fixture
def kiosk(tmp_path: Path) -> Path:
    """A kiosk with a backup of two dossiers, and a third that came after it; nothing runs."""
    config = kiosk_toml(KEYS.recipients, {"portal": {"credentials": "credentials"}})
    (tmp_path / "kiosk.toml").write_text(config, encoding="utf-8")
    write_credentials(tmp_path / "credentials", str(KEYS.sync))
    outbox = open_outbox(tmp_path, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    assert _run(tmp_path, "backup", str(tmp_path / "copy.sqlite"))[0] == 0
    outbox.submit(submission(outbox.reserve_code(), seed=3))
    outbox.close()
    return tmp_path


def _references(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {row[0] for row in connection.execute("SELECT reference_uid FROM dossier")}
    finally:
        connection.close()


def _all_is_as_it_was(folder: Path) -> None:
    outbox = open_outbox(folder, KEYS)
    assert len(outbox.list()) == 3
    outbox.close()
    assert _run(folder, "verify")[0] == 0
    assert sorted(one.name for one in (folder / "queue").iterdir() if "restor" in one.name) == []


def test_what_the_backup_lacks_is_named_before_anything_is_moved(kiosk: Path) -> None:
    for words in ((), ("--lose", "2"), ("--lose", "0")):
        code, _, error = _restored(kiosk, *words)
        assert code == 1
        assert "1 undelivered dossiers are not in the backup (TAM-DN07-" in error
        assert "--lose 1" in error
    _all_is_as_it_was(kiosk)


def test_the_backup_comes_back_and_what_stood_there_is_kept(kiosk: Path) -> None:
    given = _codes(kiosk)
    code, text, error = _restored(kiosk, "--lose", "1")
    assert code == 0, error
    assert "2 hồ sơ" in text
    (kept,) = kiosk.glob("queue/outbox.sqlite.before-*Z")
    assert len(_references(kept)) == 3
    assert str(kept) in text
    outbox = open_outbox(kiosk, KEYS)
    assert [one.state for one in outbox.list()] == [DeliveryState.QUEUED] * 2
    # No code that was given out since comes twice.
    assert outbox.reserve_code() not in given
    outbox.close()
    code, text, _ = _run(kiosk, "verify")
    assert (code, "còn nguyên cả" in text) == (0, True)
    connection = sqlite3.connect(kiosk / QUEUE)
    assert connection.execute("SELECT actor FROM event WHERE name = 'restored'").fetchall() == [
        ("technician",)
    ]
    connection.close()


def _codes(folder: Path) -> set[str]:
    outbox = open_outbox(folder, KEYS)
    found = {one.provisional_code for one in outbox.list()}
    outbox.close()
    return found


def test_into_an_empty_place_and_over_a_damaged_queue(kiosk: Path) -> None:
    whole = (kiosk / QUEUE).read_bytes()
    (kiosk / QUEUE).write_bytes(b"not a queue " * 5_000)
    for words in ((), ("--resend", "1"), ("--resend", "3")):
        code, _, error = _restored(kiosk, *words)
        assert (code, "--resend 2" in error) == (1, True), error
        assert (kiosk / QUEUE).read_bytes() == b"not a queue " * 5_000
    code, _, error = _restored(kiosk, "--resend", "2")
    assert code == 0, error
    assert "kioskctl recover" in error
    (kept,) = kiosk.glob("queue/outbox.sqlite.before-*Z")
    assert kept.read_bytes() == b"not a queue " * 5_000
    (kiosk / QUEUE).write_bytes(whole[: len(whole) // 2])
    time.sleep(1.1)
    code, _, error = _restored(kiosk, "--lose", "1", "--resend", "2")
    assert code == 0, error
    shutil.rmtree(kiosk / "queue")
    (kiosk / "queue").mkdir()
    assert _restored(kiosk)[0] == 1
    code, text, error = _restored(kiosk, "--resend", "2")
    assert code == 0, error
    assert "giữ ở" not in text


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 777])


def _text(path: Path) -> None:
    path.write_text("no database at all" * 100)


def _other_tables(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE dossier (id INTEGER)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.commit()
    connection.close()


def _another_kiosks(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE dossier SET provisional_code = replace(provisional_code, 'DN07', 'HN01')")
    connection.commit()
    connection.close()


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_empty, "empty"),
        (_half, "damaged"),
        (_text, "not a queue"),
        (_other_tables, "no queue of a kiosk"),
        (_newer, "newer program"),
        (_another_kiosks, "another kiosk's"),
        (_gone, "không đọc được"),
        (_folder, "không đọc được"),
        (_pipe, "không đọc được"),
    ],
    ids=lambda one: one.__name__.strip("_") if callable(one) else "",
)
def test_a_wrong_file_is_refused_with_a_sentence(kiosk: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    spoil(kiosk / "copy.sqlite")
    code, _, error = _restored(kiosk, "--lose", "1")
    assert code == 1
    assert said in error
    assert "Traceback" not in error
    _all_is_as_it_was(kiosk)


def test_a_stick_that_is_pulled_out(kiosk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(_backup: BinaryIO) -> Iterator[bytes]:
        yield b"SQLite format 3\0"
        raise QueueUnavailableError("the backup cannot be read to its end")

    class _Stick(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(QueueUnavailableError, match="stick"):
        next(restoring._pieces(_Stick()))
    monkeypatch.setattr(restoring, "_pieces", pulled)
    code, _, error = _restored(kiosk, "--lose", "1")
    assert (code, "to its end" in error) == (1, True)
    _all_is_as_it_was(kiosk)


@pytest.mark.parametrize("step", ["link", "sync", "unlink", "replace"])
def test_cut_off_anywhere_the_queue_is_there_under_one_of_its_names(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class _CutError(BaseException):
        pass

    def cut(*_: object, **__: object) -> None:
        raise _CutError

    whole = _references(kiosk / QUEUE)
    with (kiosk / "copy.sqlite").open("rb") as backup:
        monkeypatch.setattr(restoring, "_exchange", _cut_at(step, cut, monkeypatch))
        with pytest.raises(_CutError):
            restoring.restore(backup, kiosk / QUEUE, "DN07", 1, datetime.now(UTC))
    monkeypatch.undo()
    found = [one for one in (kiosk / "queue").glob("outbox.sqlite*") if one.name.endswith(("sqlite", "Z"))]
    assert any(_references(one) == whole for one in found)
    # And it can be done again; where nothing stands any more, nobody knows what became of the backup's.
    time.sleep(1.1)
    code, _, error = _restored(kiosk, "--lose", "1")
    assert code == 0, error


def _cut_at(
    step: str, cut: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path, Path, datetime], Path | None]:
    honest = restoring._exchange

    def exchange(fresh: Path, place: Path, now: datetime) -> Path | None:
        match step:
            case "link":
                monkeypatch.setattr(os, "link", cut)
            case "sync":
                monkeypatch.setattr(restoring, "sync_path", cut)
            case "unlink":
                monkeypatch.setattr(Path, "unlink", cut)
            case _:
                monkeypatch.setattr(Path, "replace", cut)
        return honest(fresh, place, now)

    return exchange


def test_a_running_kiosk_keeps_its_queue(kiosk: Path) -> None:
    holding = (
        "import sqlite3, sys; held = sqlite3.connect(sys.argv[1]); "
        "held.execute('SELECT 1 FROM dossier').fetchone(); print(1, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(kiosk / QUEUE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        code, _, error = _restored(kiosk, "--lose", "1")
        assert (code, "systemctl stop kiosk kiosk-sync" in error) == (1, True)
        other.communicate(b"")
    _all_is_as_it_was(kiosk)


def test_a_disk_without_room(kiosk: Path) -> None:
    """No file may become longer than a part of the backup: the copy ends in the middle."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "kiosk_app.technician", "queue", "restore", str(kiosk / "copy.sqlite")),
            *("--yes", "--lose", "1", "--config", str(kiosk / "kiosk.toml")),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert done.returncode == 1, done.stderr
    assert "nothing was" in done.stderr
    assert "Traceback" not in done.stderr
    _all_is_as_it_was(kiosk)


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_programs_backup_is_brought_forward(kiosk: Path, version: int) -> None:
    (kiosk / "copy.sqlite").unlink()
    old = sqlite3.connect(kiosk / "copy.sqlite", isolation_level=None)
    schema.migrate(old, until=version)
    old.close()
    code, _, error = _restored(kiosk, "--lose", "3")
    assert code == 0, error
    outbox = open_outbox(kiosk, KEYS)
    assert outbox.list() == []
    outbox.close()
