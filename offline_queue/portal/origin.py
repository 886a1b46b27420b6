"""Origins of addresses (RFC 6454): what may get a document, or a password, and what may not."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

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


def place_of(asked: str, location: str) -> str:
    """Give the address that an answer's `Location` names, "" for one that must get nothing.

    `Location` may be relative to what was asked. A portal behind a proxy names itself as it knows itself
    (http, an inner port): with the same host the path is taken to lie behind the address that was asked. The
    host is never written as the answer writes it: who compares and who connects may read it differently.
    """
    try:
        place = urldefrag(urljoin(asked, location.strip())).url
    except ValueError:
        return ""
    if not location.strip() or any(ord(sign) <= 0x20 or sign == "\x7f" for sign in place):
        return ""
    theirs, ours = origin(place), origin(asked)
    if theirs is None or ours is None or theirs[1] != ours[1]:
        return ""
    before, given = urlsplit(asked), urlsplit(place)
    return urlunsplit((before.scheme, before.netloc, given.path, given.query, ""))
