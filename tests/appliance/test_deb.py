"""What the package installs: every file that it names is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import assets
from appliance.deb import build, environment, licences, qt_parts

SYSTEM = assets.folder("system")
DEBIAN = Path(build.__file__).parent / "debian"


def test_every_system_file_that_is_installed_exists(tmp_path: Path) -> None:
    build._system_files(tmp_path)
    installed = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir()}
    assert "usr/bin/kioskctl" in installed
    assert "usr/lib/sysusers.d/kiosk.conf" in installed
    for unit in build._UNITS:
        assert (environment.ROOT / unit).is_file()


@pytest.mark.skipif(shutil.which("nft") is None, reason="nftables is not installed here")
def test_the_firewall_is_read_by_nft(tmp_path: Path) -> None:
    text = re.sub(r'"(kiosk|kiosk-sync|lp|_apt)"', "12345", (SYSTEM / "firewall.nft").read_text("utf-8"))
    path = tmp_path / "firewall.nft"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(["nft", "-c", "-f", str(path)], capture_output=True, text=True, check=False)
    if "Operation not permitted" in done.stderr:
        pytest.skip("no right to ask the kernel here")
    assert done.stderr == ""


def test_nothing_comes_in_and_each_way_out_names_who_takes_it() -> None:
    text = (SYSTEM / "firewall.nft").read_text(encoding="utf-8")
    assert re.findall(r"hook (\w+) priority 0; policy (\w+)", text) == [
        ("input", "drop"),
        ("forward", "drop"),
        ("output", "drop"),
    ]
    # Each user of the machine has sets of its own; tests/servicing/test_firewall.py tries them.
    opened = [line.strip() for line in text.splitlines() if "tcp dport" in line and "dport 53" not in line]
    whither = r"(?:@(portal)[46] tcp dport \{ 443, 8883 \}|\. tcp dport @(\w+)[46])"
    named = rf"meta skuid (\{{[^}}]*\}}|\S+) ip6? daddr {whither} accept"
    by_who = [re.fullmatch(named, line) for line in opened]
    assert [(one[1], one[2] or one[3]) for one in by_who if one] == [
        *[('{ "root", "kiosk-sync" }', "portal")] * 2,
        *[('{ "root", "kiosk-sync" }', "service")] * 2,
        ('{ "root", "kiosk" }', "screen"),
        *[('{ "root", "lp" }', "paper")] * 2,
        *[('"_apt"', "mirror")] * 2,
    ]
    assert all(by_who)
    # Names that the machine knows, or nft would refuse the whole file: the package's, Debian's, apt's.
    ours = re.findall(r"^u (\S+)", (SYSTEM / "sysusers.d/kiosk.conf").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r'"([^"]+)"', "".join(opened))) <= {*ours, "root", "lp", "_apt"}


def _minutes(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    return hours * 60 + minutes


def test_upgrades_come_at_night_one_after_the_other(tmp_path: Path) -> None:
    build._system_files(tmp_path)
    units = tmp_path / "lib" / "systemd" / "system"
    spans = []
    for timer in ("apt-daily", "apt-daily-upgrade"):
        (drop_in,) = (units / f"{timer}.timer.d").iterdir()
        lines = drop_in.read_text(encoding="utf-8").splitlines()
        # Debian's own hours (any of the day) go first: a list that is not emptied grows.
        assert lines.index("OnCalendar=") < lines.index(next(one for one in lines if "*-*-*" in one))
        (begin,) = re.findall(
            r"^OnCalendar=\*-\*-\* (\d\d:\d\d) Asia/Ho_Chi_Minh$", "\n".join(lines), re.MULTILINE
        )
        (delay,) = re.findall(r"^RandomizedDelaySec=(\d+)min$", "\n".join(lines), re.MULTILINE)
        spans.append((_minutes(begin), _minutes(begin) + int(delay)))
    settings = (tmp_path / "etc/apt/apt.conf.d/51kiosk-security-upgrades").read_text(encoding="utf-8")
    restart = re.findall(r'Automatic-Reboot-Time "(\d\d:\d\d)"', settings)
    (begin, asleep), (upgrade, latest) = spans
    assert 0 <= begin < asleep < upgrade < latest < _minutes(restart[0]) < 5 * 60


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "Asia/Ho_Chi_Minh"),
        ("/usr/share/zoneinfo/Etc/UTC", "Asia/Ho_Chi_Minh"),
        ("/usr/share/zoneinfo/UTC", "Asia/Ho_Chi_Minh"),
        ("/usr/share/zoneinfo/Asia/Bangkok", "Asia/Bangkok"),
        ("../usr/share/zoneinfo/Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_machine_that_was_told_no_zone_has_that_of_vietnam(
    tmp_path: Path, before: str | None, after: str
) -> None:
    """By UTC a machine restarted at half past nine, with citizens before it."""
    etc, programs = tmp_path / "etc", tmp_path / "programs"
    etc.mkdir()
    programs.mkdir()
    (programs / "systemctl").write_text("#!/bin/sh\n", encoding="ascii")
    (programs / "systemctl").chmod(0o755)
    if before is not None:
        (etc / "localtime").symlink_to(before)
    script = DEBIAN / f"{build.NAME}.postinst"
    surroundings = {"DPKG_ROOT": str(tmp_path), "PATH": f"{programs}:/usr/bin:/bin"}
    subprocess.run(["sh", str(script), "configure"], check=True, env=surroundings, capture_output=True)
    assert str((etc / "localtime").readlink()).endswith(f"/zoneinfo/{after}")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize(
    "path", [*sorted((SYSTEM / "apt").glob("*.conf")), *sorted((SYSTEM / "units").glob("*.timer"))], ids=str
)
def test_each_hour_is_one_that_systemd_reads_and_is_vietnams(path: Path) -> None:
    for told in re.findall(r"^OnCalendar=(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        assert told == "hourly" or told.endswith(" Asia/Ho_Chi_Minh")
        subprocess.run(["systemd-analyze", "calendar", told], check=True, capture_output=True)


def test_apt_gets_out_while_its_nightly_service_runs(tmp_path: Path) -> None:
    build._system_files(tmp_path)
    for unit in ("apt-daily", "apt-daily-upgrade"):
        (drop_in,) = (tmp_path / f"lib/systemd/system/{unit}.service.d").iterdir()
        text = drop_in.read_text(encoding="utf-8")
        assert "ExecStartPre=-/usr/lib/kiosk/bin/kioskctl firewall --upgrades 240\n" in text
        assert text.count("ExecStopPost=-/usr/sbin/nft flush set inet kiosk mirror") == 2
    firewall = (tmp_path / "lib/systemd/system/kiosk-firewall.service").read_text(encoding="utf-8")
    for way in re.findall(r"/usr/lib/kiosk/share/(\S+)", firewall):
        assert (tmp_path / environment.HOME / "share" / way).is_file()


def test_storage_and_keyboards_are_refused_on_usb() -> None:
    rules = (SYSTEM / "usbguard.rules").read_text(encoding="utf-8").splitlines()
    said = [line for line in rules if line and not line.startswith("#")]
    assert said[:2] == ["allow with-interface equals { 09:*:* }", "reject with-interface one-of { 08:*:* }"]
    assert "reject with-interface one-of { 03:01:01 }" in said
    assert said[-1] == "block"


def test_the_queue_is_never_removed_with_the_program() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in DEBIAN.glob("*.p*"))
    assert "/var/lib/kiosk-queue was kept" in scripts
    assert not re.search(r"rm\s+-[rf]+\s+\S*/var/lib", scripts)


def test_purge_speaks_of_the_queue_where_it_stands() -> None:
    queue = tomllib.loads((SYSTEM / "kiosk.toml").read_text(encoding="utf-8"))["queue"]["database"]
    asked = re.findall(r"\[ -e (\S+) \]", (DEBIAN / f"{build.NAME}.postrm").read_text(encoding="utf-8"))
    assert asked == [queue]


def test_each_package_inside_brings_the_text_of_its_licence(tmp_path: Path) -> None:
    packages, out = tmp_path / "packages", tmp_path / "licences"
    files = {
        "whole-1.dist-info/licenses/LICENSE": "own",
        "whole-1.dist-info/licenses/BUILD/zlib/LICENSE": "brought along",
        "whole-1.dist-info/licenses/BUILD/icu.txt": "of another name",
        "none-2.dist-info/METADATA": "Name: none\nVersion: 2\nAuthor: Nobody\nLicense-Expression: MIT\n",
        "by_hand-3.dist-info/METADATA": "Name: by-hand\nVersion: 3\n",
    }
    for name, text in files.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text, encoding="utf-8")
    licences.gather_licences(packages, out, {"by-hand": "LGPL-3.0-only OR GPL-2.0-only"})
    kept = {path.read_text(encoding="utf-8") for path in (out / "whole").rglob("*") if path.is_file()}
    assert kept == {"own", "brought along", "of another name"}
    written = (out / "none" / "LICENCE").read_text(encoding="utf-8")
    assert "Copyright: Nobody" in written
    assert "Permission is hereby granted" in written
    # Each text that is pointed at stands on every Debian.
    pointed = re.findall(r"/usr/share/common-licenses/\S+", (out / "by_hand/LICENCE").read_text("utf-8"))
    assert pointed == ["/usr/share/common-licenses/LGPL-3", "/usr/share/common-licenses/GPL-2"]
    for known in licences._DEBIAN.values():
        assert (
            not Path("/etc/debian_version").exists() or (Path("/usr/share/common-licenses") / known).exists()
        )


@pytest.mark.parametrize("expression", ["ISC", ""])
def test_a_licence_without_its_text_ends_the_build(tmp_path: Path, expression: str) -> None:
    info = tmp_path / "one-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: one\nVersion: 1\n", encoding="utf-8")
    with pytest.raises(environment.BuildError, match="one: no"):
        licences.gather_licences(tmp_path, tmp_path / "out", {"one": expression})


@pytest.mark.parametrize("script", sorted(path.name for path in DEBIAN.glob("*.p*")))
def test_maintainer_scripts_are_read_by_sh(script: str) -> None:
    done = subprocess.run(["sh", "-n", str(DEBIAN / script)], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_what_the_screens_import_is_kept_of_qt() -> None:
    wanted = set()
    for path in (environment.ROOT / "kiosk_app").rglob("*.qml"):
        wanted.update(re.findall(r"^import (Qt[A-Za-z.]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    dropped = {name.replace("/", ".") for name in qt_parts._QML_UNUSED}
    for module in wanted:
        assert module.split(".")[0] in qt_parts._QML
        assert module not in dropped


def test_the_list_of_installed_files_names_no_folder_of_the_build(tmp_path: Path) -> None:
    def made(folder: str) -> bytes:
        packages = tmp_path / folder
        home = packages / "one-1.0.dist-info"
        home.mkdir(parents=True)
        (home / "METADATA").write_text("Name: one\n", encoding="utf-8")
        (packages / "one,two.py").touch()
        # pip's note of where a wheel lay, and the commands: of another digest in each folder.
        lines = f"one-1.0.dist-info/direct_url.json,sha256={folder},9\n../../bin/one,sha256={folder},9\n"
        lines += 'one-1.0.dist-info/METADATA,sha256=abc,10\n"one,two.py",sha256=abc,0\n'
        lines += "one-1.0.dist-info/RECORD,,\n"
        (home / "RECORD").write_text(lines, encoding="utf-8")
        environment.list_what_is_there(packages)
        return (home / "RECORD").read_bytes()

    first = made("build")
    assert first == made("build-again")
    assert first.decode().splitlines() == [
        "one-1.0.dist-info/METADATA,sha256=abc,10",
        '"one,two.py",sha256=abc,0',
        "one-1.0.dist-info/RECORD,,",
    ]
