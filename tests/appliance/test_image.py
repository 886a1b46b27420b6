"""The image's parts that need no machine: the kernel's line, the sections, the disk, the bundle, the root."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from appliance.deb.environment import ROOT, BuildError
from appliance.image import build, bundle, disk, kernel_image, root
from appliance.image.onboard import boot_slots
from appliance.trial.image.qemu import differing
from kiosk_app.servicing.maintenance import MaintenanceNotice

ONBOARD = root.ONBOARD
UNITS = ONBOARD / "tree" / "usr" / "lib" / "systemd" / "system"


def test_the_kernels_line_verifies_the_root_of_its_own_slot() -> None:
    line = kernel_image.command_line("b", "ab" * 32)
    assert f"roothash={'ab' * 32}" in line.split()
    assert boot_slots.current(line) == "b"
    assert "kiosk-root-b" in line
    assert "-a" not in line
    # What cannot start never ends in a shell.
    assert {"rd.shell=0", "rd.emergency=reboot", "rd.timeout=60", "panic=15"} <= set(line.split())
    # Nor stands still: where process 1 ends the machine starts anew, and systemd-boot counts.
    assert "systemd.crash_reboot=1" in line.split()
    assert "init=/usr/lib/kiosk-image/start-root" in line


def test_sections_stand_behind_each_other_on_pages() -> None:
    headers = """
  0 .text         00009a3d  0000000140001000  0000000140001000  00000400  2**4
  1 .rodata       00002b48  000000014000b000  000000014000b000  0000a000  2**4
"""
    start = kernel_image.end_of_sections(headers)
    assert start == 0x14000B000 + 0x2B48
    placed = kernel_image.section_options({".cmdline": 10, ".linux": 5000, ".initrd": 4096}, start)
    addresses = [at for _, at in placed]
    assert all(at % 4096 == 0 for at in addresses)
    assert addresses[0] >= start
    assert addresses[2] - addresses[1] == 8192
    with pytest.raises(BuildError, match="no sections"):
        kernel_image.end_of_sections("nothing")


def test_partitions_do_not_overlap_and_the_data_comes_last() -> None:
    placed = disk.layout(900, 16)
    assert [one.name for one in placed][-1] == "kiosk-data"
    for one, following in pairwise(placed):
        assert one.start + one.size <= following.start
    assert placed[0].start >= 1
    sizes = {one.name: one.size for one in placed}
    assert sizes["kiosk-root-a"] == sizes["kiosk-root-b"]
    assert sizes["kiosk-hash-a"] == sizes["kiosk-hash-b"]


@pytest.mark.skipif(shutil.which("sfdisk") is None, reason="sfdisk is not installed here")
def test_a_disk_holds_what_was_laid_into_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.write_bytes(b"begin" + bytes(3 * disk.MIB) + b"end")
    placed = disk.layout(8, 1, boot_mb=4, data_mb=2)
    image = tmp_path / "image"
    disk.write(image, placed, {"kiosk-root-a": content})
    told = subprocess.run(["sfdisk", "-d", str(image)], capture_output=True, text=True, check=True).stdout
    assert re.findall(r'name="([^"]+)"', told) == [one.name for one in placed]
    with image.open("rb") as read:
        read.seek(placed[1].start * disk.MIB)
        assert read.read(content.stat().st_size) == content.read_bytes()


@pytest.mark.skipif(shutil.which("sfdisk") is None, reason="sfdisk is not installed here")
def test_a_root_that_outgrew_its_slot_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.write_bytes(b"x" * (2 * disk.MIB))
    with pytest.raises(BuildError, match="do not fit"):
        disk.write(tmp_path / "image", disk.layout(1, 1, boot_mb=4), {"kiosk-root-a": content})


def test_the_bundle_is_of_the_kind_that_the_kiosk_takes(tmp_path: Path) -> None:
    system = (ONBOARD / "tree/etc/rauc/system.conf").read_text(encoding="utf-8")
    assert f"compatible={bundle.COMPATIBLE}\n" in system
    assert f"compatible={bundle.COMPATIBLE}\n" in bundle.manifest("1")
    # A bundle whose digests are checked while it is read, never the kind that is only signed as a whole.
    assert "format=verity" in bundle.manifest("1")
    assert "bundle-formats=-plain" in system
    script = tmp_path / "hook.sh"
    script.write_text(bundle.HOOK, encoding="utf-8")
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    with pytest.raises(BuildError):
        bundle.make(tmp_path, {}, "1", script, script, tmp_path / "out")


def test_the_slots_of_rauc_are_the_partitions_of_the_disk() -> None:
    system = (ONBOARD / "tree/etc/rauc/system.conf").read_text(encoding="utf-8")
    named = set(re.findall(r"by-partlabel/(\S+)", system))
    made = {one.name for one in disk.layout(1, 1)}
    assert named == {name for name in made if name.startswith(("kiosk-root", "kiosk-hash"))}
    assert set(re.findall(r"bootname=(\w)", system)) == set(boot_slots.SLOTS)


def test_the_root_holds_what_the_package_depends_on_and_no_upgrades_of_its_own() -> None:
    wanted = root.packages((ROOT / "appliance/deb/debian/control").read_text(encoding="utf-8"))
    assert {"cage", "nftables", "usbguard", "rauc", "systemd-boot", "linux-image-amd64"} <= set(wanted)
    # By it alone a disk tells of its health, and nobody can install anything into an image.
    assert "smartmontools" in wanted
    assert not any(mark in word for word in wanted for mark in "$()<> ")
    assert "unattended-upgrades" not in wanted
    with pytest.raises(BuildError):
        root.packages("Package: other\n")


def test_nothing_is_kept_before_the_screen_was_seen() -> None:
    unit = (UNITS / "kiosk-seen.service").read_text(encoding="utf-8")
    assert "RequiredBy=boot-complete.target" in unit
    assert re.search(r"^Before=.*boot-complete\.target", unit, re.MULTILINE)
    for name in ("emergency", "rescue"):
        text = (UNITS / f"{name}.service.d" / "10-kiosk.conf").read_text(encoding="utf-8")
        assert "ExecStart=\nExecStart=/usr/bin/systemctl --force reboot" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize("unit", ["emergency.service", "rescue.service"])
def test_systemd_takes_what_stands_for_the_shell(tmp_path: Path, unit: str) -> None:
    # Debian's is of a type that takes one ExecStart=; with more it is refused, and nothing restarts then.
    debian = "[Service]\nExecStartPre=-/bin/true\nExecStart=-/bin/true\nType=idle\n"
    (tmp_path / unit).write_text(debian, encoding="ascii")
    shutil.copytree(UNITS / f"{unit}.d", tmp_path / f"{unit}.d")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_start_that_failed_says_what_failed_before_it_starts_anew(tmp_path: Path) -> None:
    for name in ("emergency", "rescue"):
        text = (UNITS / f"{name}.service.d" / "10-kiosk.conf").read_text(encoding="utf-8")
        said = re.search(r"^ExecStartPre=-/bin/sh -c '(.*)'$", text, re.MULTILINE)
        assert said is not None
        # As systemd reads it: $$ is one $, and what is escaped is so once.
        script = said[1].replace("$$", "$").replace("\\\\", "\\").replace("/dev/kmsg", str(tmp_path / name))
        (tmp_path / "systemctl").write_text("#!/bin/sh\necho 'efi.mount loaded failed'\necho 'tmp.mount x'\n")
        (tmp_path / "systemctl").chmod(0o755)
        subprocess.run(["sh", "-c", script], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
        told = (tmp_path / name).read_text(encoding="utf-8")
        assert told == "<2>kiosk-image: starts anew, since these failed: efi.mount tmp.mount \n"


def test_no_disk_that_is_late_keeps_people_from_a_screen() -> None:
    table = (ONBOARD / "tree/etc/fstab").read_text(encoding="utf-8")
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    waited_for = [row[1] for row in rows if row[0] != "tmpfs" and "nofail" not in row[3].split(",")]
    # Where such a one does not come systemd takes the emergency target: the machine starts anew, for ever.
    assert waited_for == []
    assert [row[1] for row in rows if row[0] != "tmpfs"] == ["/efi"]
    # Whoever writes there waits for it by himself, then.
    for unit in ("systemd-bless-boot.service.d/10-kiosk.conf", "rauc.service.d/10-kiosk.conf"):
        assert "[Unit]\nRequiresMountsFor=/efi\n" in (UNITS / unit).read_text(encoding="utf-8")
    assert "\nRequiresMountsFor=/efi\n" in (UNITS / "kiosk-boot-options.service").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("fsck.vfat") is None, reason="dosfstools is not installed here")
def test_a_boot_partition_whose_plug_was_pulled_is_put_in_order(tmp_path: Path) -> None:
    table = (ONBOARD / "tree/etc/fstab").read_text(encoding="utf-8")
    row = next(line.split() for line in table.splitlines() if line.startswith("PARTLABEL=kiosk-esp "))
    # systemd looks through what has a pass, with `fsck -a`.
    assert row[5] == "2"
    assert "dosfstools" in root.packages((ROOT / "appliance/deb/debian/control").read_text(encoding="utf-8"))
    boot = tmp_path / "boot.img"
    with boot.open("wb") as out:
        out.truncate(64 * disk.MIB)
    subprocess.run(["mkfs.vfat", "-F", "32", str(boot)], check=True, capture_output=True)
    _cut_off(boot)
    subprocess.run(["fsck.vfat", "-a", str(boot)], check=False, capture_output=True)
    told = subprocess.run(["fsck.vfat", "-n", str(boot)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    listed = subprocess.run(
        ["mdir", "-b", "-i", str(boot), "::/"], capture_output=True, text=True, check=True
    )
    found = [name.rpartition("/")[2] for name in listed.stdout.split()]
    assert found, "the check keeps what belongs to no file"
    # What it kept is taken away, and nothing else.
    efi = tmp_path / "efi"
    (efi / "EFI/kiosk").mkdir(parents=True)
    kept = [efi / "EFI/kiosk/a.efi", efi / "EFI/kiosk/fsck.rec"]
    for path in (*kept, *(efi / name for name in found), efi / "fsck0001.rec"):
        path.touch()
    unit = (UNITS / "kiosk-boot-partition.service").read_text(encoding="utf-8")
    assert "\nRequiresMountsFor=/efi\n" in unit
    command = re.search(r"^ExecStart=(/usr/bin/find .*)$", unit, re.MULTILINE)
    assert command is not None
    subprocess.run([str(efi) if word == "/efi" else word for word in command[1].split()], check=True)
    assert sorted(path for path in efi.rglob("*") if path.is_file()) == sorted(kept)
    assert "kiosk-boot-partition.service" in (ROOT / "appliance/image/root.py").read_text(encoding="utf-8")


def _cut_off(boot: Path) -> None:
    """Mark a FAT as not in order, with a row of clusters that belongs to no file."""
    with boot.open("r+b") as out:
        head = out.read(512)
        sector, reserved, tables = (
            int.from_bytes(head[at : at + size], "little") for at, size in ((11, 2), (14, 2), (16, 1))
        )
        length = int.from_bytes(head[36:40], "little")
        out.seek(0x41)
        out.write(b"\x01")
        for table in range(tables):
            out.seek((reserved + table * length) * sector + 4 * 100)
            out.write(b"".join((at + 1).to_bytes(4, "little") for at in range(100, 150)))
            out.write((0x0FFFFFFF).to_bytes(4, "little"))


@pytest.mark.parametrize("script", ["start-root", "notice"])
def test_scripts_are_read_by_sh(script: str) -> None:
    done = subprocess.run(["sh", "-n", str(ONBOARD / script)], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_first_program_shows_notices_that_there_are() -> None:
    text = (ONBOARD / "start-root").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\s*notice ([\w-]+)$", text, re.MULTILINE))
    assert shown == {MaintenanceNotice.UNSET, MaintenanceNotice.LOCKED, MaintenanceNotice.MISTYPED}


def test_keys_are_given_whole_or_not_at_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "package.deb"
    package.touch()
    monkeypatch.setattr("sys.argv", ["image", "--package", str(package), "--boot-key", str(package)])
    assert build.main() == 2
    assert "all four" in capsys.readouterr().err


def test_pictures_are_compared_by_the_share_of_pixels_that_differ() -> None:
    one = Image.new("RGB", (10, 10), "white")
    other = one.copy()
    other.putpixel((0, 0), (0, 0, 0))
    assert differing(one, one) == 0
    assert differing(one, other) == pytest.approx(0.01)
    assert differing(one, Image.new("RGB", (9, 10))) == 1.0
    faint = Image.new("RGB", (10, 10), (245, 245, 245))
    assert differing(one, faint) == 0


def test_the_first_program_makes_nothing_that_everybody_may_write() -> None:
    script = (ONBOARD / "start-root").read_text(encoding="utf-8")
    # Process 1 begins without a umask, and /etc takes its mode from a folder that this makes.
    assert script.index("\numask 022\n") < script.index("mkdir")
    assert "\nchmod 0755 /data/etc\n" in script


def test_a_root_whose_first_program_cannot_be_read_starts_nothing_else(tmp_path: Path) -> None:
    init = tmp_path / "usr/sbin/init"
    init.parent.mkdir(parents=True)
    init.symlink_to("/lib/systemd/systemd")
    root.one_first_program(tmp_path)
    # The initrd takes /sbin/init when it cannot read what the kernel's line names.
    named = re.search(r"(?:^| )init=(\S+)", kernel_image.command_line("a", "0" * 64))
    assert named is not None
    assert init.readlink() == Path(named[1])


@pytest.mark.skipif(shutil.which("zstd") is None, reason="zstd is not installed")
def test_the_initrd_is_packed_as_the_kernel_unpacks_fastest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "boot").mkdir()
    (tmp_path / "boot/vmlinuz-6.1").touch()

    def without_dracut(command: list[object], *_: object) -> None:
        if command[0] == "chroot":
            # What dracut compresses with is what the root holds, and it holds no zstd.
            assert "--no-compress" in command
            (tmp_path / "boot/initrd.plain").write_bytes(b"070701" * 1000)
        else:
            subprocess.run([str(word) for word in command], check=True)

    monkeypatch.setattr(root, "run", without_dracut)
    _, first = root.initrd(tmp_path)
    assert first.read_bytes()[:4] == bytes.fromhex("28b52ffd")


@pytest.mark.parametrize("chosen", [True, False])
def test_whoever_just_chose_the_passphrase_is_not_asked_for_it(tmp_path: Path, chosen: bool) -> None:
    script = (ONBOARD / "start-root").read_text(encoding="utf-8")
    unlock = script[script.index("\nunlock() {") : script.index("\nopen_data() {")]
    (tmp_path / "secret").mkdir()
    if chosen:
        (tmp_path / "secret/passphrase").write_text("tinh-da-nang", encoding="ascii")
    around = f"""
set -u
STATE={tmp_path}
say() {{ :; }}
notice() {{ echo "notice $1"; }}
typed() {{ echo asked >> {tmp_path}/asked; printf typed; }}
cryptsetup() {{ [ "$1" = open ] && {{ echo "opened by ${{5#-}}"; cat > /dev/null; }}; }}
{unlock}
unlock sda6 < /dev/null
"""
    done = subprocess.run(["sh", "-c", around], capture_output=True, text=True, check=True)
    if chosen:
        assert done.stdout == f"opened by {tmp_path}/secret/passphrase\n"
    else:
        assert done.stdout == "notice locked\nopened by \n"
    assert (tmp_path / "asked").exists() is not chosen
