"""Says to an OpenCPS portal who holds a kiosk's id: an addition of this project that a portal may lack."""

from __future__ import annotations

from collections.abc import Mapping

from offline_queue.contract.holding import IdHolding
from offline_queue.portal.id_statement import holding_of
from offline_queue.portal.transport import Transport


class OpencpsTellHolder:
    """`POST /kiosks`; a refusal that names `kiosk_id_in_use` is the word for a second holder."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: Mapping[str, str]) -> IdHolding:
        """Tell it. Raises `PortalError` for what is no answer to it."""
        return holding_of(lambda: self._transport.call("POST", "/kiosks", value=dict(asked)))
