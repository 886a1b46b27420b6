"""Who holds a kiosk's id: the first key that says so, in the newest life of its queue.

A second holder shows by its key (two kiosks configured alike), by a generation that another one followed
(a copy of the disk, or the disk that was copied), or by a start that another running program told already.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from portal_sandbox.store import Store


@dataclass
class _Holder:
    public_key: str
    generation: str = ""
    start: int = 0
    run: str = ""
    former: list[str] = field(default_factory=list)


class UnprovenError(Exception):
    """The statement is none, or the signature under it is not the key's."""


class Holders:
    """Remembers the holders in the store. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()

    def tell(self, message: Mapping[str, Any]) -> str:
        """Take a statement; gives why another holds the id, "" when the teller does.

        Raises `UnprovenError`.
        """
        said, public_key = _proven(message)
        kiosk_id, generation = str(said["kioskId"]), str(said["generation"])
        start, run = int(said["start"]), str(said["run"])
        with self._lock:
            known = self._store.holder(kiosk_id)
            holder = _Holder(**known) if known else _Holder(public_key)
            if holder.public_key != public_key:
                return "other_key"
            if generation in holder.former:
                return "older_generation"
            if generation == holder.generation and not (
                start > holder.start or (start, run) == (holder.start, holder.run)
            ):
                return "older_start"
            if holder.generation and generation != holder.generation:
                holder.former.append(holder.generation)
            holder.generation, holder.start, holder.run = generation, start, run
            self._store.keep_holder(kiosk_id, asdict(holder))
        return ""


def _proven(message: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    try:
        statement, public_key = str(message["statement"]), str(message["publicKey"])
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(str(message["signature"]), validate=True), statement.encode())
        said = json.loads(statement)
        return {name: said[name] for name in ("kioskId", "generation", "start", "run")}, public_key
    except (KeyError, ValueError, TypeError, InvalidSignature) as error:
        raise UnprovenError from error
