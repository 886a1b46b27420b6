"""Whoever takes the queue's files away under a running process is noticed before anybody says "saved"."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from offline_queue.contract.errors import QueueReplacedError
from offline_queue.store import file_identity
from offline_queue.store.outbox import ItemKind, Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.running import eventually

KEYS = Keys()


def _moved(path: Path) -> None:
    path.rename(path.with_name("moved"))


def _swapped(path: Path) -> None:
    path.rename(path.with_name("moved"))
    shutil.copyfile(path.with_name("moved"), path)


def _removed(path: Path) -> None:
    path.unlink()


def _folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def _folder_swapped(path: Path) -> None:
    _folder_moved(path)
    shutil.copytree(path.parent.with_name("elsewhere"), path.parent)


def _without_index(path: Path) -> None:
    path.with_name(path.name + "-shm").unlink()


def _without_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


HARMS = (_moved, _swapped, _removed, _without_index, _without_log, _folder_moved, _folder_swapped)


@pytest.fixture(params=["just changed", "long unchanged"])
def lies_there(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Outbox], None]:
    """Lets the folder lie until one question does for all three files, or not."""
    if request.param == "just changed":
        return lambda _outbox: None
    monkeypatch.setattr(file_identity, "_TICK_NS", 50_000_000)

    def wait(outbox: Outbox) -> None:
        identity = outbox._database._identity
        assert eventually(lambda: identity.same() and identity._unchanged is not None)

    return wait


@pytest.mark.mostly_long("one more harm", one_in=3, kind="what")
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("what", ["dossier", "code", "fact"])
def test_nothing_is_called_saved(
    tmp_path: Path, lies_there: Callable[[Outbox], None], harm: Callable[[Path], None], what: str
) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    sent = submission(outbox.reserve_code())
    outbox.submit(submission(outbox.reserve_code(), seed=2))
    lies_there(outbox)
    harm(tmp_path / "queue" / "outbox.sqlite")

    def store() -> None:
        if what == "dossier":
            outbox.submit(sent)
        elif what == "code":
            outbox.reserve_code()
        else:
            outbox.enqueue(ItemKind.HEALTH, {"restarts": 1})

    for _ in range(2):
        with pytest.raises(QueueReplacedError, match="put the right files back"):
            store()


def test_another_files_contents_under_the_same_inode(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    sent = submission(outbox.reserve_code())
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        connection.execute("UPDATE remembered SET value = 'another' WHERE name = 'generation'")
    connection.close()
    with pytest.raises(QueueReplacedError):
        outbox.submit(sent)


def test_what_is_lawful_is_not_noticed(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    other: Outbox = open_outbox(tmp_path, KEYS)
    other.submit(submission(other.reserve_code(), seed=1))
    other.close()
    outbox._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    outbox.submit(submission(outbox.reserve_code(), seed=2))
    assert len(outbox.list()) == 2
