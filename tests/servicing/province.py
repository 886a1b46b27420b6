"""A province of the test: its keys and the files that it signs, made with openssl as its staff would."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from configuration.write import value_text
from kiosk_app.servicing.provisioning.signed_file import KEY, NAME, SIGNATURE, read_key

ADDRESS = "https://portal.example/o/rest/v2"


class Province:
    """Owns an Ed25519 key pair and a recovery key."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._private = folder / "province.key"
        self.public = folder / KEY
        _openssl("genpkey", "-algorithm", "ed25519", "-out", str(self._private))
        _openssl("pkey", "-in", str(self._private), "-pubout", "-out", str(self.public))
        self.recovery = str(pyrage.x25519.Identity.generate().to_public())

    @property
    def key(self) -> Ed25519PublicKey:
        """The public key."""
        return read_key(self.public)

    def stick(self, folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
        """Write a stick; `changes` replaces top-level keys of the file, None leaves one out."""
        content: dict[str, Any] = {
            "format": 1,
            "issued": "2026-11-20T08:00:00+07:00",
            "common": {
                "kiosk": {"authority_name": "UBND xã Nam Giang", "province_code": "48"},
                "queue": {"recipients": [self.recovery]},
                "portal": {"address": ADDRESS, "identity_address": "https://id.example"},
            },
            "secrets": {"portal_user": "kiosk", "portal_password": "rất kín"},
            "kiosk": [
                {
                    "id": "DN07",
                    "machine": "SN-0007",
                    "tables": {"kiosk": {"authority_code": "H17.99.01", "commune_code": "20707"}},
                },
                {
                    "id": "DN08",
                    "machine": "SN-0008",
                    "tables": {"kiosk": {"authority_code": "H17.99.02", "commune_code": "20707"}},
                },
            ],
            **(changes or {}),
        }
        text = "".join(
            f"{name} = {value_text(value)}\n" for name, value in content.items() if value is not None
        )
        return self.sign(folder, text)

    def sign(self, folder: Path, text: str) -> Path:
        """Write any text and sign it."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        path.write_text(text, encoding="utf-8")
        raw = folder / "raw"
        _openssl(
            "pkeyutl", "-sign", "-rawin", "-inkey", str(self._private), "-in", str(path), "-out", str(raw)
        )
        (folder / SIGNATURE).write_bytes(base64.encodebytes(raw.read_bytes()))
        raw.unlink()
        return folder


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
