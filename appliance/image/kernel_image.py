"""Joins kernel, initrd and command line into one signed file: the unified kernel image.

The firmware checks one signature and with it everything that decides how the root is verified. systemd's stub
is a PE file; each part becomes a section behind its own.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from appliance.deb.environment import BuildError, run

STUB = Path("usr/lib/systemd/boot/efi/linuxx64.efi.stub")
_PAGE = 4096
"""Bytes; sections of a PE image begin at a page."""
_SECTION = re.compile(r"^\s*\d+ \S+\s+([0-9a-f]+)\s+([0-9a-f]+)", re.MULTILINE)


def command_line(slot: str, root_hash: str) -> str:
    """Give the kernel's command line for a slot; it is signed with the rest, so nothing can be added."""
    words = (
        "root=/dev/mapper/root",
        "rootfstype=squashfs",
        "ro",
        f"roothash={root_hash}",
        f"systemd.verity_root_data=/dev/disk/by-partlabel/kiosk-root-{slot}",
        f"systemd.verity_root_hash=/dev/disk/by-partlabel/kiosk-hash-{slot}",
        f"rauc.slot={slot}",
        "init=/usr/lib/kiosk-image/start-root",
        # What cannot start ends in a restart that the boot loader counts, never in a shell.
        "panic=15",
        # The same for process 1, in the initrd and in the root: it would stand still.
        "systemd.crash_reboot=1",
        "rd.shell=0",
        "rd.emergency=reboot",
        # dracut waits for ever for a root that does not come. The disk is there, the kernel came from it: a
        # damaged slot keeps the glass black for three times this.
        "rd.timeout=60",
        "quiet",
        "loglevel=3",
        "vt.global_cursor_default=0",
    )
    return " ".join(words)


def end_of_sections(headers: str) -> int:
    """Give where the last section ends in memory, from `objdump -h`. Raises `BuildError`."""
    found = [int(size, 16) + int(address, 16) for size, address in _SECTION.findall(headers)]
    if not found:
        raise BuildError("the boot stub has no sections")
    return max(found)


def section_options(sizes: Mapping[str, int], start: int) -> list[tuple[str, int]]:
    """Give each section's name and address: one behind the other, each at the beginning of a page."""
    placed = []
    at = _page(start)
    for name, size in sizes.items():
        placed.append((name, at))
        at = _page(at + size)
    return placed


def join(stub: Path, parts: Mapping[str, Path], target: Path) -> None:
    """Write the image, not signed yet. `parts`: section name → file, in order. Raises `BuildError`."""
    told = subprocess.run(["objdump", "-h", str(stub)], capture_output=True, text=True, check=False)
    sizes = {name: path.stat().st_size for name, path in parts.items()}
    words: list[str] = []
    for name, address in section_options(sizes, end_of_sections(told.stdout)):
        words += ["--add-section", f"{name}={parts[name]}", "--change-section-vma", f"{name}={address:#x}"]
    run(["objcopy", *words, stub, target])


def sign(path: Path, key: Path, certificate: Path, target: Path) -> None:
    """Sign a program of the firmware. Raises `BuildError`."""
    run(["sbsign", "--key", key, "--cert", certificate, "--output", target, path])


def verified(path: Path, certificate: Path) -> bool:
    """Tell whether a program is signed by this certificate."""
    words: Sequence[str] = ["sbverify", "--cert", str(certificate), str(path)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _page(at: int) -> int:
    return (at + _PAGE - 1) // _PAGE * _PAGE
