"""A screen's process that somebody took over asks root for acts, and prepares what root's acts read."""

from __future__ import annotations

import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.servicing.helper_client import LONGEST_LINE, HelperAnswer, HelperAsked
from kiosk_app.servicing.recovery import RecoveryError, recover
from kiosk_app.servicing.stick import Sticks
from kiosk_app.technician.__main__ import app
from kiosk_app.technician.service_helper import HelperDependencies, first_line, serve
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.service_messages import Act
from offline_queue.store.export import write_export
from offline_queue.store.read_only import looking
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.service import STAFF_PIN, TECHNICIAN_PIN
from tests.support.kiosk_toml import kiosk_toml
from tests.technician.test_service_helper import Machine, machine

__all__ = ["machine"]
KEYS = Keys()


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    """A queue with two dossiers, which the screen may write; a stick; a folder that only root may write."""
    outbox = open_outbox(tmp_path, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    outbox.close()
    for name in ("stick", "of-root"):
        (tmp_path / name).mkdir()
    return tmp_path / "queue" / "outbox.sqlite"


def overwritten(queue: Path, statement: str, *values: object) -> None:
    """Write into the queue's file as whoever has taken over the screen."""
    with sqlite3.connect(queue) as connection:
        connection.execute(statement, values)
    connection.close()


def names_below(folder: Path) -> set[str]:
    """Every file that is there."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["{root}/x", "../../of-root/x", "..", "a/b", "a\0b", "", ".ssh", "-rf", "x" * 300]
)
def test_a_dossier_that_calls_itself_a_path_is_exported_nowhere(queue: Path, name: str) -> None:
    folder = queue.parent.parent
    root = folder / "of-root"
    overwritten(queue, "UPDATE dossier SET reference_uid = ? WHERE id = 1", name.format(root=root))
    with looking(queue) as database:
        written = write_export(database, folder / "stick", KEYS.opening, "DN07", SystemClock())
    # The other one goes onto the stick all the same.
    assert written.dossiers == 1
    assert names_below(root) == set()
    assert all(f"{written.folder.name}/" in one for one in names_below(folder / "stick"))
    assert len(names_below(folder / "stick")) == 2 + 3


@pytest.mark.parametrize("position", [7, -1])
def test_a_part_whose_number_is_none_is_exported_nowhere(queue: Path, position: int) -> None:
    overwritten(queue, "UPDATE part SET position = ? WHERE dossier_id = 1 AND position = 1", position)
    with looking(queue) as database:
        written = write_export(database, queue.parent.parent / "stick", KEYS.opening, "DN07", SystemClock())
    assert written.dossiers == 1


def test_a_dossier_that_calls_itself_the_folder_above_is_recovered_into_its_own(queue: Path) -> None:
    overwritten(queue, "UPDATE dossier SET provisional_code = '..' WHERE id = 1")
    out = queue.parent.parent / "out"
    (out.parent / "000-manifest.json").write_text("mine")
    recovered = list(recover(queue, KEYS.opening, out))
    assert [one.files for one in recovered] == [3, 3]
    assert (out.parent / "000-manifest.json").read_text() == "mine"
    assert len(list(out.iterdir())) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dossier SET provisional_code = CAST(x'ff94' AS TEXT) WHERE id = 1",
        "UPDATE part SET sealed_sha256 = CAST(x'94ff' AS TEXT) WHERE dossier_id = 1 AND position = 2",
    ],
    ids=["a code", "a digest"],
)
def test_a_word_that_is_no_text_leaves_no_other_dossier_behind(queue: Path, change: str) -> None:
    overwritten(queue, change)
    recovered = list(recover(queue, KEYS.opening, queue.parent.parent / "out"))
    assert [one.files for one in recovered][1] == 3
    assert len(recovered) == 2


def test_a_view_without_end_is_not_recovered_from(queue: Path) -> None:
    overwritten(queue, "DROP TABLE portal_words")
    overwritten(queue, "ALTER TABLE dossier RENAME TO hidden")
    numbers = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
    columns = "id, 'u' AS reference_uid, 'c' AS provisional_code, 'queued' AS state"
    overwritten(queue, f"CREATE VIEW dossier AS {numbers} SELECT {columns} FROM n")  # noqa: S608  own words
    with pytest.raises(RecoveryError):
        list(recover(queue, KEYS.opening, queue.parent.parent / "out"))


@pytest.mark.parametrize(
    "written",
    ["[" * 999, '{"generation": "x", "ceiling": 1e999}', '{"generation": "x", "ceiling": -5}'],
    ids=["deep", "infinite", "below nothing"],
)
def test_a_marker_of_anybody_s_keeps_nobody_from_the_queue(queue: Path, written: str) -> None:
    """It lies in a folder that the screen writes; every program reads it before anything else."""
    queue.with_name(queue.name + ".generation").write_text(written, encoding="utf-8")
    outbox = open_outbox(queue.parent.parent, KEYS)
    assert outbox.reserve_code()
    outbox.close()


@pytest.mark.mostly_long("commands are started as programs", one_in=6)
@pytest.mark.parametrize("command", ["list", "verify"])
@pytest.mark.parametrize("name", ["outbox.sqlite", "outbox.sqlite-wal", "outbox.sqlite.generation"])
def test_a_pipe_in_the_place_of_a_file_keeps_no_command_waiting(queue: Path, command: str, name: str) -> None:
    config = queue.parent.parent / "kiosk.toml"
    config.write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    path = queue.with_name(name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk_app.technician", "queue", command, "--config", str(config)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_words_that_begin_with_a_dash_are_no_options(queue: Path) -> None:
    config = queue.parent.parent / "kiosk.toml"
    config.write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    overwritten(queue, "UPDATE dossier SET provisional_code = '--help' WHERE id = 1")
    result = CliRunner().invoke(app, ["queue", "retry", "all", "--config", str(config)])
    assert "Usage" not in result.output


def test_who_connects_and_says_nothing_is_dropped() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert first_line(theirs, 0.1) == b""


def test_who_says_it_a_byte_at_a_time_is_dropped() -> None:
    ours, theirs = socket.socketpair()
    stop = threading.Event()

    def trickle() -> None:
        while not stop.wait(0.02):
            ours.sendall(b" ")

    with ours, theirs:
        thread = threading.Thread(target=trickle)
        thread.start()
        assert first_line(theirs, 0.3) == b""
        stop.set()
        thread.join()


def test_a_line_without_end_is_dropped() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        thread = threading.Thread(target=lambda: ours.sendall(b"x" * (LONGEST_LINE + 1)))
        thread.start()
        assert first_line(theirs, 20.0) == b""
        thread.join()


def test_a_whole_line_is_heard() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b'{"act": "log"}\nand more')
        assert first_line(theirs, 5.0) == b'{"act": "log"}'


@pytest.mark.long("the helper is started as a program")
def test_a_helper_that_is_stopped_unwinds_what_it_began() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        helper = subprocess.Popen(
            [sys.executable, "-m", "kiosk_app.technician", "helper"],
            stdin=theirs.fileno(),
            stdout=theirs.fileno(),
            stderr=subprocess.PIPE,
        )
        status = Path(f"/proc/{helper.pid}/status")
        limit = time.monotonic() + 60
        while not _catches(status, signal.SIGTERM):
            assert time.monotonic() < limit
            time.sleep(0.02)
        helper.terminate()
        helper.communicate(timeout=30)
    # Ended by itself, with everything that stands in a `finally`, and not by the signal.
    assert helper.returncode == 1


def _catches(status: Path, number: signal.Signals) -> bool:
    (caught,) = [line for line in status.read_text().splitlines() if line.startswith("SigCgt:")]
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


class Deaf(io.BytesIO):
    """Whoever asked is gone when the first answer comes."""

    def write(self, _data: object) -> int:
        raise BrokenPipeError


def test_who_asks_for_a_stick_and_goes_leaves_it_neither_mounted_nor_let_in(machine: Machine) -> None:
    (machine.folder / "usbguard").touch()
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    for words in ({"what": "stick"}, {"what": "devices"}):
        asked = HelperAsked(session=session, act=Act.SETUP, words=words)
        outside = HelperDependencies(machine.sticks, machine._kioskctl)
        serve(io.BytesIO(asked.model_dump_json().encode()), Deaf(), machine.config, outside)
    ran = [one[1] if "usbguard" in one[0] else one[0] for one in machine.ran]
    assert ran == ["list-rules", "append-rule", "/usr/bin/mount", "/usr/bin/umount", "remove-rule"]


def test_a_rule_that_a_killed_helper_left_is_taken_away_by_the_next(machine: Machine) -> None:
    (machine.folder / "usbguard").touch()
    machine.left_rules = [41, 42]
    with pytest.raises(Exception, match="no_stick"), machine.sticks.mounted(0.5):
        pass
    removed = [one[2] for one in machine.ran if "remove-rule" in one]
    assert removed == ["41", "42", "17"]


HOSTILE = {
    "what": ["stick; reboot", "../../etc", "--trust", "\x1b[2J", "join\n", "STICK", "\u202estick"],
    "ssid": ["--help", "a\nb", "x" * 33, "$(reboot)", ""],
    "security": ["wpa-eap", "none", "open --now", ""],
}


@pytest.mark.mostly_long("one more act", one_in=3)
@pytest.mark.parametrize("what", HOSTILE["what"])
def test_what_is_no_act_of_setting_up_is_not_done(machine: Machine, what: str) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    assert machine.ask(session, Act.SETUP, what=what)[0].problem == "failed"
    assert (machine.ran, machine.exported) == ([], [])


@pytest.mark.parametrize("key", ["from", "config", "root", "PYTHONPATH", "LD_PRELOAD", "mount"])
def test_the_screen_names_neither_paths_nor_options_nor_environment(machine: Machine, key: str) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    machine.ask(session, Act.SETUP, what="stick", **{key: "/tmp/evil"})
    machine.ask(session, Act.EXPORT, **{key: "/tmp/evil"})
    assert len(machine.exported) == 2
    assert "evil" not in str([machine.ran, machine.exported])
    assert key not in os.environ or os.environ[key] != "/tmp/evil"


@pytest.mark.mostly_long("one more act", one_in=3)
@pytest.mark.parametrize("act", sorted(set(Act) - {Act.CHECK, Act.LOG, Act.EXPORT, Act.SETUP, Act.REPORT}))
def test_an_act_of_the_screen_s_own_is_none_of_roots(machine: Machine, act: Act) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    assert machine.ask(session, act)[0].problem == "failed"
    assert (machine.ran, machine.exported) == ([], [])


@pytest.mark.parametrize("trust", ["/tmp/evil", "--root=/tmp", "0" * 32, "0000 " * 8, "0000\n" * 8])
def test_what_is_no_fingerprint_becomes_no_word_of_a_command(machine: Machine, trust: str) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    assert machine.ask(session, Act.SETUP, what="stick", trust=trust)[0].problem == "failed"
    assert (machine.ran, machine.exported) == ([], [])


def test_a_session_that_ended_meanwhile_moves_nothing(machine: Machine) -> None:
    machine.plug_in()
    ended = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    # The next sign-in ends the one before: a session's name that was kept is worth nothing.
    machine.kiosk.enter(pin=STAFF_PIN)
    for act in (Act.LOG, Act.EXPORT, Act.SETUP):
        assert machine.ask(ended, act, what="stick")[0].problem == "ended"
    assert (machine.ran, machine.exported) == ([], [])


@pytest.mark.parametrize("name", ["sr0", "-osuid", "nvme0n1", "mmcblk0", "dm-0", "loop0", "zram0", "md127"])
def test_what_is_not_named_as_a_disk_on_usb_is_not_mounted(tmp_path: Path, name: str) -> None:
    ran: list[list[str]] = []

    def run(command: Sequence[str]) -> str:
        ran.append(list(command))
        return ""

    sticks = Sticks(
        tmp_path / "sys",
        tmp_path / "dev",
        tmp_path / "mount",
        tmp_path / "usbguard",
        run,
        iter(range(100)).__next__,
        lambda _seconds: None,
    )
    block = tmp_path / "sys" / "block"
    real = tmp_path / "sys" / "devices" / "usb1" / name
    real.mkdir(parents=True)
    block.mkdir()
    (block / name).symlink_to(real)
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / name).touch()
    with pytest.raises(Exception, match="no_stick"), sticks.mounted(2.0):
        pass
    assert ran == []


@pytest.fixture
def lines(machine: Machine) -> Machine:
    """A machine whose records somebody else wrote."""
    machine.journal = "\x1b]0;root\x07" + "A" * 100_000 + "\n" + "\u202e\x00\x9b31m\n" * 10_000
    return machine


def test_records_that_somebody_stuffed_come_short_and_without_commands(lines: Machine) -> None:
    session = lines.kiosk.enter(pin=TECHNICIAN_PIN).session
    _, heard = lines.ask(session, Act.LOG)
    assert all(len(one.line) <= 400 for one in heard)
    assert not {letter for one in heard for letter in one.line} & {"\x1b", "\x07", "\x00", "\x9b", "\u202e"}
    assert HelperAnswer(line="x") not in heard
