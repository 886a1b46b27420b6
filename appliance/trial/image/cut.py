"""What a disk would start next after the plug was pulled, looked at from outside: no start is needed for it.

systemd-boot's choice is worked out from the entries by the image's own `boot_slots`, which `starts.py` and
`updating.py` hold against real starts. Then everything that choice rests on is tried: the boot partition's
file system, the signature of the slot's kernel image, and each block of the root that its root hash names.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from appliance.image.kernel_image import verified
from appliance.image.onboard.boot_slots import Entry, entries
from appliance.trial.image.qemu import part_of
from appliance.trial.machine import TrialError

_ROOT_HASH = re.compile(r"(?:^|\s)roothash=([0-9a-f]{64})(?:\s|$)")
_SLOT = re.compile(r"(?:^|\s)rauc\.slot=([ab])(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Next:
    """What starts next, and whether it is whole."""

    slot: str
    on_trial: bool
    faults: tuple[str, ...]
    """Empty: signed, and every block of its root is the one that was signed."""
    others: tuple[str, ...]
    """The other entries that could start, each "SLOT whole" or "SLOT: fault"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A partition, in bytes."""

    start: int
    size: int


def next_start(disk: Path, places: dict[str, Place], certificate: Path, work: Path) -> Next:
    """Look at a disk whose machine is off. `places`: its partitions by name. Raises `TrialError`."""
    folder = work / "cut"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    boot = _boot_partition(disk, places["kiosk-esp"], folder)
    found = [entry for entry in entries(boot) if entry.starts]
    if not found:
        raise TrialError("no entry of the boot partition starts any more")
    faults = _faults(disk, places, boot, found[0], certificate, folder)
    others = []
    for entry in found[1:]:
        wrong = _faults(disk, places, boot, entry, certificate, folder)
        others.append(f"{entry.slot}: {wrong[0]}" if wrong else f"{entry.slot} whole")
    shutil.rmtree(folder)
    return Next(found[0].slot, found[0].left is not None, tuple(faults), tuple(others))


def places_of(table: str) -> dict[str, Place]:
    """Give the partitions from what `sfdisk --json` printed."""
    told = json.loads(table)["partitiontable"]
    sector = int(told.get("sectorsize", 512))
    return {
        one["name"]: Place(int(one["start"]) * sector, int(one["size"]) * sector)
        for one in told["partitions"]
    }


def kernel_words(line: str) -> tuple[str, str]:
    """Give slot and root hash from a kernel's command line. Raises `TrialError`."""
    slot, root_hash = _SLOT.search(line), _ROOT_HASH.search(line)
    if slot is None or root_hash is None:
        raise TrialError("a kernel image without its slot or its root hash")
    return slot[1], root_hash[1]


def _boot_partition(disk: Path, place: Place, folder: Path) -> Path:
    image = part_of(disk, place.start, place.size, folder / "esp.img")
    _said("fsck.vfat", "-n", str(image), fine=(0, 1))
    boot = folder / "boot"
    boot.mkdir()
    _said("mcopy", "-s", "-n", "-i", str(image), "::/", str(boot))
    inner = [path for path in boot.rglob("loader") if path.is_dir()]
    image.unlink()
    if not inner:
        raise TrialError("the boot partition has no folder of entries")
    return inner[0].parent


def _faults(
    disk: Path, places: dict[str, Place], boot: Path, entry: Entry, certificate: Path, folder: Path
) -> list[str]:
    kernel = next(
        (path for path in (boot / "EFI" / "kiosk").iterdir() if path.name.lower() == f"{entry.slot}.efi"),
        None,
    )
    if kernel is None:
        return ["its kernel image is missing"]
    if not verified(kernel, certificate):
        return ["its kernel image is not signed, or not whole"]
    line = folder / "cmdline"
    _said("objcopy", "-O", "binary", "--only-section=.cmdline", str(kernel), str(line))
    slot, root_hash = kernel_words(line.read_bytes().rstrip(b"\0").decode("ascii"))
    if slot != entry.slot:
        return [f"its kernel image is that of slot {slot}"]
    root = places[f"kiosk-root-{slot}"]
    packed = part_of(disk, root.start, root.size, folder / "root.img")
    digests = places[f"kiosk-hash-{slot}"]
    tree = part_of(disk, digests.start, digests.size, folder / "hash.img")
    done = subprocess.run(
        ["veritysetup", "verify", str(packed), str(tree), root_hash],
        capture_output=True,
        text=True,
        check=False,
    )
    packed.unlink()
    return [f"its root is not whole: {done.stderr.strip()[-120:]}"] if done.returncode else []


def _said(*command: str, fine: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in fine:
        raise TrialError(f"{command[0]}: {(done.stderr or done.stdout)[-400:]}")
    return done.stdout
