"""What the kiosk is told while somebody stands at the terminal."""

from __future__ import annotations


def stays() -> bool:
    """They do not give up."""
    return False


def goes() -> bool:
    """They touched "Thôi"."""
    return True
