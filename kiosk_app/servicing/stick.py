"""A stick in service mode: let in, mounted where only root looks, and let go of again.

USBGuard refuses all storage; for as long as the stick is wanted one rule lets it in, and not a moment longer.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MOUNT_POINT = Path("/run/kiosk-helper/stick")
_LABEL = "kiosk-helper"
_RULE = f'allow with-interface equals {{ 08:*:* }} label "{_LABEL}"'
_FIRST = "1"
"""Number of the policy's first rule, which lets hubs in: USBGuard puts nothing before the first one."""
_USBGUARD = Path("/usr/bin/usbguard")
_TYPES = "vfat,exfat,ext4"
"""What sticks are sold with, and Linux's own: the kernel's other file systems are not for strangers."""
_NUMBERED = re.compile(r"(\d+): ")
_COMMAND_S = 30.0
_LOOK_S = 0.5
Run = Callable[[Sequence[str]], str]


class StickError(Exception):
    """No stick came, or it cannot be used. `code`: "no_stick" or "bad_stick"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def run_command(command: Sequence[str]) -> str:
    """Run a fixed program; gives what it says. Raises `StickError`."""
    try:
        done = subprocess.run(  # noqa: S603  fixed programs with words of ours
            list(command), capture_output=True, text=True, timeout=_COMMAND_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StickError("bad_stick") from error
    if done.returncode:
        raise StickError("bad_stick")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Sticks:
    """The machine's ways with sticks; a test hands in its own."""

    sys_folder: Path = Path("/sys")
    dev_folder: Path = Path("/dev")
    mount_point: Path = MOUNT_POINT
    usbguard: Path = _USBGUARD
    run: Run = run_command
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    @contextlib.contextmanager
    def mounted(self, wait_s: float, *, read_only: bool = False) -> Iterator[Path]:
        """Wait for a stick and give its folder; refused again afterwards. Raises `StickError`."""
        with self._let_in():
            device = self._wait(wait_s)
            # nosymfollow: a link on the stick must not lead to a file of this machine.
            options = "nosuid,nodev,noexec,nosymfollow" + (",ro" if read_only else "")
            try:
                self.mount_point.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise StickError("bad_stick") from error
            self.run(["/usr/bin/mount", "-t", _TYPES, "-o", options, str(device), str(self.mount_point)])
            try:
                yield self.mount_point
            finally:
                # Unmounting waits until everything is written: only then is anybody told to pull the stick
                # out.
                self.run(["/usr/bin/umount", str(self.mount_point)])

    def partitions(self) -> list[str]:
        """Give the names of removable partitions on USB, and of whole sticks without any, e.g. "sdb1"."""
        found = []
        for disk in sorted((self.sys_folder / "block").glob("sd*")):
            with contextlib.suppress(OSError):
                if "/usb" not in str(disk.resolve()):
                    continue
                parts = sorted(one.name for one in disk.glob(f"{disk.name}[0-9]*"))
                found += parts or [disk.name]
        return found

    def _wait(self, wait_s: float) -> Path:
        until = self.monotonic() + wait_s
        while True:
            there = [self.dev_folder / name for name in self.partitions()]
            there = [one for one in there if one.exists()]
            if there:
                return there[0]
            if self.monotonic() >= until:
                raise StickError("no_stick")
            self.sleep(_LOOK_S)

    @contextlib.contextmanager
    def _let_in(self) -> Iterator[None]:
        if not self.usbguard.exists():
            yield
            return
        self._refuse_again()
        # USBGuard takes the first rule that matches, so this one goes before the one that refuses all
        # storage. A temporary rule does not survive USBGuard's restart, should this program die before it
        # takes it back.
        words = ["append-rule", "--temporary", "--after", _FIRST, _RULE]
        number = self.run([str(self.usbguard), *words]).strip()
        try:
            yield
        finally:
            if number.isdigit():
                self.run([str(self.usbguard), "remove-rule", number])

    def _refuse_again(self) -> None:
        """Take away what a helper that was killed left: its rule would let in every stick from then on."""
        told = self.run([str(self.usbguard), "list-rules", "--label", _LABEL])
        for line in told.splitlines():
            if found := _NUMBERED.match(line.strip()):
                self.run([str(self.usbguard), "remove-rule", found[1]])
