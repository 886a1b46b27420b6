"""Tables of how citizens without VNeID are known: the chip reader, and the staff who confirm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from configuration.table import Table


class Chip(Table):
    """`[chip]`: the reader of card chips."""

    reader: str | None = None
    """Part of the reader's name as `pcsc_scan` shows it; "" takes the first; unset: this kiosk has none."""
    trust_store: Path = Path("/etc/kiosk/country-signers")
    """A folder with the certificates of the country signers (CSCA), and lists of what they withdrew."""


class StaffBadge(Table):
    """One member of staff who may confirm at the kiosk that they saw who hands a dossier in."""

    id: str = Field(pattern=r"[A-Za-z0-9_-]{1,20}")
    name: str = Field(min_length=1, max_length=100)
    secret_hash: str = Field(pattern=r"\$argon2id\$.{20,300}")
    """As `kioskctl badge` prints it."""
    until: date | None = None
    """Last day on which the badge holds."""


class Staff(Table):
    """`[staff]`: who works at this counter."""

    badges: tuple[StaffBadge, ...] = ()
