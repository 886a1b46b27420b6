"""`make appliance-test IMAGE=1`: the image in QEMU, from the first start to an update that is cut off.

The image is built for the trial with the same steps as `make image`, signed with OVMF's public test key, and
with an agent laid over it that does what the trial asks (lay_over/). Emulated without KVM. Each stage stands
for itself: one that fails is told, and the others run. Figures go into build/appliance.json beside the
package's.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
from PIL import Image

from appliance.deb.build import NAME
from appliance.deb.environment import ROOT, BuildError
from appliance.trial.image.glass import START_S, shows, type_line
from appliance.trial.image.prepare import host, prepare_bundles, prepare_image
from appliance.trial.image.qemu import HEIGHT, WIDTH, Kiosk, differing, disk_over, started
from appliance.trial.machine import TrialError
from appliance.trial.run import write_stick
from kiosk_app.servicing.maintenance import Notice

_DROP_IN = Path("/etc/systemd/system/kiosk.service.d/emulated.conf")
_EMULATED = "[Service]\nEnvironment=WLR_RENDERER=pixman QT_QUICK_BACKEND=software\n"
"""The emulated panel has no graphics processor: compositor and screen draw by themselves."""
_SAME = 0.002
_LIKE = 0.05
_PASSPHRASE = "tinh-da-nang-2026"  # noqa: S105 – typed into a machine that is thrown away


class ImageTrial:
    """The stages, their figures, and the files that they hand on."""

    def __init__(self, work: Path, figures: dict[str, Any], cuts: int) -> None:
        """`cuts`: how often the plug is pulled while an update is installed."""
        self.work, self.figures, self.cuts = work, figures, cuts
        self.image, self.bundles = work / "kiosk.img", work / "bundles.img"
        self.disk, self.tpm = work / "disk.qcow2", work / "tpm"
        self.recovery = _identity(work / "recovery.key")
        self.refused = 0
        self.refusals: list[str] = []

    def prepare(self, package: Path) -> None:
        """Build the image."""
        self.bundles.unlink(missing_ok=True)
        self.figures.update(prepare_image(self.work, package, str(self.recovery.to_public())))

    def kiosk(self, name: str, disk: Path | None = None, tpm: Path | None = None) -> Any:
        """Start a machine with the trial's disk and chip, or others."""
        return started(
            self.work / name, disk or self.disk, tpm=self.tpm if tpm is None else tpm, more=(self.bundles,)
        )

    def first_start(self) -> None:
        """A bare machine: the data partition is made, the glass says that it is to be set up; then it is."""
        disk_over(self.image, self.disk)
        shutil.rmtree(self.tpm, ignore_errors=True)
        with self.kiosk("first") as kiosk:
            kiosk.wait_up(START_S)
            self.figures["first_start_notice_s"] = round(shows(kiosk, Notice.NOT_PROVISIONED), 1)
            _is(
                kiosk,
                "the data partition is not encrypted",
                "sh",
                "-c",
                "cryptsetup status data | grep LUKS2",
            )
            _is(
                kiosk,
                "the data does not lie below /var",
                "sh",
                "-c",
                "findmnt -no SOURCE /var | grep mapper/data",
            )
            _is(kiosk, "the root can be written", "sh", "-c", "! touch /usr/here")
            _is(kiosk, "Secure Boot is off", "sh", "-c", "bootctl status | grep -i 'secure boot: enabled'")
            self._provision(kiosk)
            kiosk.until("welcome", lambda: _active(kiosk), START_S)
            time.sleep(15)
            kiosk.picture("welcome").save(self.work / "welcome.png")
            _is(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
            kiosk.off()

    def _recovery_opens(self, kiosk: Kiosk) -> None:
        """What lies on the boot partition opens the data, for whoever holds the province's key alone."""
        sealed = base64.b64decode(kiosk.run("base64", "/efi/EFI/kiosk/recovery.age").out)
        key = pyrage.decrypt(sealed, [self.recovery]).decode()
        script = (
            "cryptsetup open --test-passphrase --key-file - $(blkid -L kiosk-data -t TYPE=crypto_LUKS || "
        )
        script += "readlink -f /dev/disk/by-partlabel/kiosk-data)"
        if kiosk.run("sh", "-c", script, stdin=key, check=False).code:
            raise TrialError("the recovery key does not open the data partition")
        self.figures["recovery_key_opens"] = True

    def _provision(self, kiosk: Kiosk) -> None:
        folder = self.work / "stick"
        shutil.rmtree(folder, ignore_errors=True)
        (self.work / "province.key").unlink(missing_ok=True)
        write_stick(folder)
        kiosk.run("mkdir", "-p", "/run/stick")
        kiosk.run("mkdir", "-p", str(_DROP_IN.parent))
        kiosk.run("sh", "-c", f"cat > {_DROP_IN}", stdin=_EMULATED)
        kiosk.run("systemctl", "daemon-reload")
        for path in sorted(folder.iterdir()):
            text = base64.b64encode(path.read_bytes()).decode()
            kiosk.run("sh", "-c", f"base64 -d > /run/stick/{path.name}", stdin=text)
        words = ("kioskctl", "provision", "--from", "/run/stick", "--no-wifi", "--no-find")
        shown = kiosk.run(*words, check=False)
        told = re.search(r"dấu vân tay ((?:[0-9a-f]{4} ?){8})", shown.err)
        if told is None:
            raise TrialError(f"provision: {shown.out[-400:]}{shown.err[-800:]}")
        kiosk.run(*words, "--trust", told.group(1).strip())

    def second_start(self) -> None:
        """The kiosk of every morning: to the welcome screen by itself, the slot kept, keys without use."""
        with self.kiosk("second") as kiosk:
            kiosk.wait_up(START_S)
            touch = kiosk.until("welcome", lambda: _active(kiosk), START_S)
            self.figures["boot_to_touch_s"] = round(touch, 1)
            kiosk.until("the slot is kept", lambda: "kiosk-a.conf" in _entries(kiosk), 300)
            time.sleep(15)
            here = kiosk.picture()
            with Image.open(self.work / "welcome.png") as before:
                self.figures["welcome_differs_from_first"] = round(differing(here, before), 4)
            self._like_drawn(kiosk, here)
            self._keys(kiosk, here)
            self._plugged(kiosk)
            kiosk.tap(WIDTH // 2, HEIGHT * 3 // 4)
            time.sleep(10)
            self.figures["tap_changes_screen"] = round(differing(kiosk.picture("tapped"), here), 4)
            kiosk.off()

    def _like_drawn(self, kiosk: Kiosk, here: Image.Image) -> None:
        """Compare with what the same program draws from the same configuration without any machine."""
        folder = self.work / "drawn"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        text = kiosk.run("cat", "/etc/kiosk/kiosk.toml").out
        text = text.replace("/var/lib/kiosk-queue", str(folder)).replace("/run/kiosk", str(folder))
        (folder / "kiosk.toml").write_text(text, encoding="utf-8")
        out = folder / "welcome.png"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "appliance.trial.image.welcome"),
                *(str(folder / "kiosk.toml"), str(out)),
            ],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise TrialError(f"the welcome screen could not be drawn: {done.stderr[-600:]}")
        with Image.open(out) as drawn:
            share = differing(here, drawn.convert("RGB").resize(here.size))
        self.figures["welcome_differs_from_drawn"] = round(share, 4)
        if share > _LIKE:
            raise TrialError(f"the booted screen differs from the drawn one in {share:.1%} of its pixels")

    def _keys(self, kiosk: Kiosk, before: Image.Image) -> None:
        """Keys that try to leave change nothing."""
        pid = kiosk.run("systemctl", "show", "-P", "MainPID", "kiosk.service").out
        tried = (
            ("alt", "f4"),
            ("ctrl", "alt", "f2"),
            ("alt", "tab"),
            ("alt", "esc"),
            ("ctrl", "alt", "delete"),
            ("alt", "sysrq", "b"),
            ("ctrl", "alt", "backspace"),
        )
        kept = 0
        for keys in tried:
            kiosk.keys(*keys)
            time.sleep(5)
            same = kiosk.run("systemctl", "show", "-P", "MainPID", "kiosk.service").out == pid
            if same and differing(kiosk.picture(), before) < _SAME * 5:
                kept += 1
                self._refuse("+".join(keys))
        self.figures["keys_refused"] = f"{kept} of {len(tried)}"
        if kept != len(tried):
            raise TrialError(f"only {kept} of {len(tried)} keys were without use")

    def _plugged(self, kiosk: Kiosk) -> None:
        """A keyboard and a stick that somebody plugs in are refused by USBGuard."""
        stick = self.work / "stick.img"
        host("truncate", "-s", "16M", str(stick))
        kiosk.monitor("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
        kiosk.monitor(
            "blockdev-add",
            **{"driver": "raw", "node-name": "stick", "file": {"driver": "file", "filename": str(stick)}},
        )
        kiosk.monitor("device_add", driver="usb-storage", id="stick", drive="stick", bus="usb.0")
        time.sleep(20)
        told = kiosk.run("usbguard", "list-devices", check=False).out
        self.figures["usb_devices"] = [re.sub(r" serial.*", "", line) for line in told.splitlines()]
        seen = kiosk.run("sh", "-c", "ls /dev/sd* 2>/dev/null | wc -l", check=False).out.strip()
        if seen != "0":
            raise TrialError("a stick that was plugged in can be read")
        self._refuse("usb storage")
        inputs = kiosk.run("cat", "/proc/bus/input/devices").out
        if "QEMU USB Keyboard" in inputs:
            raise TrialError("a keyboard that was plugged in is taken")
        self._refuse("usb keyboard")

    def updates(self) -> None:
        """Updates that are not the province's are refused; the right one starts from the other slot."""
        with self.kiosk("updates") as kiosk:
            kiosk.wait_up(START_S)
            kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
            entries = _entries(kiosk)
            for name in ("stranger", "bent"):
                done = kiosk.run("rauc", "install", f"/run/bundles/{name}.raucb", check=False)
                slot = _slot(kiosk)
                if done.code == 0 or (name == "stranger" and _entries(kiosk) != entries) or slot != "a":
                    raise TrialError(f"the update {name} was not refused: {done.out[-400:]}{done.err[-400:]}")
                self._refuse(f"update {name}")
            began = time.monotonic()
            kiosk.run("rauc", "install", "/run/bundles/good.raucb")
            self.figures["update_s"] = round(time.monotonic() - began, 1)
            kiosk.run("systemctl", "--no-block", "reboot")
            time.sleep(20)
            kiosk.wait_up(START_S)
            if _slot(kiosk) != "b":
                raise TrialError("after the update the old slot started")
            kiosk.until("welcome", lambda: _active(kiosk), START_S)
            kiosk.until("the slot is kept", lambda: "kiosk-b.conf" in _entries(kiosk), 300)
            _is(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
            self.figures["updated_to"] = "b"
            kiosk.off()

    def broken_slot(self) -> None:
        """A slot whose root was damaged starts three times and then the other one starts by itself."""
        disk = disk_over(self.disk, self.work / "broken.qcow2")
        with self.kiosk("broken", disk) as kiosk:
            kiosk.wait_up(START_S)
            here = _slot(kiosk)
            other = "a" if here == "b" else "b"
            kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
            kiosk.run("rauc", "install", "/run/bundles/good.raucb")
            spoil = (
                f"dd if=/dev/urandom of=/dev/disk/by-partlabel/kiosk-root-{other} bs=1M count=8 conv=fsync"
            )
            kiosk.run("sh", "-c", spoil)
            began = time.monotonic()
            kiosk.run("systemctl", "--no-block", "reboot")
            time.sleep(20)
            kiosk.wait_up(START_S * 2)
            if _slot(kiosk) != here:
                raise TrialError("the damaged slot started")
            kiosk.until("welcome", lambda: _active(kiosk), START_S)
            self.figures["fall_back_s"] = round(time.monotonic() - began, 1)
            self.figures["entries_after_fall_back"] = _entries(kiosk)
            self.figures["fallbacks"] = self.figures.get("fallbacks", 0) + 1

    def wrong_signature(self) -> None:
        """The firmware refuses a kernel that nobody signed; after three tries the other slot starts."""
        disk = disk_over(self.disk, self.work / "unsigned.qcow2")
        with self.kiosk("unsigned", disk) as kiosk:
            kiosk.wait_up(START_S)
            here = _slot(kiosk)
            other = "a" if here == "b" else "b"
            kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
            kiosk.run("cp", "/run/bundles/unsigned.efi", f"/efi/EFI/kiosk/{other}.efi")
            kiosk.run("/usr/lib/kiosk-image/boot_slots.py", "set-primary", other)
            kiosk.run("sync")
            kiosk.off()
        tries = 0
        while True:
            with self.kiosk("unsigned", disk) as kiosk:
                try:
                    kiosk.wait_up(90.0 if tries < 3 else START_S)
                except TrialError:
                    kiosk.picture(f"refused-{tries}")
                    tries += 1
                    if tries > 3:
                        raise
                    continue
                if _slot(kiosk) != here:
                    raise TrialError("an unsigned kernel started")
                break
        if tries != 3:
            raise TrialError(f"{tries} starts were refused, and three were to be")
        self._refuse("unsigned kernel")
        self.figures["fallbacks"] = self.figures.get("fallbacks", 0) + 1

    def cut_updates(self) -> None:
        """The plug is pulled at random moments of an update; a slot starts each time, the queue is whole."""
        disk = disk_over(self.disk, self.work / "cut.qcow2")
        chance = random.Random(17)  # noqa: S311 – moments, not secrets
        longest = float(self.figures.get("update_s", 60.0)) * 1.2
        moments: list[float] = []
        self.figures["updates_cut"] = 0
        for number in range(self.cuts + 1):
            with self.kiosk("cut", disk) as kiosk:
                kiosk.wait_up(START_S)
                slot = _slot(kiosk)
                kiosk.until("welcome", lambda k=kiosk: _active(k), START_S)
                _is(kiosk, "the queue is not well", "kioskctl", "queue", "verify")
                if number:
                    self.figures["updates_cut"] = number
                    print(f"    cut {number} after {moments[-1]:.1f} s: slot {slot} started", flush=True)
                if number == self.cuts:
                    break
                kiosk.run("mount", "--mkdir", "-o", "ro", "/dev/vdb", "/run/bundles")
                kiosk.run("sh", "-c", "rauc install /run/bundles/good.raucb >/dev/null 2>&1 &")
                moments.append(chance.uniform(0.5, longest))
                time.sleep(moments[-1])
                kiosk.cut()
        self.figures["cut_after_s"] = [round(one, 1) for one in moments]

    def changed_chip(self) -> None:
        """Another TPM, or one in another state: the data stays shut, and the glass says so."""
        disk = disk_over(self.disk, self.work / "shut.qcow2")
        other = self.work / "tpm-other"
        shutil.rmtree(other, ignore_errors=True)
        with self.kiosk("shut", disk, other) as kiosk:
            kiosk.wait_up(START_S)
            shows(kiosk, Notice.DATA_SHUT)
            _is(kiosk, "the data is open", "sh", "-c", "! test -e /dev/mapper/data")
            _is(kiosk, "the configuration can be read", "sh", "-c", "! test -e /etc/kiosk/kiosk.toml")
        self._refuse("another TPM")
        with self.kiosk("shut", disk) as kiosk:
            kiosk.wait_up(START_S)
            _is(kiosk, "its own TPM does not open it", "test", "-e", "/dev/mapper/data")
            self._recovery_opens(kiosk)

    def no_chip(self) -> None:
        """Without a TPM the passphrase of the province is set once and asked at each start."""
        disk = disk_over(self.image, self.work / "no-chip.qcow2")
        folder = self.work / "no-chip"
        with started(folder, disk, tpm=None, more=(self.bundles,)) as kiosk:
            shows(kiosk, Notice.UNSET)
            for _ in range(2):
                type_line(kiosk, _PASSPHRASE)
            kiosk.wait_up(START_S)
            kiosk.off()
        with started(folder, disk, tpm=None, more=(self.bundles,)) as kiosk:
            shows(kiosk, Notice.LOCKED)
            type_line(kiosk, "not-the-passphrase")
            shows(kiosk, Notice.MISTYPED)
            self._refuse("wrong passphrase")
            type_line(kiosk, _PASSPHRASE)
            kiosk.wait_up(START_S)
            _is(kiosk, "the data is not open", "test", "-e", "/dev/mapper/data")

    def _refuse(self, what: str) -> None:
        self.refusals.append(what)
        self.figures["refused_by_image"] = list(self.refusals)


def _identity(path: Path) -> pyrage.x25519.Identity:
    """Give the province's key of this trial; an image that is kept was made for it."""
    if not path.exists():
        path.write_text(str(pyrage.x25519.Identity.generate()), encoding="ascii")
    return pyrage.x25519.Identity.from_str(path.read_text(encoding="ascii"))


def _active(kiosk: Kiosk) -> bool:
    return kiosk.run("systemctl", "is-active", "kiosk.service", check=False).out.strip() == "active"


def _entries(kiosk: Kiosk) -> list[str]:
    return sorted(kiosk.run("ls", "/efi/loader/entries", check=False).out.split())


def _slot(kiosk: Kiosk) -> str:
    return kiosk.run("/usr/lib/kiosk-image/boot_slots.py", "get-current").out.strip()


def _is(kiosk: Kiosk, otherwise: str, *command: str) -> None:
    done = kiosk.run(*command, check=False)
    if done.code:
        raise TrialError(f"{otherwise}: {done.out[-300:]}{done.err[-300:]}")


_STAGES = (
    *("first_start", "second_start", "changed_chip", "updates", "broken_slot"),
    *("wrong_signature", "no_chip", "cut_updates"),
)


def main() -> int:
    """Run the stages; gives the exit code: 0 all that were asked for passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="default: the one that `make deb` left in build/")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "image-trial")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "appliance.json")
    parser.add_argument("--cuts", type=int, default=20, help="how often the plug is pulled in an update")
    parser.add_argument("--keep-image", action="store_true", help="take the image of the last run")
    parser.add_argument("--stages", nargs="*", choices=_STAGES, default=list(_STAGES))
    chosen = parser.parse_args()
    package = chosen.package or next(iter(sorted((ROOT / "build").glob(f"{NAME}_*_amd64.deb"))), None)
    if package is None:
        print("appliance-test: no package; run `make deb` first", file=sys.stderr)
        return 2
    chosen.work.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = json.loads(chosen.out.read_text(encoding="utf-8")) if chosen.out.exists() else {}
    trial = ImageTrial(chosen.work, told, chosen.cuts)
    before = int(told.get("refused", 0)) - len(told.get("refused_by_image", []))
    stages: list[tuple[str, Callable[[], None]]] = []
    if not chosen.keep_image:
        stages.append(("image", lambda: trial.prepare(package)))
    if not trial.bundles.exists() or not chosen.keep_image:
        stages.append(("bundles", lambda: prepare_bundles(chosen.work, trial.bundles)))
    stages += [(name, getattr(trial, name)) for name in chosen.stages]
    failed: dict[str, str] = {}
    for name, work in stages:
        began = time.monotonic()
        try:
            work()
        except (TrialError, BuildError, subprocess.SubprocessError, OSError) as error:
            failed[name] = str(error)
        seconds = round(time.monotonic() - began, 1)
        told[f"stage_{name}_s"] = seconds
        told["image_failed"] = failed
        # What the package refused in its own trial stands in the same figure.
        told["refused"] = before + len(trial.refusals)
        print(f"  {name}: {seconds} s{' FAILED: ' + failed[name] if name in failed else ''}", flush=True)
        chosen.out.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if name in failed and name in ("image", "bundles", "first_start"):
            break
    print(json.dumps(told, indent=2, ensure_ascii=False))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
