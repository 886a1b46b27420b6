"""A kiosk in QEMU: Secure Boot firmware, a TPM, a panel of 1080 × 1920; looked at, tapped, and cut off.

Emulated without KVM, so its seconds are an upper bound. A cut kills QEMU: what the guest had handed to its
disk stays, what lay in its memory is gone.
"""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from appliance.trial.image import wire
from appliance.trial.machine import TrialError

WIDTH, HEIGHT = 1080, 1920
_FIRMWARE = Path("/usr/share/OVMF/OVMF_CODE_4M.snakeoil.fd")
_VARIABLES = Path("/usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd")
_WITHOUT_KEYS = Path("/usr/share/OVMF/OVMF_VARS_4M.fd")
_MEMORY_MB = 3072
# Each access to memory pays for five levels of pages and for their keys, which nothing here uses; and
# with "enhanced" string operations the emulator clears and copies memory byte by byte.
_CPU = "max,la57=off,pku=off,erms=off,fsrm=off"
PORTAL = "portal-port"
PORTAL_HOST, PORTAL_PORT = "10.0.2.100", 8900
_DATA = b"kiosk-image: data "
"""What the image's first program says on the console once the data is open or stays shut."""
_DRAWN_S = 0.5
"""For Qt to draw what the pointer's move has asked for."""
_LOADED_S = 300.0
"""For a memory of this size to be written or read on a loaded machine."""


class Asked:
    """What the machine answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Kiosk:
    """One start of the machine, until it is cut or switched off."""

    def __init__(
        self,
        folder: Path,
        disk: Path,
        *,
        tpm: Path | None,
        more: Sequence[Path] = (),
        loaded: str = "",
        words: Sequence[str] = (),
    ) -> None:
        """`folder` holds sockets, firmware variables and the console's record; `tpm`: the chip's state.

        `more`: raw files that are read-only disks beside the kiosk's own. `loaded`: goes on from what `save`
        kept under this name on the same disk and in the same folder, instead of starting. `words`: more
        for QEMU.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._chip = _chip(folder, tpm) if tpm is not None else None
        variables = folder / "variables.qcow2"
        if not variables.exists():
            # Of a kind that a snapshot can be kept in.
            qemu_img("convert", "-f", "raw", "-O", "qcow2", str(_VARIABLES), str(variables))
        for name in ("qmp", "agent"):
            (folder / name).unlink(missing_ok=True)
        command = [
            *("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", _CPU, "-M", "q35,smm=on"),
            *("-m", str(_MEMORY_MB), "-smp", "2", "-nodefaults", "-display", "none"),
            *("-global", "driver=cfi.pflash01,property=secure,value=on"),
            *("-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={_FIRMWARE}"),
            *("-drive", f"if=pflash,format=qcow2,unit=1,file={variables}"),
            *("-drive", f"if=virtio,format=qcow2,file={disk},discard=unmap"),
            *("-device", f"virtio-vga,xres={WIDTH},yres={HEIGHT}"),
            *("-device", "virtio-keyboard-pci", "-device", "virtio-tablet-pci", "-device", "virtio-rng-pci"),
            *("-device", "qemu-xhci,id=usb"),
            *_network(folder),
            *("-serial", f"file:{folder / 'console.log'}"),
            *("-chardev", f"socket,id=agent,path={folder / 'agent'},server=on,wait=off"),
            *("-serial", "chardev:agent"),
            *("-qmp", f"unix:{folder / 'qmp'},server=on,wait=off"),
            *words,
        ]
        for path in more:
            command += ["-drive", f"if=virtio,format=raw,readonly=on,file={path}"]
        if tpm is not None:
            command += ["-chardev", f"socket,id=chip,path={folder / 'chip'}"]
            command += ["-tpmdev", "emulator,id=tpm,chardev=chip", "-device", "tpm-crb,tpmdev=tpm"]
        if loaded:
            command += ["-loadvm", loaded]
        self.taps = 0
        self._starts = 0
        """How often the machine has come to its data on this console; see `wait_up`."""
        self._loaded = bool(loaded)
        self._corner = 0
        self.began = time.monotonic()
        with (folder / "qemu.log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._number = 0
        try:
            self._wait_for_socket("qmp")
            self._monitor = Lines(folder / "qmp")
            self._monitor.read(_LOADED_S)
            self.monitor("qmp_capabilities")
            self._agent = Lines(folder / "agent")
        except BaseException:
            # Nobody has it yet who could end it; a chip that is left keeps its state from the next one.
            self._process.kill()
            self._end_chip()
            raise

    def seconds(self) -> float:
        """Since it was switched on."""
        return time.monotonic() - self.began

    def monitor(self, command: str, **arguments: Any) -> Any:
        """Ask QEMU itself. Raises `TrialError`."""
        self._monitor.write({"execute": command, "arguments": arguments})
        until = time.monotonic() + _LOADED_S
        while time.monotonic() < until:
            told = self._monitor.read(1.0)
            self._must_live()
            if told is not None and "return" in told:
                return told["return"]
            if told is not None and "error" in told:
                raise TrialError(f"QEMU: {command}: {told['error']}")
        raise TrialError(f"QEMU: {command}: no answer")

    def run(self, *command: str, stdin: str = "", check: bool = True, seconds: float = 900.0) -> Asked:
        """Run a command in the machine. Raises `TrialError`, unless `check` is False, when it fails."""
        self._number += 1
        self._agent.write({"id": self._number, "run": list(command), "stdin": stdin})
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            told = self._agent.read(1.0)
            # Before the agent reads, its terminal gives back what was asked.
            if told is not None and told.get("id") == self._number and "code" in told:
                if check and told["code"]:
                    raise TrialError(f"{' '.join(command)[:160]}: {told['code']}: {told['err'][-800:]}")
                return Asked(told["code"], told["out"], told["err"])
            self._must_live()
        raise TrialError(f"{' '.join(command)[:160]}: no answer within {seconds:.0f} s")

    def wait_up(self, seconds: float) -> float:
        """Wait until the machine answers; gives the seconds since it was switched on. Raises `TrialError`.

        Nothing is asked before its console tells of the data: firmware and boot loader would take what comes
        over a serial line for keys.
        """
        until = time.monotonic() + seconds
        while not self._loaded and self._marks() <= self._starts:
            self._must_live()
            if time.monotonic() > until:
                raise TrialError(f"the machine did not start within {seconds:.0f} s")
            time.sleep(0.5)
        if not self._loaded:
            self._starts = self._marks()
        self._loaded = True
        while time.monotonic() < until:
            with contextlib.suppress(TrialError):
                if self.run("true", check=False, seconds=5.0).code == 0:
                    return self.seconds()
            self._must_live()
        raise TrialError(f"the machine did not answer within {seconds:.0f} s; see {self.folder}/console.log")

    def restart(self, starts: int, seconds: float) -> None:
        """Restart it in order and wait until it answers again, after at most so many starts."""
        self.run("systemctl", "--no-block", "reboot")
        self._loaded = False
        self._starts = self._marks()
        self.wait_up(seconds * starts)

    def console(self) -> bytes:
        """What the machine said on its serial line since it was switched on."""
        with contextlib.suppress(OSError):
            return (self.folder / "console.log").read_bytes()
        return b""

    def _marks(self) -> int:
        return self.console().count(_DATA)

    def until(self, what: str, holds: Callable[[], bool], seconds: float) -> float:
        """Wait for something; gives the seconds since it was switched on. Raises `TrialError`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if holds():
                return self.seconds()
            self._must_live()
            time.sleep(2.0)
        raise TrialError(f"{what}: not within {seconds:.0f} s")

    def picture(self, name: str = "screen") -> Image.Image:
        """Give what stands on the glass, the pointer having been moved in its corner.

        Qt without a graphics processor hands over frames in which nothing changed, and Debian's cage (0.1.4)
        answers none of them before something else changes: Qt waits, and the glass shows what was there.
        """
        self._corner = 64 - self._corner
        self._events(
            {"type": "abs", "data": {"axis": "x", "value": self._corner}},
            {"type": "abs", "data": {"axis": "y", "value": 0}},
        )
        time.sleep(_DRAWN_S)
        path = self.folder / f"{name}.png"
        self.monitor("screendump", filename=str(path), format="png")
        with Image.open(path) as opened:
            return opened.convert("RGB")

    def save(self, name: str) -> None:
        """Keep the machine as it is now, memory and all, in its own disk. Raises `TrialError`."""
        told = self.monitor("human-monitor-command", **{"command-line": f"savevm {name}"})
        if str(told).strip():
            raise TrialError(f"savevm: {told}")

    def tap(self, x: int, y: int, pause_s: float = 1.0) -> None:
        """Touch a point of the panel; `pause_s` before, while and after."""
        self.taps += 1
        self._events(
            {"type": "abs", "data": {"axis": "x", "value": x * 32767 // WIDTH}},
            {"type": "abs", "data": {"axis": "y", "value": y * 32767 // HEIGHT}},
        )
        time.sleep(pause_s)
        for down in (True, False):
            self._events({"type": "btn", "data": {"down": down, "button": "left"}})
            time.sleep(pause_s)

    def keys(self, *names: str) -> None:
        """Press keys together, in QEMU's names."""
        for down in (True, False):
            self._events(
                *(
                    {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": one}}}
                    for one in names
                )
            )
            time.sleep(0.3)

    def _events(self, *events: dict[str, Any]) -> None:
        self.monitor("input-send-event", events=list(events))

    def cut(self) -> None:
        """Pull the plug."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)
        self._close()

    def off(self, seconds: float = 180.0) -> None:
        """Switch it off in order; it is cut when it takes too long."""
        self.run("systemctl", "--no-block", "poweroff", check=False, seconds=60.0)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.cut()

    def living(self) -> bool:
        """Whether QEMU runs."""
        return self._process.poll() is None

    def _must_live(self) -> None:
        if not self.living():
            raise TrialError(f"QEMU ended; see {self.folder}/qemu.log")

    def _wait_for_socket(self, name: str) -> None:
        until = time.monotonic() + 30
        while not (self.folder / name).exists():
            self._must_live()
            if time.monotonic() > until:
                raise TrialError("QEMU did not start")
            time.sleep(0.1)

    def _close(self) -> None:
        self._monitor.close()
        self._agent.close()
        self._end_chip()

    def _end_chip(self) -> None:
        if self._chip is not None:
            self._chip.terminate()
            self._chip.wait(20)
            self._chip = None


class Lines:
    """JSON lines over a Unix socket; what is no JSON is passed over."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._gathered = b""

    def write(self, what: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):
            self._socket.sendall(json.dumps(what).encode() + b"\n")

    def read(self, seconds: float) -> dict[str, Any] | None:
        """Give the next message, or None when none came in time."""
        until = time.monotonic() + seconds
        while True:
            line, found, rest = self._gathered.partition(b"\n")
            if found:
                self._gathered = rest
                with contextlib.suppress(ValueError):
                    told = json.loads(line)
                    if isinstance(told, dict):
                        return told
                continue
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._socket.settimeout(left)
            try:
                piece = self._socket.recv(65_536)
            except TimeoutError:
                return None
            except OSError:
                return None
            if not piece:
                return None
            self._gathered += piece

    def close(self) -> None:
        self._socket.close()


def switch_secure_boot_off(folder: Path) -> None:
    """Let a machine that never started have a firmware without certificates. Raises `TrialError`."""
    folder.mkdir(parents=True, exist_ok=True)
    qemu_img("convert", "-f", "raw", "-O", "qcow2", str(_WITHOUT_KEYS), str(folder / "variables.qcow2"))


def _network(folder: Path) -> list[str]:
    """Give a plugged cable: an address, and of all the world the sandbox, if `folder`/PORTAL names it."""
    join = f"{sys.executable} {Path(wire.__file__)} join {folder / PORTAL}"
    words = f"user,id=net,restrict=on,guestfwd=tcp:{PORTAL_HOST}:{PORTAL_PORT}-cmd:{join}"
    # Of a kind that the firmware has no driver for: it would look for a system to start in the network.
    return ["-netdev", words, "-device", "e1000e,netdev=net,romfile="]


def _chip(folder: Path, state: Path) -> subprocess.Popen[bytes]:
    """Start the TPM beside the machine."""
    state.mkdir(parents=True, exist_ok=True)
    path = folder / "chip"
    path.unlink(missing_ok=True)
    started = subprocess.Popen(
        [
            *("swtpm", "socket", "--tpm2", "--tpmstate", f"dir={state.resolve()}"),
            *("--ctrl", f"type=unixio,path={path.resolve()}", "--log", f"file={folder / 'chip.log'}"),
        ],
        start_new_session=True,
    )
    until = time.monotonic() + 20
    while not path.exists():
        if started.poll() is not None or time.monotonic() > until:
            raise TrialError("the TPM did not start")
        time.sleep(0.1)
    return started


def disk_over(image: Path, target: Path, size_gb: int = 8) -> Path:
    """Make a disk that begins as the image and takes changes apart. Raises `TrialError`."""
    target.unlink(missing_ok=True)
    kind = "qcow2" if image.suffix == ".qcow2" else "raw"
    words = ["create", "-q", "-f", "qcow2", "-b", str(image.resolve()), "-F", kind, str(target)]
    qemu_img(*words, f"{size_gb}G")
    return target


def part_of(disk: Path, start: int, size: int, target: Path) -> Path:
    """Write a piece of a disk (bytes), as a start would find it now, into a file. Raises `TrialError`."""
    inner = {"driver": "qcow2", "file": {"driver": "file", "filename": str(disk.resolve())}}
    piece = {"driver": "raw", "offset": start, "size": size, "file": inner}
    target.unlink(missing_ok=True)
    qemu_img("convert", "-O", "raw", "json:" + json.dumps(piece), str(target))
    return target


def qemu_img(*words: str) -> None:
    """Run qemu-img. Raises `TrialError`."""
    done = subprocess.run(["qemu-img", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrialError(f"qemu-img {words[0]}: {done.stderr}")


def differing(one: Image.Image, other: Image.Image, tolerance: int = 24) -> float:
    """Give the share of pixels that differ by more than the tolerance in some colour; 1.0 for other sizes."""
    if one.size != other.size:
        return 1.0
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    counted = strongest.histogram()
    return sum(counted[tolerance + 1 :]) / (one.size[0] * one.size[1])


@contextlib.contextmanager
def started(
    folder: Path,
    disk: Path,
    *,
    tpm: Path | None,
    more: Sequence[Path] = (),
    loaded: str = "",
    words: Sequence[str] = (),
) -> Iterator[Kiosk]:
    """Start it; whatever happens, it does not go on running."""
    kiosk = Kiosk(folder, disk, tpm=tpm, more=more, loaded=loaded, words=words)
    try:
        yield kiosk
    finally:
        if kiosk.living():
            kiosk.cut()
