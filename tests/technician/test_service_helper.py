"""The helper of service mode: what the daemon allows is done, and nothing else."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.servicing.find_devices.everything import ConnectedDevices
from kiosk_app.servicing.helper_client import (
    LONGEST_LINE,
    HelperAnswer,
    HelperUnavailable,
    ask_helper,
)
from kiosk_app.servicing.provisioning.signed_file import KEY, fingerprint
from kiosk_app.servicing.stick import StickError, Sticks
from kiosk_app.technician import service_helper
from kiosk_app.technician.service_helper import HelperDependencies, serve
from offline_queue.contract.service_messages import Act
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.service import STAFF_PIN, TECHNICIAN_PIN, ServiceKiosk, serving
from tests.servicing.province import Province
from tests.support.kiosk_toml import kiosk_toml

LONG_S = 60.0
FOUND = ConnectedDevices((), (), (), (), (), (), (), ())


class Machine:
    """A configured machine with the daemon's service mode, a helper, and a stick that can be plugged in."""

    def __init__(self, folder: Path, kiosk: ServiceKiosk, config: Path) -> None:
        self.folder, self.kiosk, self.config = folder, kiosk, config
        self.ran: list[list[str]] = []
        self.exported: list[list[str]] = []
        self.export_code = 0
        self.codes: list[str] = []
        """What was handed over as a code."""
        self.daemon_started: list[bool] = []
        """One for each time that the daemon was started."""
        self.bus = f"unix:path={folder / 'no-bus'}"
        self.journal = ""
        self.left_rules: list[int] = []
        self.time = 0.0
        for name in ("sys/block", "dev"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.sticks = Sticks(
            folder / "sys",
            folder / "dev",
            folder / "stick",
            folder / "usbguard",
            self._run,
            lambda: self.time,
            self._sleep,
        )

    def plug_in(self) -> None:
        """A stick with one partition, as sysfs shows it."""
        real = self.folder / "sys" / "devices" / "pci0" / "usb1" / "block" / "sdb"
        (real / "sdb1").mkdir(parents=True)
        (self.folder / "sys" / "block" / "sdb").symlink_to(real)
        (self.folder / "dev" / "sdb1").touch()

    def ask(self, session: str, act: Act, **words: str) -> tuple[HelperAnswer, list[HelperAnswer]]:
        """Ask as the screen does."""
        heard: list[HelperAnswer] = []
        with self._helper() as path:
            last = ask_helper(
                path, session, act, words, heard.append, deadline_s=LONG_S, stop=threading.Event()
            )
        return last, heard

    @contextmanager
    def _helper(self) -> Iterator[Path]:
        """Stand in for systemd: accept one connection and hand it over as standard input and output."""
        path = self.folder / "helper.sock"
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(path))
        listener.listen(1)

        def run() -> None:
            peer, _ = listener.accept()
            with peer, peer.makefile("rwb") as stream:
                self.serve(stream)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield path
        finally:
            thread.join(LONG_S)
            listener.close()
            path.unlink()

    def serve(self, stream: object) -> None:
        """Run the helper over a stream."""
        serve(
            stream,  # type: ignore[arg-type]  # a socket's file is read and written
            stream,  # type: ignore[arg-type]  # the same
            self.config,
            HelperDependencies(
                self.sticks,
                self._kioskctl,
                lambda: self.journal,
                lambda: FOUND,
                self.bus,
                lambda: self.daemon_started.append(self.config.exists()),
            ),
        )

    def _run(self, command: Sequence[str]) -> str:
        self.ran.append(list(command))
        if "list-rules" in command:
            return "".join(f'{number}: allow label "kiosk-helper"\n' for number in self.left_rules)
        return "17\n" if "append-rule" in command else ""

    def _sleep(self, seconds: float) -> None:
        self.time += seconds

    def _kioskctl(self, words: list[str]) -> tuple[int, str, str]:
        self.exported.append(words)
        if words[0] == "doctor":
            Path(words[words.index("--report") + 1]).write_bytes(b"%PDF")
            return self.export_code, "", ""
        if words[0] in ("touch", "panel"):
            return self.export_code, "Đã chỉnh.\n", "kioskctl: Điểm chạm không khớp. Chưa thay đổi gì.\n"
        if "kiosk-answers-" in words[2]:
            self.codes.append(Path(words[2]).read_text(encoding="utf-8"))
        if "kiosk-code-" in words[2]:
            self.codes.append(Path(words[2]).read_text(encoding="ascii"))
        if words[0] == "provision":
            return (
                self.export_code,
                "Đã ghi kiosk.toml.\n",
                "kioskctl: Chữ ký không đúng. Chưa thay đổi gì.\n",
            )
        return self.export_code, "/stick/DN07-20261124\t4 hồ sơ\tkhóa ký ab\n", ""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine whose daemon answers in service mode."""
    kiosk = ServiceKiosk(tmp_path)
    config = tmp_path / "kiosk.toml"
    nowhere: dict[str, object] = {
        "address": "http://127.0.0.1:9/o/rest/v2",
        "identity_address": "http://127.0.0.1:9/identity",
    }
    changes: dict[str, dict[str, object]] = {
        "gateway": {"socket": str(tmp_path / "sync.sock"), "deadline_s": LONG_S},
        "portal": nowhere,
        "queue": {"database": str(tmp_path / "queue" / "queue.sqlite")},
    }
    config.write_text(kiosk_toml(Keys().recipients, changes), encoding="utf-8")
    with serving(tmp_path, kiosk):
        yield Machine(tmp_path, kiosk, config)


def test_the_examination_comes_finding_by_finding(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=STAFF_PIN).session
    last, heard = machine.ask(session, Act.CHECK)
    assert (last.over, last.problem) == (True, "")
    checks = [one.finding.check for one in heard if one.finding]
    assert {"clock", "network.route", "disk.space", "portal"} <= set(checks)
    assert not any(one.startswith(("printer", "scanner.", "reader", "sound")) for one in checks)
    assert machine.kiosk.events()[-1] == ("staff:CB07", "service:check", "helper")


@pytest.mark.parametrize("act", [Act.LOG, Act.EXPORT])
def test_what_the_daemon_does_not_allow_is_not_done(machine: Machine, act: Act) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=STAFF_PIN).session
    assert machine.ask(session, act) == (HelperAnswer(over=True, problem="not_allowed"), [])
    assert machine.ask("no session", act) == (HelperAnswer(over=True, problem="ended"), [])
    assert (machine.ran, machine.exported) == ([], [])


def test_lines_of_the_log_are_redacted(machine: Machine) -> None:
    machine.journal = 'Nov 24 kiosk-sync: accepted name="Trần Thị Bích Ngọc" id 048190000002\n\n'
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    _, heard = machine.ask(session, Act.LOG)
    (line,) = [one.line for one in heard]
    assert "accepted" in line
    assert "Ngọc" not in line
    assert "048190000002" not in line


def test_a_stick_is_let_in_mounted_written_and_refused_again(machine: Machine) -> None:
    (machine.folder / "usbguard").touch()
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.EXPORT)
    assert (last.problem, "4 hồ sơ" in last.said) == ("", True)
    assert [one[1] if "usbguard" in one[0] else one[0] for one in machine.ran] == [
        "list-rules",
        "append-rule",
        "/usr/bin/mount",
        "/usr/bin/umount",
        "remove-rule",
    ]
    assert machine.ran[2][1:5] == ["-t", "vfat,exfat,ext4", "-o", "nosuid,nodev,noexec,nosymfollow"]
    assert machine.ran[-1][2] == "17"
    (words,) = machine.exported
    assert words[:2] == ["queue", "export"]


def test_a_stick_that_does_not_come_is_said(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.EXPORT)
    assert last.problem == "no_stick"
    assert machine.time >= 60


def test_an_export_that_fails_lets_go_of_the_stick(machine: Machine) -> None:
    machine.plug_in()
    machine.export_code = 1
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.EXPORT)
    assert last.problem == "export_failed"
    assert machine.ran[-1][0] == "/usr/bin/umount"


def test_a_disk_inside_is_no_stick(machine: Machine) -> None:
    real = machine.folder / "sys" / "devices" / "pci0" / "ata1" / "block" / "sda"
    (real / "sda1").mkdir(parents=True)
    (machine.folder / "sys" / "block" / "sda").symlink_to(real)
    (machine.folder / "dev" / "sda1").touch()
    assert machine.sticks.partitions() == []
    with pytest.raises(StickError), machine.sticks.mounted(1.0):
        pass


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b'{"act": "erase"}\n',
        b'{"act": "setup", "words": 5}\n',
        b"\xff\n",
        b"x" * LONGEST_LINE,
    ],
)
def test_what_cannot_be_read_is_refused(machine: Machine, sent: bytes) -> None:
    answers = io.BytesIO()
    serve(io.BytesIO(sent), answers, machine.config, HelperDependencies(machine.sticks))
    assert HelperAnswer.model_validate_json(answers.getvalue()).problem == "failed"
    assert machine.ran == []


def test_a_helper_that_ends_without_a_word_is_said(tmp_path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(tmp_path / "helper.sock"))
    listener.listen(1)

    def hang_up() -> None:
        peer, _ = listener.accept()
        peer.recv(1_000)
        peer.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    with pytest.raises(HelperUnavailable):
        ask_helper(
            tmp_path / "helper.sock",
            "x",
            Act.LOG,
            {},
            lambda _answer: None,
            deadline_s=LONG_S,
            stop=threading.Event(),
        )
    thread.join(LONG_S)
    listener.close()


def test_what_is_connected_is_told_line_by_line(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, heard = machine.ask(session, Act.SETUP, what="devices")
    assert last.problem == ""
    assert [one.line for one in heard] == ["không thấy: camera, loa, màn hình, máy in, máy quét"]


def test_the_provinces_stick_is_read_and_never_written(machine: Machine) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, heard = machine.ask(session, Act.SETUP, what="stick")
    assert (last.problem, [one.line for one in heard]) == ("", ["Đã ghi kiosk.toml."])
    assert machine.ran[0][4] == "nosuid,nodev,noexec,nosymfollow,ro"
    assert machine.exported[0][:2] == ["provision", "--from"]
    machine.export_code = 1
    last, _ = machine.ask(session, Act.SETUP, what="stick")
    assert (last.problem, last.said) == ("setup_failed", "Chữ ký không đúng. Chưa thay đổi gì.")


def test_what_fails_without_any_network_is_not_blamed_on_the_network(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_config: Path) -> dict[str, str]:
        raise PermissionError(13, "Permission denied", "kiosk.toml")

    monkeypatch.setattr(service_helper, "shown_before", unreadable)
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, what="place_said")
    assert last.problem == "setup_failed"
    assert "Permission denied" in last.said


@pytest.mark.parametrize(
    "error", [KeyError("Trần Thị Bích Ngọc"), RuntimeError(), UnicodeDecodeError("utf-8", b"x", 0, 1, "")]
)
@pytest.mark.parametrize("what", ["place_said", "networks", "log"])
def test_the_screen_gets_a_last_word_whatever_fails(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: Exception,
    what: str,
) -> None:
    def failing(*_: object) -> dict[str, str]:
        raise error

    monkeypatch.setattr(service_helper, "shown_before", failing)
    monkeypatch.setattr(service_helper, "answers_about_wifi", failing)
    monkeypatch.setattr(service_helper, "plain", failing)
    machine.journal = "a line"
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    act = Act.LOG if what == "log" else Act.SETUP
    last, _ = machine.ask(session, act, what=what)
    assert (last.over, last.problem) == (True, "failed")
    noted = capfd.readouterr().err
    assert type(error).__name__ in noted
    assert "Ngọc" not in noted


def test_staff_set_nothing_up(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=STAFF_PIN).session
    for what in ("devices", "networks", "join", "stick", "else"):
        assert machine.ask(session, Act.SETUP, what=what)[0].problem == "not_allowed"
    assert machine.ran == []


def test_a_machine_that_is_no_kiosk_yet_is_set_up_without_a_pin(machine: Machine) -> None:
    machine.plug_in()
    machine.config.unlink()
    last, heard = machine.ask("", Act.SETUP, what="devices")
    assert last.problem == ""
    assert heard[0].line.startswith("không thấy: ")
    last, _ = machine.ask("", Act.SETUP, what="stick")
    assert (last.problem, last.said) == ("", "Đã cài đặt. Rút USB, rồi bấm Quay lại: máy mở cho người dân.")
    assert "--no-start" in machine.exported[0]
    # Its unit passes over a machine without a configuration, and nothing else starts it before a restart.
    assert len(machine.daemon_started) == 1


def test_set_up_that_failed_starts_no_daemon(machine: Machine) -> None:
    machine.config.unlink()
    machine.export_code = 1
    last, _ = machine.ask("", Act.SETUP, what="code", text="KIOSK1.abc")
    assert (last.problem, machine.daemon_started) == ("setup_failed", [])
    machine.export_code = 0
    last, _ = machine.ask("", Act.SETUP, what="code", text="KIOSK1.abc")
    assert (last.problem, len(machine.daemon_started)) == ("", 1)


@pytest.mark.parametrize("act", [Act.CHECK, Act.LOG, Act.EXPORT])
def test_a_machine_that_is_no_kiosk_yet_gives_nothing_else(machine: Machine, act: Act) -> None:
    machine.plug_in()
    machine.config.unlink()
    last, heard = machine.ask("", act)
    assert (last.problem, heard) == ("failed", [])
    assert machine.exported == []


def test_a_configuration_that_is_broken_is_no_bare_machine(machine: Machine) -> None:
    machine.config.write_text("[kiosk", encoding="utf-8")
    last, _ = machine.ask("", Act.SETUP, what="devices")
    assert last.problem == "failed"


def test_a_code_is_handed_over_in_a_file_that_is_gone_afterwards(machine: Machine) -> None:
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, what="code", text="KIOSK1.abc")
    assert (last.problem, machine.codes) == ("", ["KIOSK1.abc"])
    assert "Đã cài đặt" in last.said
    # No process of the machine can read it among a command's words, and nothing of it stays.
    assert "KIOSK1" not in " ".join(machine.exported[0])
    assert not Path(machine.exported[0][2]).exists()
    machine.export_code = 1
    last, _ = machine.ask(session, Act.SETUP, what="code", text="KIOSK1.abc")
    assert (last.problem, last.said) == ("setup_failed", "Chữ ký không đúng. Chưa thay đổi gì.")


def test_a_key_that_is_not_known_is_held_against_the_paper_first(machine: Machine, tmp_path: Path) -> None:
    province = Province(tmp_path / "province")
    machine.plug_in()
    machine.sticks.mount_point.mkdir()
    (machine.sticks.mount_point / KEY).write_bytes(province.public.read_bytes())
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, what="stick")
    assert (last.problem, last.said) == ("trust", fingerprint(province.key))
    assert machine.exported == []
    last, _ = machine.ask(session, Act.SETUP, what="stick", trust=last.said)
    assert last.problem == ""
    assert machine.exported[0][3:5] == ["--trust", fingerprint(province.key)]


def test_an_edition_from_a_stick(machine: Machine) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    last, _ = machine.ask(session, Act.SETUP, what="edition")
    assert last.problem == ""
    assert machine.exported[0][:2] == ["edition", "take"]


def test_the_report_is_written_to_the_stick(machine: Machine) -> None:
    machine.plug_in()
    session = machine.kiosk.enter(pin=TECHNICIAN_PIN).session
    # Something is wrong with the machine: the report says so, and is written all the same.
    machine.export_code = 1
    last, _ = machine.ask(session, Act.REPORT)
    assert last.problem == ""
    assert [one.name.startswith("nghiem-thu-DN07-") for one in machine.sticks.mount_point.iterdir()] == [True]
    words = machine.exported[-1]
    assert words[words.index("--tried") + 1] == ""
    assert "không có chữ ký" in last.said
    tried = "printer.slip=good scanner.edges=failed"
    machine.ask(session, Act.REPORT, tried=tried)
    assert tried in machine.exported[-1]
    for wrong in ("--config=/tmp/x", "sound=splendid", "x=good " * 20):
        assert machine.ask(session, Act.REPORT, tried=wrong)[0].problem == "failed"
    machine.export_code = 2
    for one in machine.sticks.mount_point.iterdir():
        one.unlink()
    staff = machine.kiosk.enter(pin=STAFF_PIN).session
    last, _ = machine.ask(staff, Act.REPORT)
    assert last.problem == "not_allowed"
