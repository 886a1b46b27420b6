"""Tables of being looked after with a thousand others."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from configuration.service_address import encrypted_address, host_alone
from configuration.table import Table


class Fleet(Table):
    """`[fleet]`: the province's broker, which is told how this kiosk is; nothing of any citizen."""

    broker: str = Field(default="", pattern=r"^[A-Za-z0-9.:-]{0,253}$")
    """Host name of the MQTT broker (TLS, both sides show a certificate); unset: nobody is told."""
    port: int = Field(default=8883, ge=1, le=65_535)
    ca_file: Path | None = None
    """The authority of the certificates of broker and editions' address; unset: the system's."""
    status_every_s: float = Field(default=60.0, gt=0)
    """Seconds between two whole states; what changes is told at once."""
    keepalive_s: int = Field(default=30, ge=5, le=1_200)
    """A kiosk that is silent for one and a half times as long is told to be gone, by the broker itself."""
    answer_s: float = Field(default=20.0, gt=0, le=120)
    """Longest wait for one answer of the broker."""
    most_waiting: int = Field(default=2_000, ge=10, le=100_000)
    """Messages kept while the broker is away; then the oldest go, and how many went is told."""
    editions: Path = Path("/var/lib/kiosk-editions")
    """Where it is kept which edition of the province's settings holds (`kioskctl edition`)."""
    editions_address: str = Field(default="", pattern=r"^(https://[^\s?#]{1,500})?$")
    """Where the province lays its editions, a folder a ring (HTTPS); unset: they come by stick alone."""
    editions_every_h: float = Field(default=1.0, gt=0, le=168)
    """Hours between two looks for a new one."""
    ring: Literal["canary", "early", "all"] = "all"
    """When this kiosk takes new settings of the province: canary communes first."""

    @field_validator("broker")
    @classmethod
    def _without_port(cls, broker: str) -> str:
        return host_alone(broker)

    @field_validator("editions_address")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        return encrypted_address(address) if address else address
