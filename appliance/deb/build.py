"""`make deb`: builds the appliance's Debian package; the same commit gives the same bytes.

Everything inside comes from the lock file and from git. debhelper writes the maintainer scripts' usual parts,
lintian has the last word. Ends with one line, and writes build/deb.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from email.utils import formatdate
from pathlib import Path

from appliance.deb.environment import HOME, ROOT, BuildError, lay, run, wheelhouse
from appliance.deb.licences import gather_licences
from appliance.deb.manual import ENGLISH, VIETNAMESE, bash_completion, manual_pages
from appliance.sbom import LOCK, SbomError, bill, licences_by_hand

NAME = "dich-vu-cong-kiosk"
_HERE = Path(__file__).parent
_MAINTAINER = "Kiosk maintainers <maintainers@kiosk.invalid>"
_UNITS = ("kiosk.service", "kiosk-sync.service", "kiosk-catalogue.service", "kiosk-catalogue.path")
BEST_LEVEL = 6
"""What is shipped: minutes of work. 0 packs in seconds, a sixth larger, for trying things."""


def build(work: Path, out: Path, *, xz_level: int = BEST_LEVEL) -> Path:
    """Build the package below `work`, give its path in `out`. Raises `BuildError`."""
    epoch = int(_git("log", "-1", "--format=%ct"))
    version = importlib.metadata.version(NAME)
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    payload = tree / "payload"
    wheels = wheelhouse(work / "wheelhouse", epoch)
    lay(payload, wheels)
    _system_files(payload)
    _documents(payload, version)
    _manual(payload, version, epoch)
    shutil.copytree(_HERE / "debian", tree / "debian")
    for unit in _UNITS:
        shutil.copy2(ROOT / unit, tree / "debian" / f"{NAME}.{unit}")
    changed = formatdate(epoch, localtime=False, usegmt=False)
    entry = f"{NAME} ({version}) bookworm; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    signed = f" -- {_MAINTAINER}  {changed}\n"
    (tree / "debian" / "changelog").write_text(entry + signed, encoding="utf-8")
    run(
        ["env", "-C", tree, "dpkg-buildpackage", "-b", "-us", "-uc", "-d"],
        {
            "SOURCE_DATE_EPOCH": str(epoch),
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "KIOSK_XZ_LEVEL": str(xz_level),
        },
    )
    made = next(work.glob(f"{NAME}_*_amd64.deb"))
    out.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy2(made, out / made.name))


def lint(package: Path) -> list[str]:
    """Give lintian's errors."""
    done = subprocess.run(
        ["lintian", "--fail-on", "none", "--no-tag-display-limit", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in done.stdout.splitlines() if line.startswith("E:")]


def _system_files(payload: Path) -> None:
    system = ROOT / "assets" / "system"
    placed = {
        "usr/lib/sysusers.d": ["sysusers.d/kiosk.conf"],
        "usr/lib/tmpfiles.d": ["tmpfiles.d/kiosk.conf"],
        "lib/udev/rules.d": ["udev/70-kiosk.rules"],
        "usr/lib/systemd/journald.conf.d": ["journald/60-kiosk.conf"],
        "usr/lib/systemd/logind.conf.d": ["logind/60-kiosk.conf"],
        "usr/lib/systemd/sleep.conf.d": ["sleep/60-kiosk.conf"],
        "usr/share/polkit-1/rules.d": ["polkit/60-kiosk.rules"],
        f"{HOME}/share": ["firewall.nft", "firewall-addresses.nft", "usbguard.rules", "kiosk.toml"],
        "etc/apt/apt.conf.d": ["apt/51kiosk-security-upgrades"],
        "etc/sysctl.d": ["sysctl/60-kiosk.conf"],
        "lib/systemd/system/usbguard.service.d": ["usbguard/10-kiosk.conf"],
        "lib/systemd/system/apt-daily.service.d": ["apt/60-kiosk-window.conf"],
        "lib/systemd/system/apt-daily.timer.d": ["apt/60-kiosk-download.conf"],
        "lib/systemd/system/apt-daily-upgrade.service.d": ["apt/60-kiosk-window.conf"],
        "lib/systemd/system/apt-daily-upgrade.timer.d": ["apt/60-kiosk-upgrade.conf"],
        "lib/systemd/system": [
            "units/kiosk-firewall.service",
            "units/kiosk-edition.service",
            "units/kiosk-edition-arrived.path",
            "units/kiosk-edition-arrived.service",
            "units/kiosk-ways.service",
            "units/kiosk-ways.timer",
            "units/kiosk-health.service",
            "units/kiosk-health.timer",
            "units/kiosk-helper.socket",
            "units/kiosk-helper@.service",
            "units/kiosk-maintenance.service",
        ],
    }
    for folder, names in placed.items():
        (payload / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            target = payload / folder / Path(name).name
            shutil.copyfile(system / name, target)
            target.chmod(0o644)
    commands = payload / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / "kioskctl").symlink_to(f"../{HOME.relative_to('usr')}/bin/kioskctl")


def _manual(payload: Path, version: str, epoch: int) -> None:
    """Write the pages of the manual and the completion for bash, from the commands themselves."""
    manual = payload / "usr" / "share" / "man"
    for pages, language in ((manual / "man1", ENGLISH), (manual / "vi" / "man1", VIETNAMESE)):
        pages.mkdir(parents=True)
        for name, text in manual_pages(version, epoch, language).items():
            # Compressed here, without a date: debhelper would do the same.
            (pages / f"{name}.1.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    completion = payload / "usr" / "share" / "bash-completion" / "completions" / "kioskctl"
    completion.parent.mkdir(parents=True)
    completion.write_text(bash_completion(), encoding="utf-8")


def _documents(payload: Path, version: str) -> None:
    documents = payload / "usr" / "share" / "doc" / NAME
    documents.mkdir(parents=True)
    shutil.copyfile(ROOT / "README.md", documents / "README.md")
    packages = payload / HOME / "lib" / "python3.11" / "site-packages"
    try:
        text = bill(LOCK.read_text(encoding="utf-8"), version, packages)
    except SbomError as error:
        raise BuildError(str(error)) from error
    (documents / "sbom.cdx.json").write_text(text, encoding="utf-8")
    gather_licences(packages, documents / "licences", licences_by_hand())


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def main() -> int:
    """Build, lint, tell; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build")
    parser.add_argument("--twice", action="store_true", help="build again elsewhere and compare the bytes")
    parser.add_argument("--xz-level", type=int, default=BEST_LEVEL, choices=range(10), metavar="0…9")
    chosen = parser.parse_args()
    began = time.monotonic()
    try:
        package = build(chosen.out / "deb", chosen.out, xz_level=chosen.xz_level)
        same = None
        if chosen.twice:
            again = build(
                chosen.out / "deb-again", chosen.out / "deb-again" / "out", xz_level=chosen.xz_level
            )
            same = again.read_bytes() == package.read_bytes()
        errors = lint(package)
    except BuildError as error:
        print(f"deb: FAILED – {error}", file=sys.stderr)
        return 1
    told = {
        "package": package.name,
        "package_mb": round(package.stat().st_size / 1e6, 1),
        "sha256": hashlib.sha256(package.read_bytes()).hexdigest(),
        "lintian_errors": len(errors),
        "lintian_tags": dict(Counter(line.split()[2] for line in errors if len(line.split()) > 2)),
        "same_bytes_twice": same,
        "seconds": round(time.monotonic() - began, 1),
    }
    (chosen.out / "deb.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    for line in errors[:20]:
        print(line)
    print(
        f"deb: {told['package']}, {told['package_mb']} MB, {len(errors)} lintian errors, {told['seconds']} s"
    )
    return 1 if errors or same is False else 0


if __name__ == "__main__":
    sys.exit(main())
