"""Falling back, tried in minutes: firmware, loader, kernel and initrd of the image, with a small root.

Slot a holds a root whose first program does what an update does: it lays a broken slot b beside itself, on
trial, and restarts. What follows is the machine's own: nobody pulls a plug. When slot a runs again it tells
the entries of the boot partition, and goes on with the next way to be broken.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from appliance.image import disk, kernel_image
from appliance.image.build import TRIAL_CERTIFICATE, trial_boot_key, verity
from appliance.image.onboard import boot_options
from appliance.image.onboard.boot_slots import TRIES, entry_text
from appliance.image.root import HOME, one_first_program
from appliance.trial.image.glass import START_S
from appliance.trial.image.prepare import host
from appliance.trial.image.qemu import disk_over, started
from appliance.trial.image.trial import ImageTrial
from appliance.trial.machine import TrialError

_SAID = b"kiosk-trial: "
_WORDS = "console=tty0 console=ttyS0,115200 loglevel=6"
_REFUSED = b"Error loading"
_RESTARTED = b"reboot: machine restart"
_MODULES = ("nls_cp437", "nls_ascii", "fat", "vfat", "efivarfs")
_BLOCK = 4096
_GLOBAL = "8be4df61-93ca-11d2-aa0d-00e098032b8c"
"""Whose variables those of the boot order are (UEFI)."""
_FIRMWARES_OWN = 16
"""Numbers of boot options that a firmware gives by itself on a disk as small as this."""
FIRST_PROGRAM = """\
#!/bin/busybox sh
# The root that lays broken slots beside itself. Its kinds stand on the boot partition, one folder each.
b() { /bin/busybox "$@"; }
say() { echo "<1>kiosk-trial: $*" > /dev/kmsg; }
for module in MODULES; do [ -e "/modules/$module.ko" ] && b insmod "/modules/$module.ko"; done
b mount -t efivarfs efivarfs /sys/firmware/efi/efivars
b mount -t vfat /dev/disk/by-partlabel/kiosk-esp /efi || say "no boot partition"
cd /efi/loader/entries || exit
say "slot $(b sed 's/.*rauc.slot=\\(.\\).*/\\1/' /proc/cmdline) runs, entries: $(b ls | b tr '\\n' ' ')"
for variable in /variables/*; do b cat "$variable" > "/sys/firmware/efi/efivars/${variable##*/}"; done
for kind in /efi/kinds/*; do
    [ -e "$kind/name" ] || break
    b cp "$kind/b.efi" /efi/EFI/kiosk/b.efi
    b dd if="$kind/root" of=/dev/disk/by-partlabel/kiosk-root-b bs=4k conv=fsync 2> /dev/null
    b dd if="$kind/hash" of=/dev/disk/by-partlabel/kiosk-hash-b bs=4k conv=fsync 2> /dev/null
    b rm -f kiosk-b*
    b cp "$kind/entry" "kiosk-b+TRIES.conf"
    say "broken: $(b cat "$kind/name")"
    b rm -r "$kind"
    cd /
    b sync
    b umount /efi
    b reboot -f
done
say "no more"
b sync
b umount /efi
b poweroff -f
while :; do b sleep 5; done
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """A way to be broken. `root`, `hash`: what is done to them; `signed`: whether the kernel image is."""

    name: str
    root: Callable[[bytearray], None] | None = None
    hash: Callable[[bytearray], None] | None = None
    signed: bool = True

    def tries(self, console: bytes) -> int:
        """Count the tries of the broken slot in what was said from its laying out to the next slot."""
        # The first of the restarts is the one that began it.
        return console.count(_RESTARTED) - 1 if self.signed else console.count(_REFUSED)


def spoil_front(root: bytearray) -> None:
    """Let nothing be mounted."""
    root[: 2 * _BLOCK] = bytes(byte ^ 0xFF for byte in root[: 2 * _BLOCK])


def spoil_first_program(root: bytearray) -> None:
    """Let the root be mounted and its first program not be read. Raises `TrialError`."""
    at = root.find(FIRST_PROGRAM.splitlines()[1].encode())
    if at < 0:
        raise TrialError("the first program was not found in its root")
    root[at] ^= 0xFF


def spoil_tree(tree: bytearray) -> None:
    """Let the digests be none."""
    tree[:] = bytes(byte ^ 0xFF for byte in tree)


KINDS = (
    Broken("unsigned-kernel", signed=False),
    Broken("damaged-root", root=spoil_front),
    Broken("unread-first-program", root=spoil_first_program),
    Broken("damaged-digests", hash=spoil_tree),
)


def falls_back(trial: ImageTrial) -> None:
    """Break slot b in each way; slot a runs again after three tries, by itself. Raises `TrialError`."""
    folder = trial.work / "falling-back"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    made = _disk(trial.work, folder)
    told: dict[str, str] = {}
    with started(folder / "machine", disk_over(made, folder / "disk.qcow2"), tpm=None) as kiosk:
        for number in range(len(KINDS) + 1):

            def again(wanted: int = number + 1) -> bool:
                return kiosk.console().count(_SAID + b"slot ") >= wanted

            kiosk.until("slot a", again, START_S * 2)
            for name, line in results(kiosk.console()):
                if name not in told:
                    told[name] = line
                    print(f"    {name}: {line}", flush=True)
                    done = [one for one in trial.figures.get("fell_back", []) if one != name]
                    trial.figures["fell_back"] = [*done, name]
                    trial.figures["fallbacks"] = len(trial.figures["fell_back"])
    trial.figures["fell_back_by_itself"] = told
    trial.refuse("unsigned kernel")


def results(console: bytes) -> Iterator[tuple[str, str]]:
    """Give each way that was gone through and what followed. Raises `TrialError`: not three tries."""
    for part in console.split(_SAID + b"broken: ")[1:]:
        before, found, after = part.partition(_SAID + b"slot ")
        if not found or b"\n" not in after:
            return
        kind = next(one for one in KINDS if part.startswith(one.name.encode()))
        line = after.partition(b"\n")[0].decode(errors="replace").strip()
        tries = kind.tries(before)
        if tries != TRIES:
            raise TrialError(f"{kind.name}: {tries} tries, and {TRIES} were to be")
        if not line.startswith("a "):
            raise TrialError(f"{kind.name}: slot {line}")
        yield kind.name, f"{tries} tries, then slot {line}"


def _disk(work: Path, folder: Path) -> Path:
    """Write the disk: signed loader, slot a with the small root, and the ways to be broken."""
    parts = {name: folder / name[1:] for name in (".osrel", ".linux", ".initrd")}
    for name, path in parts.items():
        host("objcopy", "-O", "binary", f"--only-section={name}", str(work / "a.efi"), str(path))
    partitions = disk.layout(8, 2, boot_mb=400, data_mb=4)
    target = folder / "small.img"
    disk.write(target, partitions, {})
    small, stub = _small_root(work, folder, target, parts[".osrel"])
    root, tree = folder / "root.img", folder / "hash.img"
    host("mksquashfs", str(small), str(root), "-noappend", "-quiet", "-no-progress", "-no-fragments", "-noD")
    root_hash = verity(root, tree)
    key = trial_boot_key(folder)
    for slot in ("a", "b"):
        line = folder / f"cmdline.{slot}"
        line.write_text(f"{kernel_image.command_line(slot, root_hash)} {_WORDS}", encoding="ascii")
        unsigned = folder / f"{slot}.unsigned"
        kernel_image.join(stub, {**parts, ".cmdline": line}, unsigned)
        kernel_image.sign(unsigned, key, TRIAL_CERTIFICATE, folder / f"{slot}.efi")
    boot = folder / "boot"
    for name in ("EFI/BOOT", "EFI/kiosk", "loader/entries"):
        (boot / name).mkdir(parents=True)
    shutil.copyfile(work / "systemd-boot.efi", boot / "EFI/BOOT/BOOTX64.EFI")
    shutil.copyfile(folder / "a.efi", boot / "EFI/kiosk/a.efi")
    (boot / "loader/loader.conf").write_text("timeout 0\neditor no\nauto-firmware no\n", encoding="ascii")
    (boot / "loader/entries/kiosk-a.conf").write_text(entry_text("a", 1), encoding="ascii")
    for number, kind in enumerate(KINDS):
        _lay(boot / "kinds" / f"{number}", kind, folder, number)
    disk.boot_partition(folder / "esp.img", boot, partitions[0].size)
    contents = {"kiosk-esp": folder / "esp.img", "kiosk-root-a": root, "kiosk-hash-a": tree}
    with target.open("r+b") as out:
        for one in partitions:
            if one.name in contents:
                out.seek(one.start * disk.MIB)
                out.write(contents[one.name].read_bytes())
    return target


def _lay(place: Path, kind: Broken, folder: Path, number: int) -> None:
    """Put what a slot is broken with onto the boot partition."""
    place.mkdir(parents=True)
    shutil.copyfile(folder / ("b.efi" if kind.signed else "b.unsigned"), place / "b.efi")
    root, tree = (bytearray((folder / name).read_bytes()) for name in ("root.img", "hash.img"))
    if kind.root is not None:
        kind.root(root)
    if kind.hash is not None:
        kind.hash(tree)
    (place / "root").write_bytes(root)
    (place / "hash").write_bytes(tree)
    (place / "name").write_text(f"{kind.name}\n", encoding="ascii")
    (place / "entry").write_text(entry_text("b", 2 + number), encoding="ascii")


def _small_root(work: Path, folder: Path, target: Path, release: Path) -> tuple[Path, Path]:
    """Make the root of one program; gives it, and the boot stub. Of the Debian that the image is made of."""
    base = next(iter(sorted(work.glob("base-*.tar"))), None)
    if base is None:
        raise TrialError("the image was not built here")
    debian, root = folder / "debian", folder / "root"
    with tarfile.open(base) as packed:
        wanted = [one for one in packed.getmembers() if _needed(one.name)]
        packed.extractall(debian, wanted, filter="fully_trusted")  # noqa: S202 - Debian's own, fetched by apt
    for name in (
        "dev",
        "proc",
        "sys",
        "run",
        "tmp",
        "var",
        "efi",
        "etc",
        "bin",
        "sbin",
        "modules",
        "variables",
    ):
        (root / name).mkdir(parents=True)
    (root / "lib").symlink_to("usr/lib")
    (root / "lib64").symlink_to("usr/lib64")
    shutil.copytree(debian / "usr/lib/x86_64-linux-gnu", root / "usr/lib/x86_64-linux-gnu", symlinks=True)
    shutil.copytree(debian / "usr/lib64", root / "usr/lib64", symlinks=True)
    shutil.copyfile(debian / "usr/bin/busybox", root / "bin/busybox")
    (root / "bin/busybox").chmod(0o755)
    for module in debian.rglob("*.ko"):
        shutil.copyfile(module, root / "modules" / module.name)
    shutil.copyfile(release, root / "usr/lib/os-release")
    (root / "etc/os-release").symlink_to("../usr/lib/os-release")
    first = root / HOME / "start-root"
    first.parent.mkdir(parents=True)
    text = FIRST_PROGRAM.replace("MODULES", " ".join(_MODULES)).replace("TRIES", str(TRIES))
    first.write_text(text, encoding="utf-8")
    first.chmod(0o755)
    (root / "usr/sbin").mkdir()
    one_first_program(root)
    (root / "sbin").rmdir()
    (root / "sbin").symlink_to("usr/sbin")
    _variables(target, root / "variables")
    return root, debian / kernel_image.STUB


def _needed(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("./usr/") and (
        last in ("busybox", kernel_image.STUB.name, "libresolv.so.2", "libc.so.6", "ld-linux-x86-64.so.2")
        or last in {f"{module}.ko" for module in _MODULES}
    )


def _variables(target: Path, folder: Path) -> None:
    """Put what `boot_options` writes at a start, as files; with numbers that the firmware does not give."""
    done = subprocess.run(["sfdisk", "--json", str(target)], capture_output=True, text=True, check=True)
    first = json.loads(done.stdout)["partitiontable"]["partitions"][0]
    there = boot_options.Partition(1, int(first["start"]), int(first["size"]), uuid.UUID(first["uuid"]))
    own = [folder / f"Boot{number:04X}-{_GLOBAL}" for number in range(_FIRMWARES_OWN)]
    for path in own:
        path.write_bytes(bytes(12))
    boot_options.put(folder, there)
    for path in own:
        path.unlink()
