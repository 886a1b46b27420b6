#!/usr/bin/python3
"""Has the firmware come back to the boot loader when it refuses a slot's kernel image.

A kernel that the firmware does not start ends systemd-boot, and firmware goes on with its next boot option
(UEFI, "Boot Manager"): where there is none the machine stands still until somebody pulls its plug. So the
loader is the next option as often as a slot has tries, and once more for the other slot: each counts a try.

It runs on the appliance with Debian's Python alone.
"""

import struct
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

TIMES = 4
"""The three tries of a slot that was just written, and the start of the other one."""
LOADER = "\\EFI\\BOOT\\BOOTX64.EFI"
_OWNER = "8be4df61-93ca-11d2-aa0d-00e098032b8c"
"""EFI_GLOBAL_VARIABLE."""
_KEPT = struct.pack("<I", 7)
"""Attributes of such a variable: it stays, for the boot services and for the system that runs."""
_ACTIVE = 1
_NUMBERS = 0x10000
"""Boot options have four hexadecimal digits: Boot0000 to BootFFFF."""


@dataclass(frozen=True)
class Partition:
    """The boot partition as the firmware names it; `start` and `size` in sectors of its disk."""

    number: int
    start: int
    size: int
    unique: uuid.UUID


def option(partition: Partition, name: str) -> bytes:
    """Give the boot option that starts the loader of a partition (EFI_LOAD_OPTION)."""
    disk = struct.pack("<BBHIQQ", 4, 1, 42, partition.number, partition.start, partition.size)
    disk += partition.unique.bytes_le + bytes((2, 2))
    file = f"{LOADER}\0".encode("utf-16-le")
    path = disk + struct.pack("<BBH", 4, 4, 4 + len(file)) + file + struct.pack("<BBH", 0x7F, 0xFF, 4)
    return struct.pack("<IH", _ACTIVE, len(path)) + f"{name}\0".encode("utf-16-le") + path


def name_of(said: bytes) -> str:
    """Give what a boot option is called; empty for what is none."""
    for at in range(6, len(said) - 1, 2):
        if said[at : at + 2] == b"\0\0":
            return said[6:at].decode("utf-16-le", "replace")
    return ""


def put(variables: Path, partition: Partition) -> bool:
    """Make the loader the first `TIMES` options; tell whether anything had to be changed."""
    order_at = variables / f"BootOrder-{_OWNER}"
    order = _numbers(order_at.read_bytes()[len(_KEPT) :]) if order_at.exists() else []
    known = {
        int(path.name[4:8], 16): path.read_bytes()[len(_KEPT) :]
        for path in variables.glob(f"Boot[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]-{_OWNER}")
    }
    ours, changed = [], False
    for time in range(1, TIMES + 1):
        wanted = option(partition, f"Kiosk {time}")
        number = next((at for at, said in known.items() if name_of(said) == f"Kiosk {time}"), None)
        if number is None:
            number = next(at for at in range(_NUMBERS) if at not in known)
        if known.get(number) != wanted:
            # One write each: the firmware takes a variable as a whole.
            (variables / f"Boot{number:04X}-{_OWNER}").write_bytes(_KEPT + wanted)
            known[number], changed = wanted, True
        ours.append(number)
    following = ours + [number for number in order if number not in ours]
    if following != order:
        order_at.write_bytes(_KEPT + struct.pack(f"<{len(following)}H", *following))
        changed = True
    return changed


def _numbers(said: bytes) -> "list[int]":
    return [number for (number,) in struct.iter_unpack("<H", said[: len(said) // 2 * 2])]


def boot_partition() -> Partition:
    """Find what is mounted as the boot partition. Raises `OSError`, `ValueError` or `CalledProcessError`."""
    device = _said("findmnt", "--first-only", "--noheadings", "--output", "SOURCE", "--types", "vfat", "/efi")
    described = Path("/sys/class/block") / Path(device).name
    # The kernel counts in 512 bytes whatever the disk's sectors are; the firmware in sectors.
    sector = int((described.resolve().parent / "queue/logical_block_size").read_text(encoding="ascii"))
    start, size = (
        int((described / one).read_text(encoding="ascii")) * 512 // sector for one in ("start", "size")
    )
    unique = uuid.UUID(_said("blkid", "-p", "-s", "PART_ENTRY_UUID", "-o", "value", device))
    return Partition(int((described / "partition").read_text(encoding="ascii")), start, size, unique)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """Put them; gives the exit code."""
    try:
        put(Path("/sys/firmware/efi/efivars"), boot_partition())
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"kiosk-boot-options: the firmware keeps its own order: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
