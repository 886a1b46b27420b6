"""The screen's user puts links where a technician's command, run as root, opens or writes files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk_app.technician.__main__ import app
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import kiosk_toml

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be led by a link")
SCREEN, GROUP = 64_001, 64_002
"""Made-up numbers: no such user need exist."""
KEYS = Keys()
TREASURE = b"root's own file\n"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may pass through, with a queue of the daemon's user and a file of root's."""
    folder = Path(tempfile.mkdtemp(prefix="links-"))
    folder.chmod(0o755)
    outbox = open_outbox(folder, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    queue = folder / "queue"
    for path in (queue, *queue.iterdir()):
        os.chown(path, SCREEN, GROUP)
    queue.chmod(0o2770)
    (folder / "treasure").write_bytes(TREASURE)
    (folder / "treasure").chmod(0o600)
    (folder / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def kioskctl(place: Path, *arguments: str) -> Result:
    """Run a command as root."""
    result = CliRunner().invoke(app, ["queue", *arguments, "--config", str(place / "kiosk.toml")])
    assert os.geteuid() == 0
    return result


def test_a_queue_of_another_user_is_read_as_that_user(place: Path) -> None:
    result = kioskctl(place, "list")
    assert result.exit_code == 0, result.output
    assert "1.004873" in result.output
    owners = {path.stat().st_uid for path in (place / "queue").iterdir()}
    assert owners == {SCREEN}


@pytest.mark.parametrize("command", [("list",), ("verify",), ("retry", "all"), ("backup", "copy.sqlite")])
@pytest.mark.parametrize("linked", ["outbox.sqlite", "outbox.sqlite-wal", "outbox.sqlite-shm"])
def test_a_link_to_roots_file_is_not_followed(place: Path, command: tuple[str, ...], linked: str) -> None:
    path = place / "queue" / linked
    path.unlink(missing_ok=True)
    path.symlink_to(place / "treasure")
    arguments = [str(place / one) if one.endswith(".sqlite") else one for one in command]
    kioskctl(place, *arguments)
    assert (place / "treasure").read_bytes() == TREASURE
    assert stat.S_IMODE((place / "treasure").stat().st_mode) == 0o600


def test_a_link_to_a_database_of_roots_gets_no_tables(place: Path) -> None:
    with sqlite3.connect(place / "treasure.sqlite") as treasure:
        treasure.execute("CREATE TABLE mine (x)")
    treasure.close()
    (place / "treasure.sqlite").chmod(0o600)
    for name in ("outbox.sqlite", "outbox.sqlite-wal", "outbox.sqlite-shm"):
        (place / "queue" / name).unlink(missing_ok=True)
    (place / "queue" / "outbox.sqlite").symlink_to(place / "treasure.sqlite")
    result = kioskctl(place, "list")
    assert result.exit_code != 0
    with sqlite3.connect(place / "treasure.sqlite") as treasure:
        assert [row[0] for row in treasure.execute("SELECT name FROM sqlite_schema")] == ["mine"]
    treasure.close()


def test_a_folder_that_is_a_link_is_refused(place: Path) -> None:
    (place / "elsewhere").mkdir()
    (place / "queue").rename(place / "real")
    (place / "queue").symlink_to(place / "real")
    result = kioskctl(place, "list")
    assert result.exit_code == 1
    assert "không phải thư mục thật" in result.output


@pytest.mark.parametrize("command", ["backup", "export"])
def test_nothing_is_written_into_a_folder_that_others_write(place: Path, command: str) -> None:
    if command == "export":
        keys = place / "keys"
        keys.mkdir(mode=0o700)
        for name, text in (("sync.key", str(KEYS.sync)), ("portal.user", "u"), ("portal.password", "p")):
            (keys / name).write_text(text)
        text = (place / "kiosk.toml").read_text(encoding="utf-8")
        (place / "kiosk.toml").write_text(
            text.replace("[portal]", f'[portal]\ncredentials = "{keys}"'), encoding="utf-8"
        )
    before = sorted(path.name for path in (place / "queue").iterdir())
    result = kioskctl(place, command, str(place / "queue"))
    assert result.exit_code == 1
    assert "người khác ghi được vào đây" in result.output
    after = sorted(path.name for path in (place / "queue").iterdir())
    assert [name for name in after if name not in before and "-" not in name] == []


def test_an_unfinished_copy_that_is_a_link_is_replaced(place: Path) -> None:
    (place / "copy.sqlite.unfinished").symlink_to(place / "treasure")
    result = kioskctl(place, "backup", str(place / "copy.sqlite"))
    assert result.exit_code == 0, result.output
    assert (place / "treasure").read_bytes() == TREASURE
    with sqlite3.connect(place / "copy.sqlite") as copy:
        assert copy.execute("SELECT count(*) FROM dossier").fetchone() == (1,)
    copy.close()
