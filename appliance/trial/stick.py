"""The province's signed file of the trials."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyrage

from configuration.write import value_text
from kiosk_app.servicing.provisioning.settle import composed

PORTAL_PORT, PRINTER_PORT = 8900, 9100
KIOSK = "DN07"


def write_stick(
    folder: Path, more: Mapping[str, Mapping[str, Any]] = MappingProxyType({}), code: str = ""
) -> None:
    """Write the province's signed file.

    `more`: tables that are laid over the usual ones; `code`: the kiosk's one-time code.
    """
    folder.mkdir()
    key = folder.parent / "province.key"
    if not key.exists():
        _openssl("genpkey", "-algorithm", "ed25519", "-out", str(key))
    _openssl("pkey", "-in", str(key), "-pubout", "-out", str(folder / "province.pem"))
    recovery = str(pyrage.x25519.Identity.generate().to_public())
    content: dict[str, Any] = {
        "format": 1,
        "issued": "2026-11-20T08:00:00+07:00",
        "secrets": {"portal_user": "kiosk", "portal_password": "sandbox-only"},
        "kiosk": [{"id": KIOSK, **({"secrets": {"enrolment_code": code}} if code else {})}],
        "common": {
            "kiosk": {
                "authority_code": "H17.99.01",
                "authority_name": "UBND xã Nam Giang",
                "province_code": "48",
                "commune_code": "20707",
            },
            "queue": {"recipients": [recovery], "reserve_mb": 1},
            "portal": {
                "address": f"http://127.0.0.1:{PORTAL_PORT}/o/rest/v2",
                "identity_address": f"http://127.0.0.1:{PORTAL_PORT}/identity",
                "without_tpm": "disk-is-encrypted",
            },
            "sync": {"probe_every_s": 1.0, "network_manager": False},
            "scanner": {
                "device": "pnm:0",
                "sane_config_dir": "/world/sane",
                "options": {"filename": "/world/sheet.ppm"},
            },
            "printer": {"transport": "tcp", "port": PRINTER_PORT},
            "reader": {"kind": "camera", "source": "/world/code.png"},
            "sound": {"device": ""},
        },
    }
    content["common"] = composed(content["common"], more)
    text = "".join(f"{name} = {value_text(value)}\n" for name, value in content.items())
    path = folder / "provision.toml"
    path.write_text(text, encoding="utf-8")
    _openssl("pkeyutl", "-sign", "-rawin", "-inkey", str(key), "-in", str(path), "-out", str(folder / "raw"))
    raw = (folder / "raw").read_bytes()
    (folder / "provision.toml.sig").write_bytes(base64.encodebytes(raw))
    (folder / "raw").unlink()


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
