"""Starts: the first one with its set-up by touches, an ordinary morning, another chip, no chip."""

from __future__ import annotations

import base64
import contextlib
import re
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyrage
from PIL import Image

from appliance.trial.image.devices import set_out
from appliance.trial.image.glass import START_S, shows, type_line
from appliance.trial.image.prepare import stick_image
from appliance.trial.image.qemu import (
    HEIGHT,
    WIDTH,
    Kiosk,
    differing,
    disk_over,
    started,
    switch_secure_boot_off,
)
from appliance.trial.image.trial import SAME, UP, ImageTrial, active, entries, holds
from appliance.trial.machine import TrialError
from kiosk_app.servicing.maintenance import MaintenanceNotice

_PASSPHRASE = "tinh-da-nang-2026"  # noqa: S105 – typed into a machine that is thrown away
_UNKNOWN_MM = 268.0
"""The configuration's own `width_mm`, where the panel does not say how wide it is."""
_KEYS = (
    ("alt", "f4"),
    *(("ctrl", "alt", f"f{number}") for number in range(1, 8)),
    ("alt", "tab"),
    ("alt", "esc"),
    ("ctrl", "alt", "delete"),
    # Restart, crash, end all, kill all, kill one, off, keyboard anew, sync, read-only: kernel.sysrq is 0.
    *(("alt", "sysrq", letter) for letter in "bceifkorsu"),
    ("ctrl", "alt", "backspace"),
)


def first_start(trial: ImageTrial) -> None:
    """A bare machine makes its data partition and shows its set-up; touches and a stick make it a kiosk."""
    disk_over(trial.image, trial.disk)
    for folder in (trial.tpm, trial.home):
        shutil.rmtree(folder, ignore_errors=True)
    with trial.own() as kiosk:
        kiosk.wait_up(START_S)
        trial.figures["first_start_setup_s"] = round(
            kiosk.until("the set-up takes touches", lambda: active(kiosk), START_S), 1
        )
        holds(kiosk, "the data partition is not encrypted", "sh", "-c", "cryptsetup status data | grep LUKS2")
        holds(
            kiosk,
            "the data does not lie below /var",
            "sh",
            "-c",
            "findmnt -no SOURCE /var | grep mapper/data",
        )
        holds(kiosk, "the root can be written", "sh", "-c", "! touch /usr/here")
        holds(kiosk, "Secure Boot is off", "sh", "-c", "bootctl status | grep -i 'secure boot: enabled'")
        set_out(kiosk)
        _set_up(trial, kiosk)
        holds(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
        kiosk.until("the slot is kept", lambda: "kiosk-a.conf" in entries(kiosk), 300)
        kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
        # From here on the other stages begin, without a start of their own.
        kiosk.save(UP)
        kiosk.off()


def _set_up(trial: ImageTrial, kiosk: Kiosk) -> None:
    """Plug the province's stick in, touch what a technician touches, and wait for the welcome screen."""
    drawn, places = set_up_screen(trial, kiosk)
    time.sleep(10)
    here = kiosk.picture("set-up")
    trial.alike("set_up", differing(here, drawn))
    try:
        ask_for_stick(kiosk, places["service.work.stick"])
        kiosk.picture("set-up-waits")
        plug(trial, kiosk)
        kiosk.until(
            "the configuration",
            lambda: kiosk.run("test", "-s", "/etc/kiosk/kiosk.toml", check=False).code == 0,
            300,
        )
        time.sleep(30)
    finally:
        kiosk.picture("set-up-done")
    unplug(kiosk)
    kiosk.tap(*places["nav.back"])
    welcome(trial, kiosk, START_S)
    trial.figures["provision_taps"] = kiosk.taps
    trial.figures["provision_s"] = round(kiosk.seconds(), 1)


def set_up_screen(trial: ImageTrial, kiosk: Kiosk) -> tuple[Image.Image, Mapping[str, list[int]]]:
    """Draw the set-up of a bare machine with this panel; gives the picture and where its items are."""
    return trial.drawn(trial.work / "no-configuration.toml", _width_mm(kiosk), "set-up")


def ask_for_stick(kiosk: Kiosk, place: Sequence[int]) -> None:
    """Touch it, and again where nothing followed, until a stick is waited for. Raises `TrialError`."""

    def waits() -> bool:
        # "Cắm USB của tỉnh vào bây giờ": USBGuard lets one in for as long as set-up waits for it.
        rule = "usbguard list-rules | grep -q 'allow with-interface 08'"
        return kiosk.run("sh", "-c", rule, check=False).code == 0

    for _ in range(_ASKED):
        kiosk.tap(*place)
        with contextlib.suppress(TrialError):
            kiosk.until("a stick is waited for", waits, START_S / 20)
            return
    told = kiosk.run("journalctl", "-b", "-u", "kiosk*", "-u", "usbguard", "-n", "20", "--no-pager").out
    raise TrialError(f"no stick is waited for after {_ASKED} touches: {told[-1500:]}")


def welcome(trial: ImageTrial, kiosk: Kiosk, seconds: float) -> None:
    """Wait until the glass shows the welcome screen of this configuration. Raises `TrialError`."""
    folder = trial.work / "drawn"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = kiosk.run("cat", "/etc/kiosk/kiosk.toml").out
    text = text.replace("/var/lib/kiosk-queue", str(folder)).replace("/run/kiosk", str(folder))
    (folder / "kiosk.toml").write_text(text, encoding="utf-8")
    drawn, _ = trial.drawn(folder / "kiosk.toml", _UNKNOWN_MM, "welcome")
    shares = [1.0]

    def like() -> bool:
        shares.append(differing(kiosk.picture("welcome"), drawn.resize((WIDTH, HEIGHT))))
        return shares[-1] < _SETTLED

    try:
        kiosk.until("the welcome screen as it is drawn", like, seconds)
    except TrialError:
        trial.alike("welcome", min(shares))
    trial.alike("welcome", min(shares))


_SETTLED = 0.02
"""Share of pixels in which the welcome screen may still differ from the drawn one."""
_SLOWEST = 8
"""Units whose time is told."""
_ASKED = 4
"""Touches until the trial gives up: a starved machine answers one late, or libinput drops it."""


def greets(trial: ImageTrial, kiosk: Kiosk) -> None:
    """Wait until a machine that started anew stands before its citizens: not active alone, seen on the glass.

    Raises `TrialError`.
    """
    kiosk.until("welcome", lambda: active(kiosk), START_S)
    set_out(kiosk)
    welcome(trial, kiosk, START_S)


def _width_mm(kiosk: Kiosk) -> float:
    """Give what the panel says of its width: whole centimetres, as compositors read it."""
    told = kiosk.run("sh", "-c", "cat /sys/class/drm/card*-*/edid | base64 -w 0").out
    edid = base64.b64decode(told)
    return float(edid[21] * 10) if len(edid) > 21 and edid[21] >= 20 else _UNKNOWN_MM


def plug(trial: ImageTrial, kiosk: Kiosk, folder: Path | None = None, *, slow: bool = False) -> None:
    """Plug a stick in with the files of a folder, the province's own when none is named.

    `slow`: it gives a hundred thousand bytes in a second.
    """
    path = stick_image(trial.work, folder or trial.stick)
    node: dict[str, Any] = {"driver": "raw", "file": {"driver": "file", "filename": str(path)}}
    if slow:
        group = {"qom-type": "throttle-group", "id": "slow", "limits": {"bps-total": _SLOW}}
        kiosk.monitor("object-add", **group)
        node = {"driver": "throttle", "throttle-group": "slow", "file": node}
    kiosk.monitor("blockdev-add", **{**node, "node-name": "stick"})
    kiosk.monitor("device_add", driver="usb-storage", id="stick", drive="stick", bus="usb.0")


_SLOW = 100_000


def unplug(kiosk: Kiosk) -> None:
    """Pull it out."""
    kiosk.monitor("device_del", id="stick")
    time.sleep(10)
    kiosk.monitor("blockdev-del", **{"node-name": "stick"})


def second_start(trial: ImageTrial) -> None:
    """The kiosk of every morning: to the welcome screen by itself."""
    with trial.own() as kiosk:
        kiosk.wait_up(START_S)
        touch = kiosk.until("welcome", lambda: active(kiosk), START_S)
        trial.figures["boot_to_touch_s"] = round(touch, 1)
        told = kiosk.run("systemd-analyze", "time", check=False).out
        trial.figures["boot_told"] = told.splitlines()[0] if told else ""
        # By the machine's own clock, from its kernel on: what firmware and loader took is not in it.
        word = ("systemctl", "show", "-P", "ActiveEnterTimestampMonotonic", "kiosk.service")
        trial.figures["kernel_to_touch_s"] = round(int(kiosk.run(*word).out) / 1e6, 1)
        # Of the emulated processors: what of a unit's seconds it worked, and what it waited for others.
        for unit in ("kiosk.service", "kiosk-sync.service"):
            used = kiosk.run("systemctl", "show", "-P", "CPUUsageNSec", unit).out.strip()
            if used.isdecimal():
                trial.figures[f"boot_processor_{unit.partition('.')[0]}_s"] = round(int(used) / 1e9, 1)
        blamed = kiosk.run("systemd-analyze", "blame", "--no-pager", check=False).out.splitlines()
        trial.figures["boot_slowest"] = [" ".join(line.split()) for line in blamed[:_SLOWEST]]
        chain = kiosk.run("systemd-analyze", "critical-chain", "--no-pager", "kiosk.service", check=False).out
        (trial.work / "boot-chain.txt").write_text("\n".join([told, *blamed, chain]), encoding="utf-8")
        set_out(kiosk)
        welcome(trial, kiosk, 300)


def refused_hands(trial: ImageTrial) -> None:
    """Keys that try to leave, a keyboard and a stick that are plugged in; then a touch, which is heard."""
    with trial.own(loaded=UP) as kiosk:
        kiosk.wait_up(START_S)
        _keys(trial, kiosk)
        _plugged(trial, kiosk)
        here = kiosk.picture()
        # The first tile: in the middle of the glass is the gap between two.
        kiosk.tap(WIDTH // 4, HEIGHT * 3 // 10)
        time.sleep(10)
        changed = differing(kiosk.picture("tapped"), here)
        trial.figures["tap_changes_screen"] = round(changed, 4)
        if changed < SAME * 5:
            raise TrialError("a touch of the first tile changed nothing")


def _keys(trial: ImageTrial, kiosk: Kiosk) -> None:
    """Keys that try to leave change nothing."""
    pid = kiosk.run("systemctl", "show", "-P", "MainPID", "kiosk.service").out
    kept = 0
    for keys in _KEYS:
        # Anew for each: the idle screen becomes the notice board by itself. A machine that was just loaded
        # still draws what its clock tells it.
        before = _still(kiosk)
        kiosk.keys(*keys)
        time.sleep(5)
        same = kiosk.run("systemctl", "show", "-P", "MainPID", "kiosk.service").out == pid
        if same and differing(kiosk.picture(), before) < SAME * 5:
            kept += 1
            trial.refuse("+".join(keys))
        else:
            kiosk.picture(f"after-{'-'.join(keys)}")
    trial.figures["keys_refused"] = f"{kept} of {len(_KEYS)}"
    if kept != len(_KEYS):
        raise TrialError(f"only {kept} of {len(_KEYS)} keys were without use")


def _still(kiosk: Kiosk) -> Image.Image:
    """Give the glass once two looks at it are the same. Raises `TrialError`."""
    looks = [kiosk.picture("before-keys")]

    def stands() -> bool:
        looks.append(kiosk.picture("before-keys"))
        # Of a machine that was just loaded the panel has no picture until something is drawn.
        return looks[-1].getbbox() is not None and differing(looks[-1], looks[-2]) < SAME

    kiosk.until("a glass that stands still", stands, 120)
    return looks[-1]


def _plugged(trial: ImageTrial, kiosk: Kiosk) -> None:
    """A keyboard and a stick that somebody plugs in are refused by USBGuard."""
    kiosk.monitor("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
    plug(trial, kiosk)
    time.sleep(20)
    told = kiosk.run("usbguard", "list-devices", check=False).out
    trial.figures["usb_devices"] = [re.sub(r" serial.*", "", line) for line in told.splitlines()]
    seen = kiosk.run("sh", "-c", "ls /dev/sd* 2>/dev/null | wc -l", check=False).out.strip()
    if seen != "0":
        raise TrialError("a stick that was plugged in can be read")
    trial.refuse("usb storage")
    inputs = kiosk.run("cat", "/proc/bus/input/devices").out
    if "QEMU USB Keyboard" in inputs:
        raise TrialError("a keyboard that was plugged in is taken")
    trial.refuse("usb keyboard")


def changed_chip(trial: ImageTrial) -> None:
    """Another TPM, or one in another state: the data stays shut, and the glass says so."""
    trial.put_back()
    disk = disk_over(trial.disk, trial.work / "shut.qcow2")
    other = trial.work / "tpm-other"
    shutil.rmtree(other, ignore_errors=True)
    with trial.kiosk("shut", disk, other) as kiosk:
        kiosk.wait_up(START_S)
        shows(kiosk, MaintenanceNotice.DATA_SHUT)
        holds(kiosk, "the data is open", "sh", "-c", "! test -e /dev/mapper/data")
        holds(kiosk, "the configuration can be read", "sh", "-c", "! test -e /etc/kiosk/kiosk.toml")
    trial.refuse("another TPM")
    with trial.kiosk("shut", disk) as kiosk:
        kiosk.wait_up(START_S)
        holds(kiosk, "its own TPM does not open it", "test", "-e", "/dev/mapper/data")
        _recovery_opens(trial, kiosk)
        kiosk.off()
    # Its own TPM, and a firmware that starts whatever it is given: PCR 7 says so.
    shutil.rmtree(trial.work / "unsecured", ignore_errors=True)
    switch_secure_boot_off(trial.work / "unsecured")
    with trial.kiosk("unsecured", disk) as kiosk:
        kiosk.wait_up(START_S)
        holds(kiosk, "Secure Boot is on", "sh", "-c", "! bootctl status | grep -i 'secure boot: enabled'")
        shows(kiosk, MaintenanceNotice.DATA_SHUT)
        holds(kiosk, "the data is open", "sh", "-c", "! test -e /dev/mapper/data")
    trial.refuse("Secure Boot switched off")


def _recovery_opens(trial: ImageTrial, kiosk: Kiosk) -> None:
    """What lies on the boot partition opens the data, for whoever holds the province's key alone."""
    # Nobody else waits for the boot partition, so it may come after the first answer.
    kiosk.until(
        "the boot partition", lambda: kiosk.run("findmnt", "/efi", check=False).code == 0, START_S / 8
    )
    sealed = base64.b64decode(kiosk.run("base64", "/efi/EFI/kiosk/recovery.age").out)
    key = pyrage.decrypt(sealed, [trial.recovery]).decode()
    script = "cryptsetup open --test-passphrase --key-file - $(blkid -L kiosk-data -t TYPE=crypto_LUKS || "
    script += "readlink -f /dev/disk/by-partlabel/kiosk-data)"
    if kiosk.run("sh", "-c", script, stdin=key, check=False).code:
        raise TrialError("the recovery key does not open the data partition")
    trial.figures["recovery_key_opens"] = True


def no_chip(trial: ImageTrial) -> None:
    """Without a TPM the passphrase of the province is set once and asked at each start."""
    disk = disk_over(trial.image, trial.work / "no-chip.qcow2")
    folder: Path = trial.work / "no-chip"
    with started(folder, disk, tpm=None, more=(trial.bundles,)) as kiosk:
        shows(kiosk, MaintenanceNotice.UNSET)
        for _ in range(2):
            type_line(kiosk, _PASSPHRASE)
        kiosk.wait_up(START_S)
        kiosk.off()
    with started(folder, disk, tpm=None, more=(trial.bundles,)) as kiosk:
        shows(kiosk, MaintenanceNotice.LOCKED)
        type_line(kiosk, "not-the-passphrase")
        shows(kiosk, MaintenanceNotice.MISTYPED)
        trial.refuse("wrong passphrase")
        type_line(kiosk, _PASSPHRASE)
        kiosk.wait_up(START_S)
        holds(kiosk, "the data is not open", "test", "-e", "/dev/mapper/data")
