"""Where this machine may go: for systemd's filter and for nftables, from what the configuration names.

All of it stands in files, so that it holds from the first moment of the next start, before any name can be
asked.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from configuration.kiosk_file import Configuration
from configuration.service_address import parts_of
from configuration.write import replace_file
from kiosk_app.servicing.checks.network import resolve

DROP_IN = Path("/etc/systemd/system/kiosk-sync.service.d/portal.conf")
SCREEN_DROP_IN = Path("/etc/systemd/system/kiosk.service.d/devices.conf")
ELEMENTS = Path("/etc/kiosk/portal-addresses.nft")
WAYS = Path("/etc/kiosk/ways.nft")
"""Beside `ELEMENTS`, under a name that the rules of an earlier version do not read: they know none of these
sets, and a file that nft refuses would leave that version without a firewall."""
PRINTERS = Path("/etc/cups/printers.conf")
_RESOLVERS = Path("/etc/resolv.conf")
_NAMESERVER = re.compile(r"^\s*nameserver\s+(\S+)", re.MULTILINE)
_KNOWN_HOST = re.compile(r"^# at (\S+): (.+)$", re.MULTILINE)
_LATE = re.compile(r"^# no longer named for (\S+): (.+)$", re.MULTILINE)
_ALLOWED = re.compile(r"^IPAddressAllow=(\S+)$", re.MULTILINE)
_HEAD = "# Written by kioskctl firewall: do not edit.\n"
_LOOK_UPS = 3
"""A name that stands for many machines is answered with some of them, others each time."""
_OPEN_PORTS = frozenset({443, 8883})
"""What the rules open to every address of the portal's sets."""
_PAPER_PORTS = {"ipp": 631, "ipps": 631, "http": 80, "https": 443, "socket": 9100, "lpd": 515}
"""CUPS's ways to a printer with an address, and the port of each."""
_SCANNER = re.compile(r"^(airscan:(escl|wsd):.*?:|escl:)(?P<address>https?://\S+)$")
"""A scanner that is named by its address (sane-airscan(5), sane-escl(5))."""
_SEARCHED = re.compile(r"^(airscan:[ew]\d+:|net:)")
"""One that would have to be searched for, or that answers on ports of its own choice."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Endpoint = tuple[Address, int]


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """What was let through the last time."""

    hosts: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    """Each of the daemon's hosts with its addresses."""
    late: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    """Those of them that the last answer did not name any more."""
    nameservers: tuple[Address, ...] = ()
    unnamed: tuple[Address, ...] = ()
    """What a version that noted no hosts let through."""


@dataclass(frozen=True, slots=True)
class AllowedDestinations:
    """Whither the machine's own users may go."""

    portal: tuple[Address, ...]
    """The daemon's: portal, its services, authority, broker, editions."""
    resolvers: tuple[Address, ...]
    unknown: tuple[str, ...]
    """Hosts whose name nobody could tell, now or before."""
    services: tuple[Endpoint, ...] = ()
    """Those of the daemon's that answer at another port than the usual."""
    devices: tuple[Endpoint, ...] = ()
    """What the screen reaches in the commune's own network: slip printer, card terminal, scanner."""
    paper: tuple[Endpoint, ...] = ()
    """What CUPS reaches: the A4 printer."""
    hosts: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    """Each of the daemon's hosts with its addresses, for the next time."""
    late: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    """Those of them that only the answer before this one named."""
    kept: tuple[str, ...] = ()
    """Hosts that could not be looked up, and keep the addresses that they had."""
    said: tuple[str, ...] = ()
    """Sentences about devices that the firewall holds."""


def destinations_of(
    settings: Configuration,
    look_up: Callable[[str], Sequence[str]] = resolve,
    resolvers: Path = _RESOLVERS,
    *,
    before: KnownBefore | None = None,
    printers: Path = PRINTERS,
) -> AllowedDestinations:
    """Find the addresses of every host that the configuration names.

    `before`: what `known_before` tells. A host that cannot be looked up keeps its addresses: a machine
    without a network would otherwise shut itself out, and find no way back once the network is there again.
    One that is answered with others each time keeps those of the answer before as well: the daemon asks for
    itself, and may be given them yet.
    """
    known = before or KnownBefore()
    # Without a network none is named: the daemon has to ask one again before this is looked at once more.
    nameservers = tuple(_nameservers(resolvers)) or known.nameservers
    unnamed = tuple(one for one in known.unnamed if one not in nameservers)
    found: dict[str, tuple[Address, ...]] = {}
    late: dict[str, tuple[Address, ...]] = {}
    services: dict[Endpoint, None] = {}
    unknown: list[str] = []
    kept: list[str] = []
    for host, port in _daemon_hosts(settings):
        if host not in found:
            now, past = looked_up(host, look_up), known.late.get(host, ())
            if now:
                named = (one for one in known.hosts.get(host, ()) if one not in past)
                late[host] = tuple(one for one in named if one not in now)
                found[host] = (*now, *late[host])
            else:
                found[host], late[host] = known.hosts.get(host, unnamed), past
                (kept if found[host] else unknown).append(host)
        if port not in _OPEN_PORTS:
            services.update(dict.fromkeys((one, port) for one in found[host]))
    devices, said = _devices(settings, look_up)
    return AllowedDestinations(
        tuple(dict.fromkeys(one for addresses in found.values() for one in addresses)),
        nameservers,
        tuple(unknown),
        tuple(services),
        devices,
        _paper(settings.document_printer.queue, printers, look_up),
        {host: addresses for host, addresses in found.items() if addresses},
        {host: addresses for host, addresses in late.items() if addresses},
        tuple(kept),
        said,
    )


def known_before(drop_in: Path = DROP_IN) -> KnownBefore:
    """Read the file that was written last."""
    try:
        text = drop_in.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return KnownBefore()
    hosts, late = (
        {host: tuple(_addresses(words.split())) for host, words in noted.findall(text)}
        for noted in (_KNOWN_HOST, _LATE)
    )
    allowed = tuple(_addresses(_ALLOWED.findall(text)))
    if not hosts:
        return KnownBefore(unnamed=allowed)
    of_hosts = {one for addresses in hosts.values() for one in addresses}
    return KnownBefore(hosts, late, tuple(one for one in allowed if one not in of_hosts))


def _daemon_hosts(settings: Configuration) -> Iterator[tuple[str, int]]:
    portal = settings.portal
    for address in (
        portal.address,
        portal.identity_address,
        portal.file_address,
        portal.facts_address,
        portal.requests_address,
        settings.enrolment.address,
        settings.fleet.editions_address,
    ):
        parts = parts_of(address)
        if parts and parts.hostname:
            yield parts.hostname, parts.port or 443
    if settings.fleet.broker:
        yield settings.fleet.broker, settings.fleet.port


def _named_devices(settings: Configuration) -> Iterator[tuple[str, str, int]]:
    if settings.printer.transport == "tcp":
        yield "Máy in phiếu", settings.printer.host, settings.printer.port
    if settings.terminal.transport == "tcp":
        yield "Máy thanh toán", settings.terminal.host, settings.terminal.port
    by_address = _SCANNER.match(settings.scanner.device)
    if by_address:
        yield "Máy quét", *_host_and_port(by_address["address"], _PAPER_PORTS)


def devices_by_name(settings: Configuration) -> tuple[str, ...]:
    """Give the devices whose name the screen would have to ask of a name server, which its unit refuses."""
    return tuple(f"{what} “{host}”" for what, host, _ in _named_devices(settings) if _by_name(host))


def _by_name(host: str) -> bool:
    return bool(host) and host != "localhost" and not _is_address(host)


def _devices(
    settings: Configuration, look_up: Callable[[str], Sequence[str]]
) -> tuple[tuple[Endpoint, ...], tuple[str, ...]]:
    """Give where the screen's devices answer; the screen speaks IPv4 alone (kiosk.service)."""
    said = []
    scanner = settings.scanner.device
    if _SEARCHED.match(scanner):
        said.append(
            f"Máy quét mạng “{scanner}”: tường lửa chỉ cho đi tới địa chỉ ghi rõ. Ghi scanner.device = "
            '"airscan:escl:Tên:http://ĐỊA-CHỈ/eSCL", rồi chạy kioskctl firewall.'
        )
    reached: dict[Endpoint, None] = {}
    for what, host, port in _named_devices(settings):
        addresses = looked_up(host, look_up)
        four = [one for one in addresses if one.version == 4]
        if not four:
            where = f"của “{host}”" if host else "trong cấu hình"
            said.append(f"{what}: chưa biết địa chỉ IPv4 {where}; ghi địa chỉ bằng số vào kiosk.toml.")
        elif _by_name(host):
            said.append(
                f"{what}: “{host}” là tên, mà màn hình không hỏi máy chủ tên trên mạng; "
                "ghi địa chỉ bằng số vào kiosk.toml."
            )
        reached.update(dict.fromkeys((one, port) for one in four if not one.is_loopback))
    return tuple(reached), tuple(said)


def _paper(queue: str, printers: Path, look_up: Callable[[str], Sequence[str]]) -> tuple[Endpoint, ...]:
    """Give where the A4 printer answers, as CUPS notes it beside its queue."""
    if not queue:
        return ()
    try:
        text = printers.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    section = re.search(
        rf"<(?:Default)?Printer {re.escape(queue)}>(.*?)</(?:Default)?Printer>", text, re.DOTALL
    )
    line = re.search(r"^\s*DeviceURI\s+(\S+)", section[1], re.MULTILINE) if section else None
    host, port = _host_and_port(line[1], _PAPER_PORTS) if line else ("", 0)
    return tuple((one, port) for one in looked_up(host, look_up) if not one.is_loopback) if port else ()


def _host_and_port(address: str, ports: Mapping[str, int]) -> tuple[str, int]:
    """Take an address apart; ("", 0) where it is none of the ways of `ports`."""
    try:
        parts = urlsplit(address)
        port = parts.port or ports.get(parts.scheme, 0)
    except ValueError:
        return "", 0
    return (parts.hostname or "", port) if parts.scheme in ports else ("", 0)


def looked_up(host: str, look_up: Callable[[str], Sequence[str]] = resolve) -> tuple[Address, ...]:
    """Give the addresses of a host, none where nobody tells them."""
    if _is_address(host):
        return (ipaddress.ip_address(host),)
    found: dict[Address, None] = {}
    # It ends with the first failure: without a network each question waits for its own deadline.
    with contextlib.suppress(OSError, ValueError):
        for _ in range(_LOOK_UPS if host else 0):
            found.update(dict.fromkeys(_addresses(look_up(host))))
    return tuple(found)


def _is_address(host: str) -> bool:
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return True
    return False


def _addresses(words: Sequence[str]) -> Iterator[Address]:
    for word in words:
        try:
            yield ipaddress.ip_address(word.partition("%")[0])
        except ValueError:
            continue


def _nameservers(path: Path) -> list[Address]:
    try:
        names = _NAMESERVER.findall(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []
    return [one for one in _addresses(names) if not one.is_loopback]


def drop_in_text(allowed: AllowedDestinations) -> str:
    """Give the drop-in of kiosk-sync's unit."""
    hosts = [
        f"# {what} {host}: {' '.join(map(str, addresses))}"
        for what, named in (("at", allowed.hosts), ("no longer named for", allowed.late))
        for host, addresses in named.items()
    ]
    lines = [f"IPAddressAllow={one}" for one in dict.fromkeys((*allowed.portal, *allowed.resolvers))]
    return "\n".join([_HEAD.rstrip("\n"), *hosts, "[Service]", *lines]) + "\n"


def screen_drop_in_text(allowed: AllowedDestinations) -> str:
    """Give the drop-in of the screen's unit."""
    lines = [f"IPAddressAllow={one}" for one in dict.fromkeys(one for one, _ in allowed.devices)]
    return "\n".join([_HEAD + "[Service]", *lines]) + "\n"


def elements_text(allowed: AllowedDestinations) -> str:
    """Give the file with the portal's addresses."""
    lines = []
    for name, version in (("portal4", 4), ("portal6", 6)):
        addresses = [str(one) for one in allowed.portal if one.version == version and not one.is_loopback]
        if addresses:
            lines.append(f"add element inet kiosk {name} {{ {', '.join(addresses)} }}")
    return _HEAD + "".join(f"{line}\n" for line in lines)


def endpoints_text(allowed: AllowedDestinations) -> str:
    """Give the file with what else the configuration names, each at its port."""
    lines: list[str] = []
    for name, endpoints in (
        ("service", allowed.services),
        ("screen", allowed.devices),
        ("paper", allowed.paper),
    ):
        lines += element_lines(name, endpoints)
    return _HEAD + "".join(f"{line}\n" for line in lines)


def element_lines(name: str, endpoints: Sequence[Endpoint], suffix: str = "") -> Iterator[str]:
    """Give the lines that fill the sets `name`4 and `name`6 with addresses and ports."""
    for version in (4, 6):
        pairs = [
            f"{one} . {port}{suffix}"
            for one, port in endpoints
            if one.version == version and not one.is_loopback
        ]
        if pairs:
            yield f"add element inet kiosk {name}{version} {{ {', '.join(pairs)} }}"


def write_destinations(allowed: AllowedDestinations, below: Callable[[Path], Path] = Path) -> bool:
    """Write the files; gives whether anything changed. `below`: where each belongs. Raises `OSError`."""
    changed = False
    for named, text in (
        (DROP_IN, drop_in_text(allowed)),
        (SCREEN_DROP_IN, screen_drop_in_text(allowed)),
        (ELEMENTS, elements_text(allowed)),
        (WAYS, endpoints_text(allowed)),
    ):
        path = below(named)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        # Readable by everybody: `kioskctl doctor` reads it as another user.
        replace_file(path, text.encode("utf-8"))
        changed = True
    return changed
