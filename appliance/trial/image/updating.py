"""Updates: refused, taken, broken, unsigned, and cut off at any moment."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable

from appliance.image.build import TRIAL_CERTIFICATE
from appliance.image.onboard.boot_slots import TRIES
from appliance.trial.image.cut import next_start, places_of
from appliance.trial.image.glass import START_S
from appliance.trial.image.qemu import Kiosk, disk_over
from appliance.trial.image.starts import greets
from appliance.trial.image.trial import UP, ImageTrial, active, entries, holds, slot
from appliance.trial.machine import TrialError

_REFUSED = b"Error loading"
"""What systemd-boot says of a kernel image that the firmware does not start. The firmware's own word, "Access
Denied", stands twice: it then says which of its boot options failed."""
_KERNEL = "/efi/EFI/kiosk/b.efi"
_SUPERBLOCK = 96
"""A byte of the root's first block, of which squashfs is told where its tables are."""
_FALLEN_BACK = ["kiosk-a.conf", "kiosk-b+0-3.conf"]
"""Slot a kept as it was, and slot b without tries: kept by nobody, and bad."""
_STARTED_CUTS = 2
"""After how many of the cuts the machine is really started; after all of them the disk is looked at."""


def updates(trial: ImageTrial) -> None:
    """Updates that are not the province's are refused; the right one starts from the other slot."""
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(START_S)
        before = entries(kiosk)
        for name in ("stranger", "bent", "older"):
            done = kiosk.run("rauc", "install", f"/run/bundles/{name}.raucb", check=False)
            kept = name == "bent" or entries(kiosk) == before
            if done.code == 0 or not kept or slot(kiosk) != "a":
                raise TrialError(f"the update {name} was not refused: {done.out[-400:]}{done.err[-400:]}")
            trial.refuse(f"update {name}")
        began = time.monotonic()
        kiosk.run("rauc", "install", "/run/bundles/good.raucb")
        trial.figures["update_s"] = round(time.monotonic() - began, 1)
        kiosk.restart(1, START_S)
        if slot(kiosk) != "b":
            raise TrialError("after the update the old slot started")
        greets(trial, kiosk)
        kiosk.until("the slot is kept", lambda: "kiosk-b.conf" in entries(kiosk), 300)
        holds(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
        trial.figures["updated_to"] = "b"


def broken_slot(trial: ImageTrial) -> None:
    """A slot with one byte of its root changed starts three times and then the other one starts by itself."""
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(START_S)
        kiosk.run("rauc", "install", "/run/bundles/good.raucb")
        # Of a block that every start reads; one that nobody reads is none the less an error for who does.
        _flip(kiosk, "/dev/disk/by-partlabel/kiosk-root-b", _SUPERBLOCK)
        began = time.monotonic()
        kiosk.restart(4, START_S)
        if slot(kiosk) != "a":
            raise TrialError("the damaged slot started")
        kiosk.until("welcome", lambda: active(kiosk), START_S)
        trial.figures["fall_back_s"] = round(time.monotonic() - began, 1)
        greets(trial, kiosk)
        _fell_back(trial, "broken root")
        starts_again(trial, kiosk, "broken root")


def wrong_signature(trial: ImageTrial) -> None:
    """The firmware refuses a kernel that nobody signed; after three tries the other slot starts by itself."""

    def unsigned(kiosk: Kiosk) -> None:
        kiosk.run("cp", "/run/bundles/unsigned.efi", _KERNEL)
        kiosk.run("/usr/lib/kiosk-image/boot_slots.py", "set-primary", "b")

    _refused_kernel(trial, "unsigned kernel", unsigned)


def bent_kernel(trial: ImageTrial) -> None:
    """The same with an update's own kernel image, one byte of it changed."""

    def bent(kiosk: Kiosk) -> None:
        kiosk.run("rauc", "install", "/run/bundles/good.raucb")
        size = int(kiosk.run("stat", "-c", "%s", _KERNEL).out)
        _flip(kiosk, _KERNEL, size // 2)

    _refused_kernel(trial, "bent kernel", bent)


def _flip(kiosk: Kiosk, file: str, at: int) -> None:
    """Change one byte of a file or a partition."""
    script = f"import os;f=open({file!r},'r+b',0);f.seek({at});b=f.read(1);f.seek({at});"
    kiosk.run("python3", "-c", f"{script}f.write(bytes((b[0]^255,)));os.fsync(f.fileno())")


def _refused_kernel(trial: ImageTrial, name: str, lay: Callable[[Kiosk], None]) -> None:
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(START_S)
        lay(kiosk)
        kiosk.run("sync")
        before = kiosk.console().count(_REFUSED)
        began = time.monotonic()
        kiosk.restart(2, START_S)
        tries = kiosk.console().count(_REFUSED) - before
        trial.figures[f"{name.replace(' ', '_')}_tries"] = tries
        if slot(kiosk) != "a":
            raise TrialError(f"the {name} started")
        if tries != TRIES:
            raise TrialError(f"{tries} starts of the {name} were refused, and {TRIES} were to be")
        trial.refuse(name)
        kiosk.until("welcome", lambda: active(kiosk), START_S)
        trial.figures[f"fall_back_from_{name.replace(' ', '_')}_s"] = round(time.monotonic() - began, 1)
        greets(trial, kiosk)
        _fell_back(trial, name)
        starts_again(trial, kiosk, name)


def starts_again(trial: ImageTrial, kiosk: Kiosk, name: str) -> None:
    """Start a machine that fell back once more: one start, no try of the refused slot. Raises `TrialError`.

    Who kept the refused slot by mistake shows here; in the start that fell back nothing is seen of it.
    """
    refused = kiosk.console().count(_REFUSED)
    kiosk.restart(1, START_S)
    if slot(kiosk) != "a":
        raise TrialError(f"after falling back from the {name} slot {slot(kiosk)} started")
    if kiosk.console().count(_REFUSED) != refused:
        raise TrialError(f"after falling back from the {name} it was tried once more")
    greets(trial, kiosk)
    there = entries(kiosk)
    if there != _FALLEN_BACK:
        raise TrialError(f"after falling back from the {name} the entries are {' '.join(there)}")
    trial.figures["entries_after_fall_back"] = there
    again = [one for one in trial.figures.get("started_again", []) if one != name]
    trial.figures["started_again"] = [*again, name]


def cut_updates(trial: ImageTrial) -> None:
    """The plug is pulled at random moments of an update; what would start next is whole each time.

    Every update begins from the machine that was kept, so a cut takes a minute and not a whole start. After
    some of the cuts the machine is really started.
    """
    chance = random.Random(17)  # noqa: S311 – moments, not secrets
    table = subprocess.run(
        ["sfdisk", "--json", str(trial.image)], capture_output=True, text=True, check=True
    ).stdout
    places = places_of(table)
    longest = float(trial.figures.get("update_s", 120.0)) * 1.1
    told: list[str] = []
    trial.figures["updates_cut"] = 0
    started = 0
    for number in range(1, trial.cuts + 1):
        moment = chance.uniform(0.5, longest)
        with trial.own(loaded=UP) as kiosk:
            kiosk.wait_up(START_S)
            kiosk.run("sh", "-c", "rauc install /run/bundles/good.raucb >/run/rauc.log 2>&1 &")
            time.sleep(moment)
            kiosk.cut()
        after = next_start(trial.disk, places, TRIAL_CERTIFICATE, trial.work)
        line = f"{moment:.1f} s: {after.slot}{' on trial' if after.on_trial else ''}"
        line += "".join(f", then {one}" for one in after.others)
        if after.faults:
            raise TrialError(f"cut {number} after {line}: {after.faults[0]}")
        if number * _STARTED_CUTS // trial.cuts > started:
            started += 1
            _starts(trial, after.slot)
            line += "; started"
        told.append(line)
        print(f"    cut {number} after {line}", flush=True)
        trial.figures.update(updates_cut=number, cuts_started=started, cuts=told)


def _starts(trial: ImageTrial, expected: str) -> None:
    disk = disk_over(trial.disk, trial.work / "cut.qcow2")
    with trial.kiosk("cut-start", disk) as kiosk:
        kiosk.wait_up(START_S)
        if slot(kiosk) != expected:
            raise TrialError(f"after a cut slot {slot(kiosk)} started, and {expected} was to")
        in_order = "! journalctl -b -k | grep -F 'Volume was not properly unmounted'"
        holds(kiosk, "the boot partition was not put in order", "sh", "-c", in_order)
        greets(trial, kiosk)
        holds(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
    disk.unlink()


def _fell_back(trial: ImageTrial, what: str) -> None:
    done = [one for one in trial.figures.get("fell_back", []) if one != what]
    trial.figures["fell_back"] = [*done, what]
    trial.figures["fallbacks"] = len(trial.figures["fell_back"])
