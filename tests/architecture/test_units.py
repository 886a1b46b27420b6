"""The systemd units and what they refer to: they verify, are sandboxed, and the pieces fit each other."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import assets
from configuration.error_line import ConfigurationError
from configuration.load import load
from kiosk_app.__main__ import EXIT_CONFIGURATION
from kiosk_app.visit_process import notify_relay
from kiosk_app.visit_process.supervisor import _LONGEST_SILENCE_S, EXIT_STUCK
from tests.offline_queue.support.dossiers import Keys

ROOTS_HOME = "/" + "root"
"""Put together here: no file names a path of one machine."""
ROOT = Path(__file__).resolve().parents[2]
UNITS = ("kiosk.service", "kiosk-sync.service")
MOST_EXPOSED = {"kiosk.service": 1.3, "kiosk-sync.service": 0.9}
SYSTEM = assets.folder("system")
ANALYZE = shutil.which("systemd-analyze")
needs_analyze = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed here")


def settings_of(unit: str) -> dict[str, list[str]]:
    """Give the assignments of a unit file, key to values in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (ROOT / unit).read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found[key].append(value)
    return found


def words(unit: str, key: str) -> set[str]:
    """Give every word of the values of a key."""
    return {word for value in settings_of(unit)[key] for word in value.split()}


def rows(path: Path) -> list[list[str]]:
    """Give the words of each line of a file that is no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def stand_in(path: Path) -> str:
    """Make a program that does nothing."""
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def assert_verifies(folder: Path, units: Sequence[Path], programs: Mapping[str, str]) -> None:
    """Let systemd read copies of the units. `programs`: what they start → what stands in for it here."""
    copies = []
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        for installed, here in programs.items():
            text = text.replace(installed, here)
        copies.append(folder / unit.name)
        copies[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *map(str, copies)], capture_output=True, text=True, check=False
    )
    # An unknown key is only a warning to systemd, so the words count as much as the exit code.
    assert [line for line in done.stderr.splitlines() if "kiosk" in line] == []
    assert done.returncode == 0


def exposure(unit: Path) -> float:
    """Give how much of the machine a unit can reach, as systemd rates it: 0 nothing, 10 all."""
    done = subprocess.run(
        [str(ANALYZE), "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert level is not None, done.stderr
    return float(level[1])


@needs_analyze
def test_units_verify(tmp_path: Path) -> None:
    python, cage, app, daemon = (
        stand_in(tmp_path / name) for name in ("python3", "cage", "kiosk-app", "kiosk-sync")
    )
    programs = {
        "/usr/lib/kiosk/bin/python3": python,
        "/usr/bin/cage": cage,
        "/usr/lib/kiosk/bin/kiosk-app": app,
        "/usr/lib/kiosk/bin/kiosk-sync": daemon,
    }
    assert_verifies(tmp_path, [ROOT / unit for unit in UNITS], programs)


@needs_analyze
@pytest.mark.parametrize("unit", UNITS)
def test_units_are_sandboxed(unit: str) -> None:
    assert exposure(ROOT / unit) <= MOST_EXPOSED[unit]


def test_a_screen_that_does_not_come_up_ends_in_a_sentence_and_not_in_black() -> None:
    screen, name = settings_of("kiosk.service"), "kiosk-maintenance.service"
    # One that cannot be ended is not started over: five of them would hold the memory of five visits. Nor is
    # one whose configuration cannot work: the glass would be black for five starts.
    assert screen["RestartPreventExitStatus"] == [f"{EXIT_CONFIGURATION} {EXIT_STUCK}"]
    notice = settings_of(f"assets/system/units/{name}")
    # Five starts of a slow machine, each half a minute until it fails, still come to the limit.
    assert int(screen["StartLimitBurst"][0]) * (int(screen["RestartSec"][0]) + 30) <= 290
    assert screen["StartLimitIntervalSec"] == ["290"]
    assert screen["OnFailure"] == [name]
    # A bare machine shows its set-up; one whose data stays shut is none, and its notice says so.
    assert " --set-up " in screen["ExecStart"][0]
    assert screen["ExecStartPre"] == ["/usr/bin/test ! -e /run/kiosk-image/data-shut"]
    assert "-/run/kiosk-image" in words("kiosk.service", "BindReadOnlyPaths")
    # The kiosk is tried again when its limit has forgotten the failures before.
    stays = int(notice["ExecStart"][0].split("--seconds ")[1])
    assert stays > int(screen["StartLimitIntervalSec"][0])
    assert notice["OnSuccess"] == notice["Conflicts"] == ["kiosk.service"]
    assert "-m kiosk_app.servicing.maintenance " in notice["ExecStart"][0]
    # Otherwise a start while the notice stands is refused, and the glass stays black.
    assert notice["ExecStartPre"] == ["+/usr/bin/systemctl reset-failed kiosk.service"]


def test_a_screen_that_hangs_is_noticed_by_systemd() -> None:
    screen = settings_of("kiosk.service")
    assert screen["Type"] == ["notify"]
    # The supervisor that tells stands below cage, and what it says is handed on by the main process.
    assert screen["NotifyAccess"] == ["main"]
    (started,) = screen["ExecStart"]
    relay, _, command = started.partition(" -- ")
    assert relay.endswith(f"-I -B -m {notify_relay.__name__}")
    assert command.startswith("/usr/bin/cage ")
    # Where its own socket lies.
    assert screen["RuntimeDirectoryMode"] == ["0700"]
    assert "/run/systemd/notify" in words("kiosk.service", "BindReadOnlyPaths")
    assert int(screen["WatchdogSec"][0]) > 2 * _LONGEST_SILENCE_S


@needs_analyze
def test_the_maintenance_screen_verifies_and_is_sandboxed(tmp_path: Path) -> None:
    unit = SYSTEM / "units" / "kiosk-maintenance.service"
    copy = tmp_path / unit.name
    text = unit.read_text(encoding="utf-8").replace(
        "/usr/lib/kiosk/bin/python3", stand_in(tmp_path / "python3")
    )
    # kiosk.service has a test of its own, and its programs are not here.
    copy.write_text(
        re.sub(r"^(OnSuccess|Conflicts|After)=.*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
    )
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "kiosk" in line] == []
    assert exposure(unit) <= 0.6


def test_the_screen_has_no_network_but_this_machine() -> None:
    unit = "kiosk.service"
    assert words(unit, "RestrictAddressFamilies") == {"AF_UNIX", "AF_INET", "AF_NETLINK"}
    assert settings_of(unit)["IPAddressDeny"] == ["any"]
    assert settings_of(unit)["IPAddressAllow"] == ["localhost"]


def test_the_screen_holds_no_credential() -> None:
    unit = "kiosk.service"
    assert not [key for key in settings_of(unit) if "Credential" in key]
    assert words(unit, "InaccessiblePaths") == {"-/etc/credstore.encrypted", "-/run/credentials"}


def test_each_process_has_a_bound_of_memory_and_tasks_and_leaves_no_core() -> None:
    everywhere = [*ROOT.glob("*.service"), *(SYSTEM / "units").glob("*.service")]
    assert len(everywhere) > 6
    for path in everywhere:
        unit = str(path.relative_to(ROOT))
        assert settings_of(unit)["MemoryMax"], unit
        assert int(settings_of(unit)["TasksMax"][0]) <= 512, unit
        assert settings_of(unit)["LimitCORE"] == ["0"], unit


@needs_analyze
def test_the_health_check_takes_the_screens_file_apart_in_a_sandbox() -> None:
    path = "assets/system/units/kiosk-health.service"
    done = subprocess.run(
        [str(ANALYZE), "security", "--offline=true", "--no-pager", str(ROOT / path)],
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= 1.2
    assert words(path, "BindPaths") | words(path, "ReadWritePaths") == {"/var/lib/kiosk-queue"}
    assert "-/var/lib/kiosk-queue-daemon" in words(path, "InaccessiblePaths")


def test_the_daemon_reaches_only_what_the_installation_names() -> None:
    unit = "kiosk-sync.service"
    assert settings_of(unit)["IPAddressDeny"] == ["any"]
    assert settings_of(unit)["IPAddressAllow"] == ["localhost"]
    assert settings_of(unit)["PrivateUsers"] == ["yes"]
    example = (SYSTEM / "units" / "kiosk-sync-portal.conf").read_text(encoding="utf-8")
    assert "IPAddressAllow=" in example


def test_the_daemon_touches_no_device() -> None:
    unit = "kiosk-sync.service"
    assert settings_of(unit)["PrivateDevices"] == ["yes"]
    assert settings_of(unit)["DeviceAllow"] == []


def test_nothing_of_a_session_reaches_a_disk() -> None:
    for unit in UNITS:
        assert settings_of(unit)["LimitCORE"] == ["0"]
        assert settings_of(unit)["MemorySwapMax"] == ["0"]
    environment = dict(word.split("=", 1) for word in words("kiosk.service", "Environment"))
    own = "/run/" + settings_of("kiosk.service")["RuntimeDirectory"][0]
    assert environment["TMPDIR"] == environment["HOME"] == environment["XDG_RUNTIME_DIR"] == own
    assert environment["QML_DISABLE_DISK_CACHE"] == "1"


def test_users_and_groups_are_made() -> None:
    made = rows(SYSTEM / "sysusers.d" / "kiosk.conf")
    users = {row[1] for row in made if row[0] == "u"}
    groups = {row[1] for row in made if row[0] == "g"} | users
    members = {(row[1], row[2]) for row in made if row[0] == "m"}
    of_debian = {"video", "render", "audio"}
    for unit in UNITS:
        user = settings_of(unit)["User"][0]
        assert user in users
        assert settings_of(unit)["Group"] == ["kiosk-queue"]
        assert (user, "kiosk-queue") in members
        assert words(unit, "SupplementaryGroups") <= groups | of_debian


def test_directories_are_made_for_both_users() -> None:
    made = {row[1]: row[2:5] for row in rows(SYSTEM / "tmpfiles.d" / "kiosk.conf")}
    for unit in UNITS:
        assert words(unit, "ReadWritePaths") <= made.keys()
        assert settings_of(unit)["UMask"] == ["0007"]
    # Without setgid and group write, one of the two users could not open SQLite's -wal and -shm files.
    assert made["/var/lib/kiosk-queue"] == ["2770", "kiosk-sync", "kiosk-queue"]
    # The kiosk's user may use the socket but not create it: only the daemon does.
    assert made["/run/kiosk"] == ["2750", "kiosk-sync", "kiosk-queue"]


def test_each_process_has_a_root_that_holds_nothing_of_the_machine() -> None:
    made = {row[1]: row[0] for row in rows(SYSTEM / "tmpfiles.d" / "kiosk.conf")}
    for unit in UNITS:
        (root,) = settings_of(unit)["RootDirectory"]
        # Programs lie below /usr; these names lead there.
        assert made[root] == "d"
        assert [made[f"{root}/{name}"] for name in ("bin", "sbin", "lib", "lib64")] == ["L"] * 4
        seen = {path.lstrip("-") for path in words(unit, "BindReadOnlyPaths") | words(unit, "BindPaths")}
        assert not seen & {"/", "/home", ROOTS_HOME, "/run", "/var", "/var/lib", "/dev", "/sys", "/proc"}
        assert words(unit, "ReadWritePaths") <= seen
        assert not any(path.startswith(("/home", ROOTS_HOME, "/var/log")) for path in seen)
    assert words("kiosk.service", "BindPaths") == {"/var/lib/kiosk-queue"}
    assert "/var/lib/kiosk-queue-daemon" not in words("kiosk.service", "BindReadOnlyPaths")
    # The folder and not the file: another network replaces the file.
    assert not any("resolv.conf" in path for path in words("kiosk-sync.service", "BindReadOnlyPaths"))


def test_udev_rules_give_devices_to_a_group_that_the_screen_is_in() -> None:
    text = (SYSTEM / "udev" / "70-kiosk.rules").read_text(encoding="utf-8")
    part = re.compile(r'[A-Za-z]+(\{[^}]+\})?(==|!=|=|\+=|:=)"[^"]*"')
    for line in text.splitlines():
        if line and not line.startswith("# ") and line != "#":
            assert all(part.fullmatch(piece) for piece in re.split(r",\s+", line)), line
    assert set(re.findall(r'GROUP="([^"]+)"', text)) == {"kiosk-devices"}
    assert "kiosk-devices" in words("kiosk.service", "SupplementaryGroups")


def test_example_configuration_fits_the_units(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    text = (SYSTEM / "kiosk.toml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"queue\.recipients\.0 = 'age1-public-key-of-this-kiosk'"):
        load(path)
    for placeholder, key in zip(re.findall(r'"(age1-[^"]+)"', text), Keys().recipients, strict=True):
        text = text.replace(placeholder, key)
    path.write_text(text, encoding="utf-8")
    both = load(path)
    assert str(both.queue.database.parent) in words("kiosk.service", "ReadWritePaths")
    assert str(both.gateway.socket.parent) in words("kiosk-sync.service", "ReadWritePaths")
    assert both.portal.credentials is None


def test_credentials_have_the_names_that_the_daemon_reads() -> None:
    source = (ROOT / "offline_queue" / "daemon" / "credentials.py").read_text(encoding="utf-8")
    names = [value.split(":")[0] for value in settings_of("kiosk-sync.service")["LoadCredentialEncrypted"]]
    assert names == ["sync.key", "portal.user", "portal.password"]
    assert all(f'"{name}"' in source for name in names)


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="systemd-sysusers is not installed here")
def test_sysusers_are_read_by_systemd(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    done = subprocess.run(
        ["systemd-sysusers", f"--root={tmp_path}", str(SYSTEM / "sysusers.d" / "kiosk.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    made = (tmp_path / "etc" / "passwd").read_text() if done.returncode == 0 else done.stderr
    assert re.search(r"^kiosk:", made, re.MULTILINE), made
    assert re.search(r"^kiosk-sync:", made, re.MULTILINE), made


def test_the_screen_waits_neither_for_the_daemon_nor_for_a_network() -> None:
    assert "kiosk-sync.service" in words("kiosk.service", "Wants")
    assert "kiosk-sync.service" not in words("kiosk.service", "After")
    for unit in UNITS:
        assert "network-online.target" not in words(unit, "After") | words(unit, "Wants")


@needs_analyze
def test_a_bare_machine_does_not_start_the_daemon_again_and_again() -> None:
    # It has no limit of starts, since a portal may stay away for a week; its set-up starts it by name.
    daemon = settings_of("kiosk-sync.service")
    assert daemon["StartLimitIntervalSec"] == ["0"]
    assert daemon["Restart"] == ["always"]
    config = daemon["ExecStart"][0].split("--config ")[1]
    assert daemon["ConditionPathExists"] == [config]
    provision = (ROOT / "kiosk_app/technician/provision.py").read_text(encoding="utf-8")
    assert 'systemctl("restart", "kiosk-sync", "kiosk")' in provision


def test_the_helper_of_service_mode_verifies(tmp_path: Path) -> None:
    program = stand_in(tmp_path / "kioskctl")
    for name in ("kiosk-helper.socket", "kiosk-helper@.service"):
        text = (SYSTEM / "units" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/usr/lib/kiosk/bin/kioskctl", program), encoding="utf-8")
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", str(tmp_path / "kiosk-helper.socket")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "kiosk" in line] == []


def test_the_screen_reaches_the_helper_and_nobody_else_does() -> None:
    socket = dict(
        row[0].split("=", 1) for row in rows(SYSTEM / "units" / "kiosk-helper.socket") if "=" in row[0]
    )
    assert (socket["SocketMode"], socket["SocketGroup"]) == ("0660", "kiosk-queue")
    folder = str(Path(socket["ListenStream"]).parent)
    assert f"-{folder}" in words("kiosk.service", "BindReadOnlyPaths")
    assert folder in {row[1] for row in rows(SYSTEM / "tmpfiles.d" / "kiosk.conf")}
