"""Addresses that programs of the kiosk ask: a mistyped one ends in the line that says so."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


def parts_of(address: str) -> SplitResult | None:
    """Take an address apart; None for one that names no host, or a port that cannot be."""
    try:
        parts = urlsplit(address)
        # Asked here: `urlsplit` looks at the port only when somebody wants it.
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    if any(one.isspace() or not one.isprintable() for one in parts.netloc):
        return None
    return parts if usable else None


def encrypted_address(address: str, *, this_machine: bool = False) -> str:
    """Give it as it is. Raises `ValueError` for what is not asked over TLS.

    `this_machine`: HTTP is good enough for a server of this machine.
    """
    parts = parts_of(address)
    if parts and parts.scheme == "https":
        return address
    if this_machine and parts and parts.scheme == "http" and parts.hostname in _THIS_MACHINE:
        return address
    besides = " (http:// only to this machine)" if this_machine else ""
    raise ValueError(f"an https:// address is expected{besides}, its port if any 1 to 65535")


def host_alone(host: str) -> str:
    """Give it as it is. Raises `ValueError` for a host with a port behind it."""
    if ":" in host:
        try:
            ipaddress.IPv6Address(host)
        except ValueError:
            raise ValueError("a host name or an address is expected, without a port") from None
    return host
