"""The file system of the image: a Debian 12 with the kiosk's package and what an image needs beside it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from appliance.deb.environment import ROOT, BuildError, run

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
_RECOMMENDED = ("usbguard", "network-manager", "systemd-timesyncd", "polkitd")
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
