"""Tables of how citizens without VNeID are known: the chip reader, and the staff who confirm."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from configuration.table import Table


class Chip(Table):
    """`[chip]`: the reader of card chips."""

    reader: str | None = None
    """Part of the reader's name as `pcsc_scan` shows it; "" takes the first; unset: this kiosk has none."""
    trust_store: Path = Path("/etc/kiosk/country-signers")
    """A folder with the certificates of the country signers (CSCA), and lists of what they withdrew."""


class StaffBadge(Table):
    """One person who works at this counter or looks after the machine: a badge, a PIN, or both."""

    id: str = Field(pattern=r"[A-Za-z0-9_-]{1,20}")
    name: str = Field(min_length=1, max_length=100)
    secret_hash: str = Field(default="", pattern=r"^(\$argon2id\$.{20,300})?$")
    """Of the badge, as `kioskctl badge` prints it; unset: no badge."""
    pin_hash: str = Field(default="", pattern=r"^(\$argon2id\$.{20,300})?$")
    """Of the PIN for service mode, as `kioskctl badge --pin` prints it; unset: no PIN."""
    role: Literal["staff", "technician"] = "staff"
    """What the PIN opens in service mode; a badge, which can be photographed, opens what staff may do."""
    until: date | None = None
    """Last day on which badge and PIN hold."""


class Staff(Table):
    """`[staff]`: who works at this counter."""

    badges: tuple[StaffBadge, ...] = ()

    @field_validator("badges")
    @classmethod
    def _ids_differ(cls, badges: tuple[StaffBadge, ...]) -> tuple[StaffBadge, ...]:
        ids = [one.id for one in badges]
        if len(set(ids)) < len(ids):
            raise ValueError("two persons have one id: what they did could not be told apart")
        return badges
