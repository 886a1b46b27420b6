"""Where this machine may go: the addresses of the portal, for systemd's filter and for nftables.

Both stand in files, so that they hold from the first moment of the next start, before any name can be asked.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.checks.network import resolve

DROP_IN = Path("/etc/systemd/system/kiosk-sync.service.d/portal.conf")
ELEMENTS = Path("/etc/kiosk/portal-addresses.nft")
_RESOLVERS = Path("/etc/resolv.conf")
_NAMESERVER = re.compile(r"^\s*nameserver\s+(\S+)", re.MULTILINE)
_HEAD = "# Written by kioskctl firewall: do not edit.\n"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class AllowedDestinations:
    """Whither the daemon may go."""

    portal: tuple[Address, ...]
    resolvers: tuple[Address, ...]
    unknown: tuple[str, ...]
    """Hosts whose name nobody could tell."""


def ways_of(
    settings: Configuration,
    look_up: Callable[[str], Sequence[str]] = resolve,
    resolvers: Path = _RESOLVERS,
) -> AllowedDestinations:
    """Find the addresses of every host that the configuration names."""
    portal = settings.portal
    hosts = dict.fromkeys(
        urlsplit(address).hostname or ""
        for address in (
            portal.address,
            portal.identity_address,
            portal.file_address,
            portal.facts_address,
            portal.requests_address,
            settings.enrolment.address,
            settings.fleet.editions_address,
            f"mqtts://{settings.fleet.broker}" if settings.fleet.broker else "",
        )
        if address
    )
    found: dict[Address, None] = {}
    unknown = []
    for host in hosts:
        try:
            found.update(dict.fromkeys(ipaddress.ip_address(one) for one in look_up(host)))
        except (OSError, ValueError):
            unknown.append(host)
    return AllowedDestinations(tuple(found), tuple(_nameservers(resolvers)), tuple(unknown))


def _nameservers(path: Path) -> list[Address]:
    try:
        names = _NAMESERVER.findall(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []
    found = []
    for name in names:
        try:
            address = ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            continue
        if not address.is_loopback:
            found.append(address)
    return found


def drop_in_text(ways: AllowedDestinations) -> str:
    """Give the drop-in of kiosk-sync's unit."""
    lines = [f"IPAddressAllow={one}" for one in dict.fromkeys((*ways.portal, *ways.resolvers))]
    return "\n".join([_HEAD + "[Service]", *lines]) + "\n"


def elements_text(ways: AllowedDestinations) -> str:
    """Give the file that `firewall.nft` includes."""
    lines = []
    for name, version in (("portal4", 4), ("portal6", 6)):
        addresses = [str(one) for one in ways.portal if one.version == version and not one.is_loopback]
        if addresses:
            lines.append(f"add element inet kiosk {name} {{ {', '.join(addresses)} }}")
    return _HEAD + "".join(f"{line}\n" for line in lines)


def write_ways(ways: AllowedDestinations, drop_in: Path = DROP_IN, elements: Path = ELEMENTS) -> bool:
    """Write both files; gives whether anything changed. Raises `OSError`."""
    changed = False
    for path, text in ((drop_in, drop_in_text(ways)), (elements, elements_text(ways))):
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            # Readable by everybody whatever the writer's umask is: `kioskctl doctor` reads it as another
            # user.
            os.fchmod(file.fileno(), 0o644)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        changed = True
    return changed
