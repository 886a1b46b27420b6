"""Writes configuration files: what every kiosk needs, and what a test changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Tables = Mapping[str, Mapping[str, object]]
REQUIRED: Tables = {
    "kiosk": {
        "id": "DN07",
        "authority_code": "H17.99.01",
        "authority_name": "UBND xã Nam Giang",
        "province_code": "48",
        "commune_code": "20707",
    },
    "queue": {"database": "queue/outbox.sqlite"},
    "gateway": {"socket": "run/sync.sock"},
    "portal": {
        "address": "https://portal.example/o/rest/v2",
        "identity_address": "https://portal.example/identity",
    },
    "scanner": {"device": ""},
    "printer": {"transport": "tcp"},
    "reader": {"kind": "camera"},
}


def kiosk_toml(recipients: Sequence[str], changes: Tables | None = None) -> str:
    """Give a configuration that is sealed to these keys. `changes`: further keys, or other values."""
    tables = {name: dict(keys) for name, keys in REQUIRED.items()}
    tables["queue"]["recipients"] = list(recipients)
    for name, keys in (changes or {}).items():
        tables.setdefault(name, {}).update(keys)
    lines = []
    for name, table in tables.items():
        lines.append(f"[{name}]")
        # Texts, numbers, truth values and lists of them are written alike in TOML and JSON.
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def write_credentials(folder: Path, sync_key: str, login: tuple[str, str] = ("kiosk", "made-up")) -> None:
    """Write the daemon's three secrets into a new folder."""
    folder.mkdir()
    (folder / "sync.key").write_text(sync_key, encoding="utf-8")
    (folder / "portal.user").write_text(login[0], encoding="utf-8")
    (folder / "portal.password").write_text(login[1], encoding="utf-8")
