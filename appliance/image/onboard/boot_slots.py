#!/usr/bin/python3
"""RAUC's view of systemd-boot: which slot starts next, which one is good.

RAUC calls it with a word and a slot (its manual, "Custom Bootloader Backend Interface"). A slot is started
by a file of the boot partition, `loader/entries/kiosk-SLOT.conf`; `kiosk-SLOT+3.conf` has three tries left,
which systemd-boot counts down by renaming, `kiosk-SLOT+0-3.conf` has none and comes last. The highest version
among those that have tries starts. The entries are not signed and need not be: they name a kernel image, and
the firmware starts only what is signed.

It runs on the appliance with Debian's Python alone.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SLOTS = ("a", "b")
TRIES = 3
_NAME = re.compile(r"kiosk-(?P<slot>[ab])(?:\+(?P<left>\d+)(?:-\d+)?)?\.conf", re.IGNORECASE)
_VERSION = re.compile(r"^version\s+(\d+)\s*$", re.MULTILINE)


class SlotError(Exception):
    """What was asked cannot be done; the sentence says why."""


@dataclass(frozen=True)
class Entry:
    """One file of loader/entries. `left`: tries that are left; None: blessed, nobody counts any more."""

    path: Path
    slot: str
    version: int
    left: "int | None"

    @property
    def starts(self) -> bool:
        """Whether systemd-boot still takes it before others."""
        return self.left is None or self.left > 0


def entries(boot: Path) -> "list[Entry]":
    """Give the kiosk's entries of a boot partition, the one that starts next first."""
    found = []
    for path in sorted((boot / "loader" / "entries").glob("*")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            continue
        version = _VERSION.search(path.read_text(encoding="utf-8", errors="replace"))
        left = name["left"]
        found.append(
            Entry(
                path,
                name["slot"].lower(),
                int(version[1]) if version else 0,
                None if left is None else int(left),
            )
        )
    return sorted(found, key=lambda entry: (entry.starts, entry.version), reverse=True)


def primary(boot: Path) -> str:
    """Give the slot that starts next. Raises `SlotError` where there is none."""
    found = entries(boot)
    if not found:
        raise SlotError(f"{boot}: no slot has an entry")
    return found[0].slot


def set_primary(boot: Path, slot: str) -> None:
    """Have a slot start next, on trial: it has three tries to reach a screen. Raises `SlotError`."""
    kernel = boot / "EFI" / "kiosk" / f"{slot}.efi"
    if not kernel.is_file():
        raise SlotError(f"{kernel}: slot {slot} has no kernel")
    before = entries(boot)
    version = max((entry.version for entry in before), default=0) + 1
    folder = boot / "loader" / "entries"
    text = entry_text(slot, version)
    # A name that systemd-boot does not take for an entry until all of it is on the disk.
    unfinished = folder / f"kiosk-{slot}.new"
    with unfinished.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    for entry in before:
        if entry.slot == slot:
            entry.path.unlink()
    _renamed(unfinished, folder / f"kiosk-{slot}+{TRIES}.conf")


def entry_text(slot: str, version: int) -> str:
    """Give the contents of an entry."""
    return f"title Kiosk {slot.upper()}\nsort-key kiosk\nversion {version}\nefi /EFI/kiosk/{slot}.efi\n"


def state(boot: Path, slot: str) -> str:
    """Give `good`, or `bad` where nothing starts the slot any more."""
    return "good" if any(entry.starts for entry in entries(boot) if entry.slot == slot) else "bad"


def set_state(boot: Path, slot: str, wanted: str) -> None:
    """Bad: no entry, since what is about to be written over must not start. Good: nobody counts any more."""
    for entry in entries(boot):
        if entry.slot == slot:
            if wanted == "bad":
                entry.path.unlink()
            elif entry.left is not None:
                _renamed(entry.path, entry.path.with_name(f"kiosk-{slot}.conf"))
    _to_disk(boot / "loader" / "entries")


def _on_trial(boot: Path, slot: str) -> str:
    """Give a word where the running slot's own tries are counted, for who keeps a slot or starts it anew.

    systemd-bless-boot goes by the entry that the loader counted last. A kernel that the firmware refuses ends
    the loader, the firmware starts it anew without a reset, and the other slot would have the refused one
    kept. Raises `SlotError`.
    """
    if all(entry.left is None for entry in entries(boot) if entry.slot == slot):
        raise SlotError(f"slot {slot} is not on trial: no entry is kept")
    return f"slot {slot} is on trial"


def current(command_line: str) -> str:
    """Give the slot that runs, from the kernel's command line. Raises `SlotError`."""
    found = re.search(r"(?:^|\s)rauc\.slot=([ab])(?:\s|$)", command_line)
    if found is None:
        raise SlotError("the kernel was not told its slot")
    return found[1]


def answer(words: Sequence[str], boot: Path, command_line: str) -> str:
    """Do what RAUC asks and give the line it reads. Raises `SlotError`."""
    match [word.lower() for word in words]:
        case ["get-primary"]:
            return primary(boot)
        case ["get-current"]:
            return current(command_line)
        case ["get-state", slot] if slot in SLOTS:
            return state(boot, slot)
        case ["set-primary", slot] if slot in SLOTS:
            set_primary(boot, slot)
        case ["set-state", slot, ("good" | "bad") as wanted] if slot in SLOTS:
            set_state(boot, slot, wanted)
        case ["on-trial"]:
            return _on_trial(boot, current(command_line))
        case _:
            raise SlotError(f"not understood: {' '.join(words)}")
    return ""


def forget_choice() -> None:
    """Have the entries alone decide what starts next.

    Whoever pressed a key while the boot loader ran may have made an entry its default for ever (a variable of
    the firmware): no update would start any more.
    """
    subprocess.run(["bootctl", "set-default", ""], check=False, capture_output=True)


def _renamed(path: Path, target: Path) -> None:
    """Rename so that a power cut leaves one of the two whole.

    On FAT the new name stands on the disk at once and says that the file is empty, until the file is synced.
    """
    path.rename(target)
    _to_disk(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def main() -> int:
    """Answer RAUC; gives the exit code."""
    try:
        said = answer(sys.argv[1:], Path("/efi"), Path("/proc/cmdline").read_text(encoding="utf-8"))
        if [word.lower() for word in sys.argv[1:2]] == ["set-primary"]:
            forget_choice()
    except (SlotError, OSError) as error:
        sys.stderr.write(f"kiosk-boot-slots: {error}\n")
        return 1
    if said:
        sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
