"""One file for whoever helps from afar: what the machine is and how it has been, nothing of a citizen."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from configuration.load import configuration_text
from configuration.write import toml_text
from kiosk_app.servicing.check_result import CheckResult, as_rows
from kiosk_app.servicing.checks.queue import OpenQueue
from kiosk_app.servicing.redaction import redacted
from offline_queue.contract.errors import QueueError
from offline_queue.store import queries

_COMMAND_S = 20.0
_LONGEST = 4_000_000
_LEFT_OUT = frozenset({"staff"})
"""Tables that name people."""
COMMANDS: Mapping[str, Sequence[str]] = {
    "journal-kiosk.txt": ("journalctl", "-u", "kiosk*", "-n", "5000", "--no-pager"),
    "journal-errors.txt": ("journalctl", "-p", "err", "-n", "500", "--no-pager"),
    "kernel.txt": ("journalctl", "-k", "-n", "1000", "--no-pager"),
    "units.txt": ("systemctl", "list-units", "--all", "--no-pager", "kiosk*", "seatd*", "usbguard*"),
    "usb.txt": ("lsusb",),
    "disk.txt": ("df", "-h"),
    "memory.txt": ("free", "-m"),
    "network.txt": ("ip", "-brief", "address"),
    "packages.txt": ("dpkg-query", "-W", "dich-vu-cong-kiosk", "cage", "libsane1"),
}
Run = Callable[[Sequence[str]], str]


def output_of(command: Sequence[str]) -> str:
    """Give what a command says, or why it could not be run."""
    try:
        done = subprocess.run(  # noqa: S603  fixed commands
            list(command), capture_output=True, text=True, errors="replace", timeout=_COMMAND_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {type(error).__name__}\n"
    return done.stdout + done.stderr


def bundle(
    kiosk_id: str,
    config: Path,
    findings: Sequence[CheckResult],
    open_queue: OpenQueue,
    now: datetime,
    run: Run | None = None,
) -> bytes:
    """Give the file (tar.gz). Everything but figures of our own goes through `redacted`."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        for name, text in _files(config, findings, open_queue, run or output_of):
            content = text.encode()[:_LONGEST]
            entry = tarfile.TarInfo(f"kiosk-{kiosk_id}/{name}")
            entry.size, entry.mtime, entry.mode = len(content), int(now.timestamp()), 0o600
            packed.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def _files(
    config: Path, findings: Sequence[CheckResult], open_queue: OpenQueue, run: Run
) -> Iterator[tuple[str, str]]:
    yield "doctor.json", json.dumps(as_rows(findings), ensure_ascii=False, indent=2)
    yield "kiosk.toml", _configuration(config)
    yield "queue.json", _queue(open_queue)
    for name, command in COMMANDS.items():
        yield name, redacted(run(command))


def _configuration(config: Path) -> str:
    """Give the configuration's values without staff: names and the hashes of badges are theirs."""
    try:
        raw = tomllib.loads(configuration_text(config))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return f"# {type(error).__name__}\n"
    return toml_text(
        {name: keys for name, keys in raw.items() if isinstance(keys, dict) and name not in _LEFT_OUT}
    )


def _queue(open_queue: OpenQueue) -> str:
    """Give states and codes: what staff see too. The reason is a code with our own words before a colon."""
    try:
        with open_queue() as database, database.reading() as connection:
            rows = [one._asdict() for one in queries.listing(connection)]
    except (QueueError, OSError) as error:
        return json.dumps({"trouble": redacted(str(error))}, ensure_ascii=False)
    for row in rows:
        row["reason"] = redacted(str(row.get("reason", "")))
    return json.dumps(rows, ensure_ascii=False, indent=2)
