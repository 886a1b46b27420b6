"""Which scanners libsane finds, asked in a process of its own: a backend that hangs is ended with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from drivers.scanner.port import DeviceIoError, HangError


@dataclass(frozen=True, slots=True)
class FoundScanner:
    """A scanner as libsane names it."""

    device: str
    maker: str
    model: str


def list_scanners(sane_config_dir: Path | None = None, deadline_s: float = 40.0) -> list[FoundScanner]:
    """Give the scanners. Looking on the network takes libsane some seconds. Raises `ScannerError`."""
    environment = dict(os.environ)
    if sane_config_dir is not None:
        environment["SANE_CONFIG_DIR"] = str(sane_config_dir)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "drivers.scanner.listing"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=deadline_s,
            check=False,
        )
    except OSError as error:
        raise DeviceIoError(f"the scanners could not be listed: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise HangError(f"libsane did not list the scanners within {deadline_s:.0f} s") from error
    try:
        rows = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError) as error:
        raise DeviceIoError(f"libsane could not list the scanners (exit {done.returncode})") from error
    return [FoundScanner(*map(str, row[:3])) for row in rows]


def main() -> None:
    """Print the scanners as one line of JSON."""
    import sane

    sane.init()
    sys.stdout.write(json.dumps(sane.get_devices()) + "\n")


if __name__ == "__main__":
    main()
