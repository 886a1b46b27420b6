"""Origins of addresses (RFC 6454): what may get a document, or a password, and what may not."""

from __future__ import annotations

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have the same origin: scheme, host and port, a default port or not."""
    first = origin(one)
    return first is not None and first == origin(other)


def origin(address: str) -> tuple[str, str, int] | None:
    """Give scheme, host and port as RFC 6454 compares them, None for what has no origin."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        return None
    return scheme, host, _DEFAULT_PORTS[scheme] if port is None else port
