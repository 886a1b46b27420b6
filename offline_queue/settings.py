"""Settings of the queue and the daemon, and how the one TOML file is read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class SettingsError(Exception):
    """The configuration is wrong. The text is one line: file, key, value, what is allowed."""


class Section(BaseModel):
    """A table of the file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KioskIdentity(Section):
    """`[kiosk]`: which machine this is and where it stands."""

    id: str = Field(pattern=r"^[A-Z0-9]{2,8}$")
    """Short name in provisional codes, e.g. "DN07"."""
    authority_code: str
    authority_name: str
    """Receiving authority, e.g. "UBND xã Nam Giang"."""
    parent_authority: str = ""
    place: str = ""
    """Place name for dates on slips."""
    phone: str = ""
    """Phone of the counter."""
    province_code: str = Field(pattern=r"^\d{2}$")
    commune_code: str = Field(pattern=r"^\d{5}$")


class Queue(Section):
    """`[queue]`: the database and whom its parts are sealed to."""

    database: Path
    recipients: tuple[str, ...] = Field(min_length=1)
    """age public keys: this kiosk's sync key and the province's recovery key."""
    reserve_mb: int = Field(default=200, ge=0)
    """Free space kept for finishing what was begun; below it no new session starts."""
    retention_h: int = Field(default=24, ge=0)
    """Hours that delivered parts are kept after the portal acknowledged them."""


class Gateway(Section):
    """`[gateway]`: the socket between screen and daemon."""

    socket: Path
    deadline_s: float = Field(default=4.0, gt=0)


class Portal(Section):
    """`[portal]`: where dossiers go. Credentials are not here (systemd credentials, or `credentials` for tests)."""

    kind: Literal["opencps", "dvcqg"] = "opencps"
    address: str
    identity_address: str
    """Base address of the identity service."""
    group_id: int = 0
    ca_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    credentials: Path | None = None
    """Directory of the secrets; unset: $CREDENTIALS_DIRECTORY. Files: `sync.key`, `portal.user`, `portal.password`."""
    connect_timeout_s: float = Field(default=5.0, gt=0)
    read_timeout_s: float = Field(default=30.0, gt=0)


class Sync(Section):
    """`[sync]`: how the daemon delivers."""

    probe_every_s: float = Field(default=15.0, gt=0)
    backoff_first_s: float = Field(default=2.0, gt=0)
    backoff_cap_s: float = Field(default=900.0, gt=0)
    status_every_s: float = Field(default=300.0, gt=0)


class DaemonSettings(BaseModel):
    """What the daemon reads of the file; the screen's tables are left to the screen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kiosk: KioskIdentity
    queue: Queue
    gateway: Gateway
    portal: Portal
    sync: Sync = Sync()
    screen: dict[str, object] = {}
    scanner: dict[str, object] = {}
    printer: dict[str, object] = {}
    reader: dict[str, object] = {}
    session: dict[str, object] = {}
    catalogue: dict[str, object] = {}


Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, model: type[Model]) -> Model:
    """Read the file. Relative paths in it are taken from its folder. Raises `SettingsError`."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: no such file; give one with --config") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    try:
        settings = model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        value = first.get("input")
        shown = "" if isinstance(value, dict) else f" = {value!r}"
        raise SettingsError(f"{path}: {key}{shown}: {first['msg']}") from error
    return _with_absolute_paths(settings, path.parent)


def _with_absolute_paths(settings: Model, folder: Path) -> Model:
    changes: dict[str, object] = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, Path):
            changes[name] = folder / value
        elif isinstance(value, BaseModel):
            changes[name] = _with_absolute_paths(value, folder)
    return settings.model_copy(update=changes)
