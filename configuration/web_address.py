"""An address that citizens open on a phone: printed on slips, asked by no program of the kiosk."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(address: str) -> str:
    """Give it as it is. Raises `ValueError` for what no phone opens."""
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or " " in address:
        raise ValueError("a web address is expected, e.g. https://dichvucong.gov.vn")
    return address
