"""Who holds a kiosk's id: what a kiosk says of itself, signed, and what the province answers.

An addition of this project that a portal may lack (docs/domain/portal.md#who-holds-a-kiosks-id).
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from offline_queue.contract.holding import REFUSED, IdHolding
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome

IN_USE = re.compile(r"kiosk_id_in_use: ([a-z_]{1,40})")
"""The province's own word for a second holder, in the `message` of its refusal."""


@dataclass(frozen=True, slots=True)
class IdStatement:
    """One statement. `start` counts the daemon's starts in this generation, `run` names this one."""

    kiosk_id: str
    generation: str
    start: int
    run: str


class HolderKey:
    """The key by which a kiosk is known: derived from its own secret, so that only who has that can sign."""

    def __init__(self, secret: bytes) -> None:
        """`secret`: 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    def signed(self, said: IdStatement) -> dict[str, str]:
        """Give the statement as it goes out: its text, the key, the signature over the text."""
        statement = statement_of(said)
        public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {
            "statement": statement,
            "publicKey": base64.b64encode(public).decode(),
            "signature": base64.b64encode(self._key.sign(statement.encode())).decode(),
        }


def statement_of(said: IdStatement) -> str:
    """Give the text that is signed."""
    return json.dumps(
        {
            "kioskId": said.kiosk_id,
            "generation": said.generation,
            "start": said.start,
            "run": said.run,
        },
        separators=(",", ":"),
    )


def holding_of(tell: Callable[[], object]) -> IdHolding:
    """Make the call and read what it says of the id. Raises `PortalError` for what is no answer to it."""
    try:
        tell()
    except PortalError as error:
        if error.outcome is not Outcome.REJECTED:
            raise
        refused = IN_USE.search(error.text)
        if refused is None:
            return IdHolding.NOT_TOLD
        # A reason that this program does not know yet still is a refusal.
        return next((one for one in REFUSED if one.value == refused[1]), IdHolding.OTHER_KEY)
    return IdHolding.OURS
