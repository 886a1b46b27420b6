"""Lays an edition where kiosks look for it: a folder a ring, below the root of any web server."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from configuration.outside_file import read_outside
from kiosk_app.servicing.editions.signed_edition import Label, read_edition
from offline_queue.contract.edition_shelf import MOST_BYTES

_INDEX = "edition.json"


def announce(path: Path, key: Ed25519PublicKey, root: Path) -> Label:
    """Lay it for each of its rings; what says that it is there comes last. Raises `EditionError`, `OSError`.

    A server that is asked meanwhile gives either what was there before or the new one, never a mixture.
    """
    edition = read_edition(path, key)
    content = read_outside(path, MOST_BYTES)
    signature = read_outside(path.with_name(path.name + ".sig"), MOST_BYTES)
    name = f"edition-{edition.label.number}.tar"
    index = {
        "format": 1,
        "number": edition.label.number,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    for ring in edition.label.rings:
        folder = root / ring
        folder.mkdir(parents=True, exist_ok=True)
        _put(folder / f"{name}.sig", signature)
        _put(folder / name, content)
        _put(folder / _INDEX, json.dumps(index).encode() + b"\n")
    return edition.label


def _put(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.fresh")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o644)
    fresh.replace(path)
