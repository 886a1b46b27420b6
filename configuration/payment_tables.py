"""Tables of money and of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from configuration.table import Table


class Payment(Table):
    """`[payment]`: the account that fees are transferred to, as the commune approved it."""

    bank: str = Field(default="", pattern=r"^(\d{6})?$")
    """BIN of the treasury's bank, e.g. "970436"; "" offers no transfer."""
    bank_name: str = Field(default="", max_length=60)
    """As citizens know it, e.g. "Vietcombank"."""
    account: str = Field(default="", pattern=r"^[A-Za-z0-9]{0,19}$", validate_default=True)
    holder: str = Field(default="", pattern=r"^[A-Z0-9 ]{0,25}$", validate_default=True)
    """As the bank has it, in capitals without marks, e.g. "KHO BAC NHA NUOC"."""
    poll_s: float = Field(default=3.0, ge=2.0, le=60.0)
    """Seconds between two questions whether the money came, while a citizen waits."""

    @field_validator("account")
    @classmethod
    def _whole(cls, account: str, info: ValidationInfo) -> str:
        if bool(account) != bool(info.data.get("bank")):
            raise ValueError("bank and account belong together: both, or neither")
        return account

    @field_validator("holder")
    @classmethod
    def _named(cls, holder: str, info: ValidationInfo) -> str:
        if info.data.get("account") and not holder.strip():
            raise ValueError("whose account it is stands in the code: a holder is expected")
        return holder


class Terminal(Table):
    """`[terminal]`: a card or cash terminal that is asked through its cash register interface (ECR)."""

    transport: Literal["none", "tcp", "serial"] = "none"
    host: str = "127.0.0.1"
    port: int = Field(default=8888, ge=1, le=65535)
    device: Path | None = Field(default=None, validate_default=True)
    """Serial device."""
    baud_rate: int = Field(default=115200, gt=0)
    takes: tuple[Literal["card", "cash"], ...] = ("card",)
    """What can be put into it."""
    deadline_s: float = Field(default=120.0, ge=20, le=600)
    """How long a citizen has at the terminal."""

    @field_validator("device")
    @classmethod
    def _known_device(cls, device: Path | None, info: ValidationInfo) -> Path | None:
        if info.data.get("transport") == "serial" and device is None:
            raise ValueError("a serial terminal needs its device, e.g. /dev/ttyUSB1")
        return device


class Rating(Table):
    """`[rating]`: what citizens think of how a finished dossier was handled."""

    levels: Literal[3, 5] = 5
    """The provinces' kiosks ask in three levels, others in five."""
    on_front: bool = False
    """Whether the welcome screen offers it; a finished dossier that is looked up always does."""
