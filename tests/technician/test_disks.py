"""What staff and daemon can do on a disk that really is full or read-only: a small one of the test's."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import app
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueFullError
from offline_queue.store.database import Database
from offline_queue.store.emergency_room import EmergencyRoom
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from tests.support.kiosk_toml import kiosk_toml, write_credentials

KEYS = Keys()
MEGABYTES = 24
ROOM = 4_000_000
DOSSIERS = 3


class Disk:
    """A mounted file system. `full` leaves not one byte, `read_only` lets nothing be written."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self) -> None:
        """Write until nothing fits any more."""
        with contextlib.suppress(OSError), (self.place / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(65_536))
        with contextlib.suppress(OSError), (self.place / "filler.end").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x")

    def forbid_writing(self) -> None:
        """Mount it again, read-only."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True, capture_output=True)


def _mounted(kind: str, place: Path, image: Path) -> bool:
    place.mkdir()
    if kind == "tmpfs":
        command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0755", "tmpfs", str(place)]
    else:
        if shutil.which("mkfs.ext4") is None:
            return False
        with image.open("wb") as file:
            file.truncate(MEGABYTES * 1_048_576)
        made = subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], capture_output=True, check=False)
        if made.returncode:
            return False
        command = ["mount", "-o", "loop", str(image), str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture(params=["tmpfs", "ext4"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    place = tmp_path / "queue"
    if not _mounted(request.param, place, tmp_path / "image"):
        pytest.skip(f"no {request.param} may be mounted here")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


@pytest.fixture
def outbox(disk: Disk, tmp_path: Path) -> Outbox:
    """A queue on the small disk, with some dossiers."""
    del disk
    config = kiosk_toml(KEYS.recipients, {"portal": {"credentials": "credentials"}})
    (tmp_path / "kiosk.toml").write_text(config, encoding="utf-8")
    write_credentials(tmp_path / "credentials", str(KEYS.sync))
    outbox = open_outbox(tmp_path, KEYS)
    for seed in range(1, DOSSIERS + 1):
        outbox.submit(submission(outbox.reserve_code(), seed=seed, sizes=(30_000,)))
    return outbox


def _run(folder: Path, *words: str) -> tuple[int, str, str]:
    command = ["queue", *words, "--config", str(folder / "kiosk.toml")]
    result = CliRunner(env={"COLUMNS": "240"}).invoke(app, command)
    return result.exit_code, result.stdout, result.stderr


def _assert_everything_can_be_looked_at(folder: Path) -> None:
    """List, check, copy and export, each to its end."""
    code, listed, error = _run(folder, "list", "--json")
    assert code == 0, error
    assert len(json.loads(listed)) == DOSSIERS
    assert _run(folder, "show", json.loads(listed)[0]["reference_uid"])[0] == 0
    code, told, error = _run(folder, "verify")
    assert code == 0, told + error
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    code, _, error = _run(folder, "backup", str(elsewhere / "copy.sqlite"))
    assert code == 0, error
    copy = Database.open(elsewhere / "copy.sqlite")
    with copy.reading() as connection:
        assert connection.execute("SELECT count(*) FROM blob").fetchone()[0] == 2 * DOSSIERS
    copy.close()
    stick = folder / "stick"
    stick.mkdir()
    code, written, error = _run(folder, "export", str(stick))
    assert code == 0, error
    assert f"{DOSSIERS} hồ sơ" in written


@pytest.mark.mostly_long("a disk is made for one more state", one_in=4)
@pytest.mark.parametrize(
    ("how", "opened"),
    [("full", True), ("full", False), ("read_only", False), ("full_and_read_only", False)],
)
def test_looking_needs_no_room(disk: Disk, outbox: Outbox, tmp_path: Path, how: str, opened: bool) -> None:
    """`opened`: the kiosk has it open, else it was switched off and on again."""
    if not opened:
        outbox.close()
    if "full" in how:
        disk.fill()
    if "read_only" in how:
        disk.forbid_writing()
    _assert_everything_can_be_looked_at(tmp_path)
    if opened:
        outbox.close()


def test_a_log_that_a_power_cut_left_is_looked_at_too(disk: Disk, outbox: Outbox, tmp_path: Path) -> None:
    kept = {one: one.read_bytes() for one in disk.place.iterdir() if one.name.endswith((".sqlite", "-wal"))}
    outbox.close()
    for one, content in kept.items():
        one.write_bytes(content)
    disk.fill()
    disk.forbid_writing()
    _assert_everything_can_be_looked_at(tmp_path)


@pytest.mark.parametrize("words", [("withdraw", "--yes"), ("erase", "--yes")])
def test_what_needs_room_says_that_the_disk_is_full(
    disk: Disk, outbox: Outbox, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """And not that it is broken; with room again the same command does it."""
    code = outbox.list()[0].provisional_code
    outbox.close()
    disk.fill()
    exit_code, _, error = _run(tmp_path, *words, code)
    assert (exit_code, "queue.full" in error) == (1, True), error
    assert "nothing was" in error
    for filler in disk.place.glob("filler*"):
        filler.unlink()
    exit_code, _, error = _run(tmp_path, *words, code)
    assert exit_code == 0, error


def test_nothing_is_called_saved_on_a_full_disk(disk: Disk, outbox: Outbox) -> None:
    sent = submission(outbox.reserve_code(), seed=9, sizes=(200_000,))
    disk.fill()
    with pytest.raises(QueueFullError):
        outbox.submit(sent)
    (disk.place / "filler").unlink()
    assert not outbox.submit(sent).repeated
    assert len(outbox.list()) == DOSSIERS + 1


def test_the_daemon_delivers_from_a_full_disk(disk: Disk, outbox: Outbox, tmp_path: Path) -> None:
    """It lets the room go that was kept for that, and takes it again once there is plenty."""
    path = disk.place / "outbox.sqlite"
    EmergencyRoom(path, ROOM).keep(os.statvfs(disk.place).f_bavail * os.statvfs(disk.place).f_frsize)
    outbox.close()
    disk.fill()
    assert EmergencyRoom(path, ROOM).let_go()
    with PortalServer() as portal, running(tmp_path, KEYS, portal, queue={"reserve_mb": 4}) as (_, client):
        assert eventually(lambda: not client.status().accepting)
        looked = open_outbox(tmp_path, KEYS)
        assert eventually(lambda: all(one.state is DeliveryState.ACCEPTED for one in looked.list()), 20.0)
        looked.close()
        assert len(portal.dossiers) == DOSSIERS
