"""The way of the security upgrades: apt goes to its own mirrors alone, while it is upgrading alone.

The addresses stand in sets of the running firewall whose elements end by themselves, and in no file: what
was opened is shut again at the next start, or when its time is over, whatever became of who opened it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk_app.servicing.firewall import Endpoint, element_lines, looked_up

Run = Callable[[Sequence[str], str], str]
"""Runs a program with this input; gives what it printed. Raises `OSError`, `subprocess.SubprocessError`."""
_PORTS = {"http": 80, "https": 443}
_SETS = ("mirror4", "mirror6")
_FETCHED = re.compile(r"^'([^']+)'", re.MULTILINE)
"""An address in what `apt-get --print-uris` prints."""
_TABLE = ("/usr/sbin/nft", "list", "table", "inet", "kiosk")


@dataclass(frozen=True, slots=True)
class UpgradeWindow:
    """What was opened."""

    hosts: tuple[str, ...]
    """Mirrors, or the proxies before them, that apt may go to."""
    unknown: tuple[str, ...]
    """Those whose name nobody could tell."""


def run_program(words: Sequence[str], text: str) -> str:
    """Run a program of the system; gives what it printed. Raises `OSError`, `subprocess.SubprocessError`."""
    done = subprocess.run(  # noqa: S603  fixed programs with words of ours
        words,
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"},
    )
    return done.stdout


def open_window(
    minutes: int, run: Run = run_program, look_up: Callable[[str], Sequence[str]] | None = None
) -> UpgradeWindow | None:
    """Let apt out to its mirrors for some minutes; None where the firewall is not in force.

    Raises `OSError`, `subprocess.SubprocessError`.
    """
    try:
        run(_TABLE, "")
    except subprocess.CalledProcessError:
        return None
    # What it would fetch, and not `indextargets`, which tells of nothing but what was fetched before.
    listed = run(("/usr/bin/apt-get", "update", "--print-uris"), "")
    dumped = run(("/usr/bin/apt-config", "dump", "--format", "%f %v%n", "Acquire"), "")
    found: dict[Endpoint, None] = {}
    hosts: list[str] = []
    unknown: list[str] = []
    for host, port in mirrors(_FETCHED.findall(listed), proxies(dumped)):
        addresses = looked_up(host, look_up) if look_up else looked_up(host)
        here = dict.fromkeys((one, port) for one in addresses)
        (hosts if here else unknown).append(host)
        found.update(here)
    # Emptied first: an element that is there already would keep the time that it had.
    lines = [f"flush set inet kiosk {name}" for name in _SETS]
    lines += element_lines("mirror", tuple(found), f" timeout {minutes}m")
    run(("/usr/sbin/nft", "-f", "-"), "".join(f"{line}\n" for line in lines))
    return UpgradeWindow(tuple(hosts), tuple(unknown))


def mirrors(addresses: Sequence[str], through: Mapping[str, str]) -> list[tuple[str, int]]:
    """Give whither apt goes for these repositories: hosts and ports, or those of the proxy before them.

    `through`: what `proxies` tells.
    """
    found: dict[tuple[str, int], None] = {}
    for address in addresses:
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
            # As apt chooses: a proxy for this host before one for all, and for https at last http's.
            ways = (parts.scheme, "http")
            names = [f"{way}::proxy{of}" for of in (f"::{host}", "") for way in ways]
            proxy = next((through[name] for name in names if through.get(name)), "DIRECT")
            if parts.scheme in _PORTS and proxy.upper() != "DIRECT":
                by = urlsplit(proxy)
                host, port = by.hostname or "", by.port or _PORTS.get(by.scheme, 0)
        except ValueError:
            continue
        if host and port:
            found[host, port] = None
    return list(found)


def proxies(dumped: str) -> dict[str, str]:
    """Read the proxies in what `apt-config dump` printed: name, in small letters and without "Acquire::"."""
    found = {}
    for line in dumped.splitlines():
        name, _, value = line.strip().partition(" ")
        small = name.lower().removeprefix("acquire::")
        if small.startswith(("http::proxy", "https::proxy")):
            found[small] = value.strip()
    return found
