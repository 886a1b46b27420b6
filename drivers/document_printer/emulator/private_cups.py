"""A CUPS of one's own with one emulated A4 printer behind it: nothing of the machine's own CUPS is touched.

`cupsd`, `ippeveprinter` and a private bus run as children in a folder of their own. The device's troubles are
written into a file that its print command reads, as a person would open its tray.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

QUEUE = "A4"
NEEDED = ("cupsd", "ippeveprinter", "lpadmin", "dbus-daemon")
"""Programs of the packages cups-daemon, cups-ipp-utils, cups-client and dbus."""
_SYSTEM_PATHS = "/usr/local/sbin:/usr/sbin:/sbin"
_START_S = 60.0
_TRIES = 5
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""
_PLACES = """ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temp
ServerBin /usr/lib/cups
DataDir /usr/share/cups
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
FileDevice No
"""
_DEVICE = """#!/bin/sh
exec '{python}' -m drivers.document_printer.emulator.device '{folder}' "$1"
"""


class EmulatorError(RuntimeError):
    """The emulated printer could not be started."""


def missing_programs() -> tuple[str, ...]:
    """Give the programs that the emulator needs and this machine does not have."""
    return tuple(name for name in NEEDED if _found(name) is None)


class PrivateCups:
    """Use as a context manager. `socket` is what the driver talks to, `QUEUE` the printer's name there."""

    def __init__(self, settings: str) -> None:
        """`settings`: text of a cupsd.conf without its `Listen`."""
        self._settings = settings
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        # Short, for the socket's path has 108 bytes; open to the user that CUPS lets its backends run as.
        self.folder = Path(tempfile.mkdtemp(prefix="cups-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.port = 0

    @property
    def socket(self) -> Path:
        """Where `cupsd` listens."""
        return self.folder / "cups.sock"

    def printed(self) -> list[Path]:
        """Give what came out, in order."""
        return sorted((self.folder / "printed").glob("*.pdf"), key=lambda path: int(path.stem))

    def asked_for(self) -> list[str]:
        """Give copies and medium of each job that came out, e.g. "1 iso_a4_210x297mm"."""
        listed = self.folder / "printed" / "list"
        return listed.read_text().splitlines() if listed.exists() else []

    def spooled(self) -> list[Path]:
        """Give the documents that lie in the service's folder."""
        return sorted((self.folder / "spool").glob("d*"))

    def trouble(self, keyword: str) -> None:
        """Let the device have a trouble by IPP's keyword ("media-empty"); "" mends it.

        "silent": it takes the job and says nothing any more.
        """
        new = self.folder / "trouble.new"
        new.write_text(keyword)
        new.replace(self.folder / "trouble")

    def switch_off(self) -> None:
        """Switch the device off; the service stays."""
        self._end("printer")

    def switch_on(self) -> None:
        """Switch the device on again."""
        self._start_printer()

    def stop_service(self) -> None:
        """End `cupsd`."""
        self._end("service")

    def administer(self, *arguments: str) -> None:
        """Run `lpadmin`, `cupsdisable` … on this service, as a technician would."""
        program, *rest = arguments
        found = _found(program)
        if found is None:
            raise EmulatorError(f"{program} is not installed")
        subprocess.run([found, "-h", str(self.socket), *rest], check=True, timeout=_START_S)  # noqa: S603

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End everything and remove the folder."""
        for name in ("printer", "service", "discovery", "bus"):
            self._end(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        for name in ("spool", "cache", "state", "temp", "printed"):
            (self.folder / name).mkdir()
        self._write("bus.conf", _BUS)
        self._write("cups-files.conf", _PLACES)
        self._write("device", _DEVICE).chmod(0o755)
        self.trouble("")
        (self.folder / "cupsd.conf").write_text(f"Listen {self.socket}\n{self._settings}\n")
        self._run("bus", "dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork")
        self._wait((self.folder / "bus").exists, "the private bus")
        discovery = "drivers.document_printer.emulator.discovery"
        self._run("discovery", sys.executable, "-m", discovery, f"unix:path={self.folder}/bus")
        self._wait(lambda: "ready" in self._log("discovery"), "the answers about Avahi")
        self._start_printer()
        files = f"{self.folder}/cups-files.conf"
        self._run("service", "cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", files)
        self._wait(self._listens, "cupsd")
        uri = f"ipp://localhost:{self.port}/ipp/print"
        self.administer("lpadmin", "-p", QUEUE, "-v", uri, "-E", "-o", "printer-error-policy=abort-job")

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.socket))
            return True
        return False

    def _start_printer(self) -> None:
        for _ in range(_TRIES):
            self.port = self.port or _free_port()
            self._run(
                "printer", "ippeveprinter", "-p", str(self.port), "-d", str(self.folder / "temp"),
                "-c", str(self.folder / "device"), "-f", "application/pdf", "-k", f"A4 {self.port}",
                more={"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus"},
            )  # fmt: skip
            if self._answers():
                return
            self._end("printer")
            self.port = 0
        raise EmulatorError(f"ippeveprinter does not start: {self._log('printer')}")

    def _answers(self) -> bool:
        until = time.monotonic() + _START_S
        while time.monotonic() < until and self._children["printer"].poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("localhost", self.port), 5):
                return True
            time.sleep(0.05)
        return False

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text.replace("{folder}", str(self.folder)).replace("{python}", sys.executable))
        return path

    def _run(self, name: str, program: str, *arguments: str, more: Mapping[str, str] | None = None) -> None:
        found = _found(program)
        if found is None:
            raise EmulatorError(f"{program} is not installed")
        with (self.folder / f"{name}.log").open("ab") as log:
            self._children[name] = subprocess.Popen(  # noqa: S603  programs of the system, found above
                [found, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(more or {})},
            )

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _START_S
        while not holds():
            if time.monotonic() > until:
                raise EmulatorError(f"{what} did not start")
            time.sleep(0.02)

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _end(self, name: str) -> None:
        child = self._children.pop(name, None)
        if child is None:
            return
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(10)


def _found(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:{_SYSTEM_PATHS}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])
