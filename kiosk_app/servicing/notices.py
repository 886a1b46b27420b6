"""Messages of the province for its kiosks: TOML with an Ed25519 signature beside it.

openssl pkeyutl -sign -rawin -inkey province.key -in notices.toml | base64 > notices.toml.sig
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from configuration.table import Table
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import read_key, verified_bytes

NAME = "notices.toml"
MOST = 20


class ProvinceNotice(Table):
    """`[[notice]]`: one message."""

    title: str = Field(min_length=1, max_length=100)
    text: str = Field(min_length=1, max_length=600)
    english_title: str = Field(default="", max_length=100)
    english: str = Field(default="", max_length=600)
    audience: Literal["citizens", "staff"] = "citizens"
    kiosks: tuple[str, ...] = ()
    """Ids of those that show it; empty: all."""
    begins: AwareDatetime | None = None
    ends: AwareDatetime | None = None

    def shown(self, kiosk_id: str, now: datetime) -> bool:
        """Whether this kiosk shows it now."""
        begun = self.begins is None or self.begins <= now
        over = self.ends is not None and self.ends <= now
        return begun and not over and (not self.kiosks or kiosk_id in self.kiosks)


class NoticeFile(Table):
    """The whole file."""

    format: Literal[1]
    issued: AwareDatetime
    notice: tuple[ProvinceNotice, ...] = Field(default=(), max_length=MOST)


def read_notices(path: Path, key: Path) -> NoticeFile | None:
    """Read the file, its signature first; None where there is no file. Raises `ProvisioningError`."""
    if not path.exists():
        return None
    content = verified_bytes(path, read_key(key))
    try:
        return NoticeFile.model_validate(tomllib.loads(content.decode("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProvisioningError(f"{path.name} không phải TOML. Tin cũ vẫn được hiện.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise ProvisioningError(f"{path.name}: {name}: {first['msg']}. Tin cũ vẫn được hiện.") from error
