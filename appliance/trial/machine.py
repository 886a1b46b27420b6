"""A Debian 12 in a folder, booted by systemd-nspawn without a network; commands enter it by nsenter."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_RECOMMENDED = "usbguard,unattended-upgrades"
"""What the package recommends and puts in force."""
_BASE = f"systemd,systemd-sysv,dbus,udev,libpam-systemd,nftables,ca-certificates,procps,{_RECOMMENDED}"
_UP_S = 90.0
"""For systemd to come up in the container."""
_CALL_S = 600.0
"""For one command; installing the package is the longest."""


class TrialError(Exception):
    """A step of the trial did not do what it should."""


def debian_root(work: Path, depends: str) -> Path:
    """Give a fresh Debian 12 with what the package depends on, from a copy kept in `work`.

    The copy is made once (some minutes, with a network) and anew when the dependencies change.
    """
    mark = hashlib.sha256(f"{_BASE}\n{depends}".encode()).hexdigest()[:16]
    kept = work / f"debian-{mark}.tar"
    root = work / "root"
    if root.exists():
        shutil.rmtree(root)
    if not kept.exists():
        base = work / "base.tar"
        if not base.exists():
            _host("mmdebstrap", "--variant=minbase", f"--include={_BASE}", "bookworm", str(base))
        root.mkdir()
        _host("tar", "-xpf", str(base), "-C", str(root))
        script = (
            "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && "
            f"apt-get satisfy -y -qq --no-install-recommends '{depends}' && apt-get clean"
        )
        _host("chroot", str(root), "sh", "-c", script)
        unfinished = kept.with_suffix(".unfinished")
        _host("tar", "-cpf", str(unfinished), "-C", str(root), ".")
        unfinished.replace(kept)
        return root
    root.mkdir()
    _host("tar", "-xpf", str(kept), "-C", str(root))
    return root


def _host(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrialError(f"{command[0]}: {(done.stderr or done.stdout)[-1500:]}")


class Machine:
    """A booted root."""

    def __init__(self, root: Path, leader: int) -> None:
        """`leader`: the process id of its systemd, as the host sees it."""
        self.root = root
        self.leader = leader

    def run(self, *command: str, stdin: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in it as root. Raises `TrialError` when it fails, unless `check` is False."""
        done = subprocess.run(
            ["nsenter", "-t", str(self.leader), "-a", "/usr/bin/env", "-i", *_ENVIRONMENT, *command],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=_CALL_S,
            check=False,
        )
        if check and done.returncode:
            raise TrialError(
                f"{' '.join(command)[:200]}: exit {done.returncode}: {(done.stderr + done.stdout)[-1500:]}"
            )
        return done

    @contextlib.contextmanager
    def beside(self, command: Sequence[str], told: Path = Path(os.devnull)) -> Iterator[None]:
        """Run a program of the host inside the machine's network: what stands for portal and printer.

        `told`: where it writes what it says.
        """
        with told.open("wb") as log:
            started = subprocess.Popen(
                ["nsenter", "-t", str(self.leader), "-n", *command], start_new_session=True, stderr=log
            )
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            started.wait(20)

    def wait_for(self, what: str, *command: str, seconds: float = 60.0) -> float:
        """Repeat a command until it succeeds; gives the seconds. Raises `TrialError`."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            done = self.run(*command, check=False)
            if done.returncode == 0:
                return time.monotonic() - began
            time.sleep(0.5)
        raise TrialError(f"{what}: not within {seconds:.0f} s: {(done.stderr + done.stdout)[-800:]}")


_ENVIRONMENT = (
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL=C.UTF-8",
    "DEBIAN_FRONTEND=noninteractive",
    "HOME=/",
)


@contextlib.contextmanager
def booted(root: Path) -> Iterator[Machine]:
    """Boot the root with systemd as PID 1. Raises `TrialError`."""
    # nspawn wants a terminal; `script` gives it one. Its zone is its own, and not the host's.
    line = f"systemd-nspawn -q -D {root} --timezone=off --register=no --keep-unit --private-network -b"
    shell = subprocess.Popen(
        ["script", "-qfc", line, str(root.parent / "console.log")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        machine = Machine(root, _leader(shell.pid))
        machine.wait_for(
            "boot", "sh", "-c", "systemctl is-system-running | grep -qE 'running|degraded'", seconds=_UP_S
        )
        yield machine
        machine.run("systemctl", "poweroff", check=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            shell.wait(40)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)
        shell.wait()
        for line_of in _children(shell.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(line_of, signal.SIGKILL)


def _leader(shell: int) -> int:
    """Find the systemd below nspawn, which is below `script`."""
    until = time.monotonic() + _UP_S
    while time.monotonic() < until:
        for child in _below(shell):
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
                numbers = next(one for one in status.splitlines() if one.startswith("NSpid:")).split()[1:]
                if len(numbers) > 1 and numbers[-1] == "1":
                    return child
        time.sleep(0.2)
    raise TrialError("systemd-nspawn did not start; see console.log")


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text(encoding="ascii").split()]
    return found


def _below(process: int) -> Iterator[int]:
    for child in _children(process):
        yield child
        yield from _below(child)


if __name__ == "__main__":
    sys.exit("this module is used by appliance.trial.run")
