"""Puts together what was there, what was found and what the province or a person says, and writes it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import MOST_BYTES, check_tables, configuration_text
from configuration.migrate import migrated
from configuration.outside_file import read_outside, write_named
from configuration.write import replace_file, write_configuration
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore, ensure_sync_key, sync_key_public
from kiosk_app.servicing.provisioning.signed_file import ProvisionedSecrets
from vietnam import places

Tables = dict[str, dict[str, Any]]
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "queue": {"database": "/var/lib/kiosk-queue/queue.sqlite"},
    "gateway": {"socket": "/run/kiosk/sync.socket"},
    "scanner": {"device": ""},
    "printer": {"transport": "usb"},
    "reader": {"kind": "camera", "source": "/dev/kiosk/camera"},
}
"""Where the package's units and folders are; a device that was not found keeps a place to be put right."""
_STATE = "provisioned.json"


@dataclass(frozen=True, slots=True)
class PreviousSetup:
    """What stood on the machine."""

    tables: Tables
    said: tuple[str, ...]
    """Sentences: what an older file was brought forward from, what could not be read."""
    issued: datetime | None
    """Of the province's file that was used last."""


def look_before(config: Path) -> PreviousSetup:
    """Read what is there already. A damaged file is kept aside under another name, and said.

    Raises `ProvisioningError` for a file that is there and cannot be read.
    """
    said: list[str] = []
    tables: Tables = {}
    try:
        raw = tomllib.loads(configuration_text(config))
    except FileNotFoundError:
        raw = {}
    except OSError as error:
        raise ProvisioningError(f"Không đọc được {config} ({error.strerror}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raw = {}
        said.append(_set_aside(config))
    changed, sentences = migrated(raw)
    for name, table in changed.items():
        if isinstance(table, dict):
            tables[name] = table
    return PreviousSetup(tables, (*said, *sentences), _last_issued(config))


def _set_aside(config: Path) -> str:
    """Keep a damaged file under another name; gives the sentence about it."""
    kept = config.with_name(config.name + ".damaged")
    try:
        write_named(kept, read_outside(config, MOST_BYTES, follow=True))
    except OSError as error:
        return f"Tệp cấu hình cũ bị hỏng (ghi dở?), chưa giữ lại được ở {kept} ({error.strerror})."
    return f"Tệp cấu hình cũ bị hỏng (ghi dở?), đã giữ lại ở {kept}."


def composed(*layers: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Lay tables over each other, key by key; the later wins."""
    tables: Tables = {}
    for layer in layers:
        for name, keys in layer.items():
            tables.setdefault(name, {}).update(keys)
    return tables


def check_place(settings: Configuration) -> None:
    """Refuse codes of no province or commune. Raises `ProvisioningError`."""
    kiosk = settings.kiosk
    if places.province(kiosk.province_code) is None:
        raise ProvisioningError(f"Không có tỉnh nào mã {kiosk.province_code}. Chưa thay đổi gì.")
    if places.commune(kiosk.province_code, kiosk.commune_code) is None:
        raise ProvisioningError(
            f"Tỉnh {kiosk.province_code} không có xã nào mã {kiosk.commune_code}. Chưa thay đổi gì."
        )


@dataclass(frozen=True, slots=True)
class ProvisioningResult:
    """What provisioning did."""

    settings: Configuration
    said: tuple[str, ...]


def settle(
    config: Path,
    tables: Tables,
    secrets: ProvisionedSecrets,
    store: CredentialStore,
    *,
    recovery_keys: Sequence[str] = (),
    issued: datetime | None = None,
) -> ProvisioningResult:
    """Check everything, seal the secrets, and write the configuration last: once it exists all is done.

    `recovery_keys`: the province's age public keys. `issued`: of the province's file, to refuse older ones.
    Raises `ProvisioningError`; the earlier configuration then still stands.
    """
    said: list[str] = []
    try:
        # Validated before a key is made, so that a wrong file leaves nothing behind.
        draft = composed(tables)
        keys = list(dict.fromkeys([*draft.get("queue", {}).get("recipients", []), *recovery_keys]))
        _tried(config, draft, keys)
        made = ensure_sync_key(store)
        own = made or sync_key_public(store)
        said.extend(f"Đã niêm phong lại {name} bằng TPM." for name in store.bind_anew())
        if made is not None:
            said.append(f"Đã tạo khóa của máy, gắn với {store.binding}.")
        # An earlier key of this machine stays a recipient, for dossiers that were sealed to it.
        draft.setdefault("queue", {})["recipients"] = list(dict.fromkeys([own, *keys]))
        for name, secret in (
            ("portal.user", secrets.portal_user),
            ("portal.password", secrets.portal_password),
        ):
            if secret:
                store.put(name, f"{secret}\n".encode())
                said.append(f"Đã niêm phong {name}.")
            elif not store.has(name):
                said.append(f"Chưa có {name}: dịch vụ gửi hồ sơ chưa chạy được.")
        settings = write_configuration(config, draft)
        if issued is not None:
            _remember(config, issued)
    except ConfigurationError as error:
        raise ProvisioningError(f"Cấu hình chưa dùng được ({error}). Chưa thay đổi gì.") from error
    except OSError as error:
        raise ProvisioningError(
            f"Không ghi được {config} ({error.strerror}): đĩa chỉ đọc hay đầy? Cấu hình cũ còn nguyên."
        ) from error
    said.append(f"Đã ghi {config}.")
    return ProvisioningResult(settings, tuple(said))


def _tried(config: Path, tables: Tables, keys: Sequence[str]) -> None:
    """Validate with a stand-in for the key that is made later.

    Raises `ConfigurationError` and `ProvisioningError`.
    """
    if not keys:
        raise ProvisioningError(
            "Chưa có khóa khôi phục của tỉnh (queue.recipients): hồ sơ phải mở được khi máy hỏng. "
            "Chưa thay đổi gì."
        )
    printer = tables.get("printer", {})
    if printer.get("transport") == "usb" and not printer.get("usb_vendor"):
        raise ProvisioningError(
            "Chưa thấy máy in phiếu: bật máy in, cắm dây USB, rồi làm lại (kioskctl find-devices cho biết "
            "máy thấy gì). Máy in có địa chỉ mạng hay cổng nối tiếp thì tệp của tỉnh nêu ở [printer]. "
            "Chưa thay đổi gì."
        )
    stand_in = str(pyrage.x25519.Identity.generate().to_public())
    trial = composed(tables, {"queue": {"recipients": [stand_in, *keys]}})
    check_place(check_tables(config, trial))


def _last_issued(config: Path) -> datetime | None:
    try:
        text = json.loads(config.with_name(_STATE).read_text(encoding="utf-8"))["issued"]
        return datetime.fromisoformat(text)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(config: Path, issued: datetime) -> None:
    replace_file(config.with_name(_STATE), json.dumps({"issued": issued.isoformat()}).encode())
