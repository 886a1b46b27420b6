"""A pcscd of its own, with one virtual reader, on a socket in a folder: for tests and the demo.

pcscd takes a socket that is handed to it as systemd does, so it needs neither the system's path nor its
service.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = "/usr/sbin/pcscd"
SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"
"""Where a program's PC/SC library looks for the service; read once, at its first call."""
_DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_START_S = 10.0
_HAND_OVER = """\
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], sys.argv[2:])
"""


class SmartCardService:
    """Runs until `close`. Raises `FileNotFoundError` where pcscd or vpcd is not installed."""

    def __init__(self, folder: Path) -> None:
        """`folder`: holds the socket; its path must be short enough for one."""
        for needed in (PROGRAM, _DRIVER):
            if not Path(needed).exists():
                raise FileNotFoundError(f"{needed} (Debian: pcscd, vsmartcard-vpcd)")
        self.socket = folder / "pcscd.comm"
        self.port = _free_ports()
        configuration = folder / "reader.conf"
        configuration.write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{self.port:X}\n'
            f"LIBPATH {_DRIVER}\nCHANNELID 0x{self.port:X}\n"
        )
        # One that ended left its socket there.
        self.socket.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.socket))
            listener.listen(16)
            handed = os.dup(listener.fileno())
            os.set_inheritable(handed, True)
        try:
            self._process = subprocess.Popen(  # noqa: S603  both programs are named here
                [
                    *(sys.executable, "-c", _HAND_OVER, str(handed)),
                    *(PROGRAM, "--foreground", "--critical", "--config", str(configuration)),
                ],
                pass_fds=(handed,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(handed)
        self._wait()

    def close(self) -> None:
        """End the service."""
        self._process.terminate()
        self._process.wait(10)

    def _wait(self) -> None:
        until = time.monotonic() + _START_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("pcscd did not start its virtual reader") from None
                time.sleep(0.02)
            else:
                return


def installed() -> bool:
    """Tell whether this machine can run it."""
    return shutil.which(PROGRAM) is not None and Path(_DRIVER).exists()


def _free_ports() -> int:
    """Give a port that is free together with the one behind it: the virtual reader has two slots."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
