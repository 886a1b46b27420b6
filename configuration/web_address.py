"""An address that citizens open on a phone: printed on slips, asked by no program of the kiosk."""

from __future__ import annotations

from configuration.service_address import parts_of


def web_address(address: str) -> str:
    """Give it as it is. Raises `ValueError` for what no phone opens."""
    parts = parts_of(address)
    if parts is None or parts.scheme not in ("https", "http") or " " in address:
        raise ValueError("a web address is expected, e.g. https://dichvucong.gov.vn")
    return address
