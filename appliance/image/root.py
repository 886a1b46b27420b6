"""The file system of the image: a Debian 12 with the kiosk's package and what an image needs beside it."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from appliance.deb.environment import ROOT, BuildError, run
from kiosk_app.servicing.provisioning.signed_file import KEY

ONBOARD = Path(__file__).parent / "onboard"
HOME = Path("usr/lib/kiosk-image")
"""Where the image's own programs stand, below /."""
_CONTROL = ROOT / "appliance" / "deb" / "debian" / "control"
_SYSTEM = (
    *("systemd", "systemd-sysv", "systemd-boot", "udev", "dbus", "libpam-systemd", "kmod", "procps"),
    *("linux-image-amd64", "dracut", "busybox", "ca-certificates", "iproute2", "util-linux", "mount"),
    *("e2fsprogs", "fdisk", "dosfstools", "cryptsetup-bin", "rauc", "rauc-service", "openssl"),
    *("libtss2-esys-3.0.2-0", "libtss2-mu0", "libtss2-rc0", "libtss2-tcti-device0", "tpm2-tools"),
)
_RECOMMENDED = ("usbguard", "network-manager", "systemd-timesyncd", "polkitd", "smartmontools")
"""Of what the package recommends: not unattended-upgrades, since an image is upgraded as a whole."""
_LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*")
_KEPT = ("/usr/share/doc/dich-vu-cong-kiosk/*", "/usr/share/doc/*/copyright", "/usr/share/man/man1/kioskctl*")


def packages(control: str) -> list[str]:
    """Give the Debian packages of the root, sorted: the system's and what the kiosk's package depends on."""
    found = re.search(r"^Depends: (.*(?:\n .*)*)", control, re.MULTILINE)
    if found is None:
        raise BuildError("debian/control: no Depends")
    words = re.sub(r"\$\{[^}]*\}|\([^)]*\)", "", found[1]).replace("\n", " ").split(",")
    return sorted({word.strip() for word in words if word.strip()} | set(_SYSTEM) | set(_RECOMMENDED))


def base(work: Path) -> Path:
    """Give the archive of a Debian root without the kiosk; made once for each list of packages (minutes)."""
    wanted = ",".join(packages(_CONTROL.read_text(encoding="utf-8")))
    mark = hashlib.sha256("\n".join((wanted, *_LEFT_OUT, *_KEPT)).encode()).hexdigest()[:16]
    kept = work / f"base-{mark}.tar"
    if not kept.exists():
        unfinished = work / "base-unfinished.tar"
        paths = [f"--dpkgopt=path-exclude={path}" for path in _LEFT_OUT]
        paths += [f"--dpkgopt=path-include={path}" for path in _KEPT]
        run(
            ["mmdebstrap", "--variant=minbase", f"--include={wanted}", *paths, "bookworm", unfinished],
            # The initrd is made once, at the end.
            {"INITRD": "No", "DEBIAN_FRONTEND": "noninteractive"},
        )
        unfinished.replace(kept)
    return kept


def lay(
    work: Path,
    package: Path,
    version: str,
    *,
    extra: Path | None,
    bundles_ca: Path,
    recovery: str,
    province: Path | None,
) -> Path:
    """Make the root below `work`: Debian, the package, the image's own files; gives its folder.

    `version`: of all of it; what is older is no update. `extra`: a folder that is laid over it, for a trial.
    `bundles_ca`: who may sign updates. `recovery`: the
    province's age recipient, or empty. `province`: its public key for set-up files, which the machine
    then trusts without anybody comparing a fingerprint. Raises `BuildError`.
    """
    root = work / "root"
    if root.exists():
        shutil.rmtree(root)
    root.mkdir(parents=True)
    run(["tar", "-xpf", base(work), "-C", root])
    shutil.copyfile(package, root / "package.deb")
    # dpkg makes no folder for a file of a folder whose pages were left out.
    (root / "usr/share/man/man1").mkdir(parents=True, exist_ok=True)
    # No service may start, and no machine's name or id may get in.
    (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    (root / "usr/sbin/policy-rc.d").chmod(0o755)
    run(
        ["chroot", root, "dpkg", "-i", "/package.deb"],
        {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
    )
    (root / "package.deb").unlink()
    (root / "usr/sbin/policy-rc.d").unlink()
    _own_files(root, version, bundles_ca, recovery)
    if province is not None:
        known = root / "etc/kiosk" / KEY
        known.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(province, known)
    if extra is not None:
        shutil.copytree(extra, root, dirs_exist_ok=True, symlinks=True)
    _settle(root)
    return root


def _own_files(root: Path, version: str, bundles_ca: Path, recovery: str) -> None:
    home = root / HOME
    home.mkdir(parents=True)
    for name in (
        "start-root",
        "notice",
        "boot_slots.py",
        "boot_options.py",
        "screen_seen.py",
        "check-update",
    ):
        shutil.copyfile(ONBOARD / name, home / name)
        (home / name).chmod(0o755)
    (home / "version").write_text(f"{version}\n", encoding="ascii")
    shutil.copyfile(bundles_ca, home / "bundles.pem")
    (home / "recovery-recipient").write_text(f"{recovery}\n" if recovery else "", encoding="ascii")
    shutil.copytree(ONBOARD / "tree", root, dirs_exist_ok=True)
    # What the package keeps for the installation to put in force is in force here.
    rules = root / "etc/usbguard/rules.conf"
    rules.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / "usr/lib/kiosk/share/usbguard.rules", rules)
    rules.chmod(0o600)
    for name in ("data", "efi"):
        (root / name).mkdir()


def _settle(root: Path) -> None:
    """Switch on what an image runs, off what it cannot, and leave out what is another machine's."""
    on = (
        "kiosk-seen.service",
        "kiosk-boot-options.service",
        "kiosk-boot-partition.service",
        "usbguard.service",
        "NetworkManager.service",
        "systemd-timesyncd.service",
    )
    # No console anywhere: where the firmware names a serial one, systemd would put a login on it.
    off = (
        "getty@tty1.service",
        "serial-getty@.service",
        "console-getty.service",
        "systemd-repart.service",
        "apt-daily.timer",
        "apt-daily-upgrade.timer",
    )
    run(["systemctl", f"--root={root}", "enable", *on])
    # The doctor asks the disk itself; what a daemon wrote into the journal nobody would read.
    run(["systemctl", f"--root={root}", "disable", "smartmontools.service"])
    run(
        [
            "systemctl",
            f"--root={root}",
            "mask",
            *off,
            "man-db.timer",
            "e2scrub_all.timer",
            # Looks for volumes of LVM at each start, seconds long; there are none.
            "e2scrub_reap.service",
            "ctrl-alt-del.target",
        ]
    )
    run(["systemctl", f"--root={root}", "set-default", "multi-user.target"])
    one_first_program(root)
    # Empty, and not missing: systemd then writes one into the data partition at the first start.
    (root / "etc/machine-id").write_text("", encoding="ascii")
    for left in ("var/lib/dbus/machine-id", "etc/hostname", "var/lib/systemd/random-seed"):
        (root / left).unlink(missing_ok=True)
    (root / "etc/hostname").write_text("kiosk\n", encoding="ascii")
    for folder in ("var/cache/apt", "var/lib/apt/lists", "tmp", "var/tmp"):
        for path in (root / folder).iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    empty_records(root / "var/log")


def one_first_program(root: Path) -> None:
    """Let nothing start the root but `start-root`.

    Where it cannot be read the initrd takes /sbin/init, which would be systemd without data and without /etc:
    a damaged slot would show the set-up of a bare machine and be kept.
    """
    init = root / "usr/sbin/init"
    init.unlink(missing_ok=True)
    init.symlink_to(f"/{HOME}/start-root")


def empty_records(folder: Path) -> None:
    """Take out what the packages wrote, and leave their folders: USBGuard does not start without its own."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            path.unlink()


def initrd(root: Path) -> tuple[Path, Path]:
    """Make the initrd inside the root; gives kernel and initrd. Raises `BuildError`."""
    kernel = next(iter(sorted((root / "boot").glob("vmlinuz-*"))), None)
    if kernel is None:
        raise BuildError("the root has no kernel")
    version = kernel.name.removeprefix("vmlinuz-")
    plain, target = root / "boot" / "initrd.plain", root / "boot" / "initrd.kiosk"
    omitted = "plymouth lvm mdraid btrfs multipath crypt resume i18n network qemu qemu-net nfs nss-softokn"
    run(
        [
            *("chroot", root, "dracut", "--force", "--no-hostonly", "--no-hostonly-cmdline"),
            *("--add", "systemd-initrd systemd-veritysetup dm", "--omit", omitted),
            *("--add-drivers", "dm-verity squashfs loop overlay virtio_blk virtio_pci nvme ahci sd_mod"),
            *("--filesystems", "squashfs vfat", "--no-early-microcode", "--reproducible"),
            *("--no-compress", "/boot/initrd.plain", version),
        ],
        {"LC_ALL": "C.UTF-8"},
    )
    # Not by dracut: the root has no zstd, and dracut would take gzip, which the kernel unpacks slowly.
    run(["zstd", "-q", "-10", "-T0", "--rm", "-f", plain, "-o", target])
    return kernel, target


def squash(root: Path, target: Path, epoch: int) -> None:
    """Pack the root; kernel and initrd stay out, they lie in the signed kernel image. Raises `BuildError`."""
    target.unlink(missing_ok=True)
    run(
        [
            *("mksquashfs", root, target, "-comp", "zstd", "-Xcompression-level", "6", "-noappend", "-quiet"),
            *("-no-progress", "-mkfs-time", str(epoch), "-wildcards"),
            # Everything behind -e is left out.
            *("-e", "boot/*", "dev/*", "proc/*", "sys/*"),
        ]
    )
