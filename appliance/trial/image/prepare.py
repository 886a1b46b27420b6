"""Builds the trial's image, and updates: a good one, one that somebody else signed, one that was bent."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from pathlib import Path
from typing import Any

from appliance.deb.build import NAME
from appliance.image import bundle
from appliance.image.build import TRIAL_CERTIFICATE, Keys, build, trial_boot_key
from appliance.trial.machine import TrialError

_LAY_OVER = Path(__file__).parent / "lay_over"
_WORDS = "console=tty0 console=ttyS0,115200 loglevel=6"
"""So that the record of a start that failed says where."""


def prepare_image(work: Path, package: Path, recovery: str, province: Path) -> dict[str, Any]:
    """Write `work`/kiosk.img and the good update; gives the figures.

    `recovery`: an age recipient. `province`: the public key that set-up files are signed with.
    Raises `BuildError`.
    """
    keys = Keys(trial_boot_key(work), TRIAL_CERTIFICATE, *bundle.trial_keys(work))
    made = build(
        work,
        package,
        keys,
        version=importlib.metadata.version(NAME),
        extra=_LAY_OVER,
        recovery=recovery,
        province=province,
        words=_WORDS,
    )
    return {
        "root_mb": round(made.root_mb, 1),
        "image_mb": round(made.image.stat().st_blocks * 512 / 1e6, 1),
        "update_mb": round(made.update.stat().st_size / 1e6, 1),
    }


def prepare_bundles(work: Path, bundles: Path) -> None:
    """Write the disk `bundles` that holds the updates. Raises `BuildError` or `TrialError`."""
    update = work / "kiosk.raucb"
    folder = work / "updates"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "good.raucb").hardlink_to(update)
    parts = {name: work / name for name in ("root.img", "hash.img", "a.efi", "b.efi")}
    strangers = bundle.trial_keys(work, "stranger")
    bundle.make(work, parts, "9.9.9", *strangers, folder / "stranger.raucb")
    bundle.make(work, parts, "0.0.1", *bundle.trial_keys(work), folder / "older.raucb")
    bent = bytearray(update.read_bytes())
    bent[len(bent) // 2] ^= 0xFF
    (folder / "bent.raucb").write_bytes(bent)
    shutil.copyfile(work / "a.unsigned.efi", folder / "unsigned.efi")
    size_mb = sum(path.stat().st_size for path in folder.iterdir()) // 1_000_000 + 128
    bundles.unlink(missing_ok=True)
    host("truncate", "-s", f"{size_mb}M", str(bundles))
    host("mkfs.ext4", "-q", "-d", str(folder), str(bundles))
    shutil.rmtree(folder)


def host(*command: str) -> None:
    """Run a command of the host. Raises `TrialError`."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrialError(f"{command[0]}: {done.stderr[-500:]}")


def stick_image(work: Path, folder: Path) -> Path:
    """Write a stick with the files of a folder; gives it. Raises `TrialError`."""
    path = work / "stick.img"
    path.unlink(missing_ok=True)
    host("truncate", "-s", "16M", str(path))
    host("mkfs.vfat", "-n", "TINH", str(path))
    host("mcopy", "-i", str(path), *map(str, sorted(folder.iterdir())), "::/")
    return path
