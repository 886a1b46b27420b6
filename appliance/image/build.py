"""`make image`: a disk image with Secure Boot, a verified root, two slots and an encrypted data partition.

Takes the package that `make deb` left in build/. Without keys of one's own it signs with the public key of
OVMF's test firmware and a bundle key made here: such an image is for QEMU and is never delivered. Ends with
one line, and writes build/image.json.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from appliance.deb.build import NAME
from appliance.deb.environment import ROOT, BuildError, run
from appliance.image import bundle, disk, kernel_image
from appliance.image.onboard.boot_slots import TRIES, entry_text
from appliance.image.root import initrd, lay, squash

_TRIAL_KEY = Path("/usr/share/ovmf/PkKek-1-snakeoil.key")
TRIAL_CERTIFICATE = Path("/usr/share/ovmf/PkKek-1-snakeoil.pem")
_TRIAL_PASSPHRASE = "snakeoil"  # noqa: S105 – of a key that every Debian carries
_LOADER = "timeout 0\neditor no\nauto-firmware no\nconsole-mode keep\n"
_SLOT_ROOM = 1.5
"""How much larger a slot is than the root of today: later versions must fit."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Who signs: Secure Boot's key and certificate, the bundles' key and certificate."""

    boot_key: Path
    boot_certificate: Path
    bundle_key: Path
    bundle_certificate: Path


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one build."""

    image: Path
    update: Path
    unsigned: Path
    root_mb: float


def build(
    work: Path,
    package: Path,
    keys: Keys,
    *,
    version: str,
    extra: Path | None = None,
    recovery: str = "",
    province: Path | None = None,
    words: str = "",
) -> Made:
    """Build image and update below `work`. Raises `BuildError`."""
    epoch = int(
        subprocess.run(
            ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], check=True, capture_output=True, text=True
        ).stdout
    )
    work.mkdir(parents=True, exist_ok=True)
    root = lay(
        work,
        package,
        version,
        extra=extra,
        bundles_ca=keys.bundle_certificate,
        recovery=recovery,
        province=province,
    )
    kernel, first = initrd(root)
    _told("root and initrd")
    packed, digests = work / "root.img", work / "hash.img"
    squash(root, packed, epoch)
    _told("packed")
    root_hash = verity(packed, digests)
    kernels = {}
    for slot in ("a", "b"):
        line = work / f"cmdline.{slot}"
        line.write_text(f"{kernel_image.command_line(slot, root_hash)} {words}".strip(), encoding="ascii")
        parts = {
            ".osrel": root / "usr/lib/os-release",
            ".cmdline": line,
            ".linux": kernel,
            ".initrd": first,
        }
        kernel_image.join(root / kernel_image.STUB, parts, work / f"{slot}.unsigned.efi")
        kernels[slot] = work / f"{slot}.efi"
        kernel_image.sign(work / f"{slot}.unsigned.efi", keys.boot_key, keys.boot_certificate, kernels[slot])
    loader = work / "systemd-boot.efi"
    kernel_image.sign(
        root / "usr/lib/systemd/boot/efi/systemd-bootx64.efi", keys.boot_key, keys.boot_certificate, loader
    )
    image = work / "kiosk.img"
    _disk(work, image, packed, digests, kernels["a"], loader)
    _told("disk")
    update = work / "kiosk.raucb"
    parts = {"root.img": packed, "hash.img": digests, "a.efi": kernels["a"], "b.efi": kernels["b"]}
    bundle.make(work, parts, version, keys.bundle_key, keys.bundle_certificate, update)
    shutil.rmtree(root)
    return Made(image, update, work / "a.unsigned.efi", packed.stat().st_size / 1e6)


def verity(packed: Path, digests: Path) -> str:
    """Write the tree of digests of a root; gives the root hash. Raises `BuildError`."""
    digests.unlink(missing_ok=True)
    told = subprocess.run(
        ["veritysetup", "format", str(packed), str(digests)], capture_output=True, text=True, check=False
    )
    found = re.search(r"^Root hash:\s+([0-9a-f]{64})$", told.stdout, re.MULTILINE)
    if told.returncode or found is None:
        raise BuildError(f"veritysetup: {told.stderr[-500:]}")
    return found[1]


def _disk(work: Path, image: Path, packed: Path, digests: Path, kernel: Path, loader: Path) -> None:
    tree = work / "esp"
    shutil.rmtree(tree, ignore_errors=True)
    for folder in ("EFI/BOOT", "EFI/kiosk", "loader/entries"):
        (tree / folder).mkdir(parents=True)
    shutil.copyfile(loader, tree / "EFI/BOOT/BOOTX64.EFI")
    shutil.copyfile(kernel, tree / "EFI/kiosk/a.efi")
    (tree / "loader/loader.conf").write_text(_LOADER, encoding="ascii")
    (tree / f"loader/entries/kiosk-a+{TRIES}.conf").write_text(entry_text("a", 1), encoding="ascii")
    slot_mb = round(packed.stat().st_size * _SLOT_ROOM / disk.MIB)
    hash_mb = round(digests.stat().st_size * _SLOT_ROOM / disk.MIB) + 1
    partitions = disk.layout(slot_mb, hash_mb)
    esp = work / "esp.img"
    disk.boot_partition(esp, tree, partitions[0].size)
    shutil.rmtree(tree)
    disk.write(image, partitions, {"kiosk-esp": esp, "kiosk-root-a": packed, "kiosk-hash-a": digests})
    esp.unlink()


def trial_boot_key(folder: Path) -> Path:
    """Give OVMF's public test key without its passphrase. Raises `BuildError`."""
    opened = folder / "boot.key"
    if not _TRIAL_KEY.exists():
        raise BuildError("no key for Secure Boot: give --boot-key and --boot-certificate, or install ovmf")
    run(["openssl", "pkey", "-in", _TRIAL_KEY, "-passin", f"pass:{_TRIAL_PASSPHRASE}", "-out", opened])
    return opened


def _told(what: str) -> None:
    print(f"  {what}", flush=True)


def main() -> int:
    """Build and tell; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="default: the one that `make deb` left in build/")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "image")
    parser.add_argument("--boot-key", type=Path, help="Secure Boot: private key (PEM)")
    parser.add_argument("--boot-certificate", type=Path, help="Secure Boot: its certificate")
    parser.add_argument("--bundle-key", type=Path, help="updates: private key (PEM)")
    parser.add_argument("--bundle-certificate", type=Path, help="updates: certificate")
    parser.add_argument("--recovery", default="", metavar="AGE", help="the province's age recipient")
    parser.add_argument("--province", type=Path, metavar="PEM", help="the province's key for set-up files")
    parser.add_argument("--lay-over", type=Path, help="a folder laid over the root: for the trial alone")
    parser.add_argument("--kernel-words", default="", help="more for the kernel's line: for the trial alone")
    parser.add_argument("--pack", action="store_true", help="compress the image with zstd too")
    chosen = parser.parse_args()
    own = (chosen.boot_key, chosen.boot_certificate, chosen.bundle_key, chosen.bundle_certificate)
    package = chosen.package or next(iter(sorted((ROOT / "build").glob(f"{NAME}_*_amd64.deb"))), None)
    if package is None:
        print("image: no package; run `make deb` first", file=sys.stderr)
        return 2
    if any(own) and not all(own):
        print("image: give all four of key and certificate, or none for a trial image", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        chosen.work.mkdir(parents=True, exist_ok=True)
        if all(own):
            keys = Keys(*own)
        else:
            keys = Keys(trial_boot_key(chosen.work), TRIAL_CERTIFICATE, *bundle.trial_keys(chosen.work))
        made = build(
            chosen.work,
            package,
            keys,
            version=importlib.metadata.version(NAME),
            extra=chosen.lay_over,
            recovery=chosen.recovery,
            province=chosen.province,
            words=chosen.kernel_words,
        )
        packed = chosen.work / "kiosk.img.zst"
        if chosen.pack:
            disk.pack(made.image, packed)
    except BuildError as error:
        print(f"image: FAILED – {error}", file=sys.stderr)
        return 1
    told = {
        "image": str(made.image.name),
        "image_mb": round(made.image.stat().st_blocks * 512 / 1e6, 1),
        "packed_mb": round(packed.stat().st_size / 1e6, 1) if chosen.pack else None,
        "root_mb": round(made.root_mb, 1),
        "update_mb": round(made.update.stat().st_size / 1e6, 1),
        "signed_with_public_trial_keys": not all(own),
        "laid_over": chosen.lay_over is not None,
        "seconds": round(time.monotonic() - began, 1),
    }
    (chosen.work.parent / "image.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"image: {told}")
    if not all(own):
        print("image: signed with keys that everybody has; for QEMU alone, never to be delivered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
