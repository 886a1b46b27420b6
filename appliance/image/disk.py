"""The disk: a boot partition, two slots of root and digests, and the beginning of the data partition."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from appliance.deb.environment import BuildError, run

MIB = 1024 * 1024
_ESP, _ROOT, _HASH, _DATA = (
    "C12A7328-F81F-11D2-BA4B-00A0C93EC93B",
    "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709",
    "2C7357ED-EBD2-46D9-AEC1-23D437EC2BF5",
    "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
)


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition: its name, its type's id, where it begins and how large it is, both in MiB."""

    name: str
    kind: str
    start: int
    size: int


def layout(slot_mb: int, hash_mb: int, boot_mb: int = 512, data_mb: int = 32) -> list[Partition]:
    """Give the partitions in order. The data partition grows over the rest of the disk at the first start."""
    wanted = (
        ("kiosk-esp", _ESP, boot_mb),
        ("kiosk-root-a", _ROOT, slot_mb),
        ("kiosk-hash-a", _HASH, hash_mb),
        ("kiosk-root-b", _ROOT, slot_mb),
        ("kiosk-hash-b", _HASH, hash_mb),
        ("kiosk-data", _DATA, data_mb),
    )
    placed, at = [], 1
    for name, kind, size in wanted:
        placed.append(Partition(name, kind, at, size))
        at += size
    return placed


def table(partitions: Sequence[Partition]) -> str:
    """Give what sfdisk reads."""
    lines = [
        f"start={one.start}MiB, size={one.size}MiB, type={one.kind}, name={one.name}" for one in partitions
    ]
    return "label: gpt\n" + "\n".join(lines) + "\n"


def boot_partition(target: Path, tree: Path, size_mb: int) -> None:
    """Make the boot partition's file system from a folder. Raises `BuildError`."""
    target.unlink(missing_ok=True)
    run(["truncate", "-s", f"{size_mb}M", target])
    run(["mkfs.vfat", "-F", "32", "-n", "KIOSK-ESP", target])
    run(["mcopy", "-s", "-i", target, *sorted(tree.iterdir()), "::/"])


def write(target: Path, partitions: Sequence[Partition], contents: dict[str, Path]) -> None:
    """Write the disk; what is empty takes no room. Raises `BuildError` when a content is too large."""
    end = max(one.start + one.size for one in partitions) + 1
    target.unlink(missing_ok=True)
    run(["truncate", "-s", f"{end}M", target])
    done = subprocess.run(
        ["sfdisk", "-q", str(target)],
        input=table(partitions),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"sfdisk: {done.stderr[-500:]}")
    for one in partitions:
        content = contents.get(one.name)
        if content is not None:
            if content.stat().st_size > one.size * MIB:
                raise BuildError(f"{one.name}: {content.stat().st_size} bytes do not fit into {one.size} MiB")
            _copy_into(content, target, one.start * MIB)


def _copy_into(content: Path, target: Path, at: int) -> None:
    with content.open("rb") as source, target.open("r+b") as out:
        position = at
        while piece := source.read(MIB):
            if piece.strip(b"\0"):
                out.seek(position)
                out.write(piece)
            position += len(piece)


def pack(image: Path, target: Path) -> None:
    """Compress the image for the way to the technician. Raises `BuildError`."""
    target.unlink(missing_ok=True)
    if shutil.which("zstd") is None:
        raise BuildError("zstd is not installed")
    run(["zstd", "-q", "-3", "-T0", image, "-o", target])
