"""Whether an OpenCPS portal is there."""

from __future__ import annotations

from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


class OpencpsProbe:
    """Asks for something small that every portal of this kind answers in JSON, be it with "not found"."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self) -> None:
        """Raises `PortalError` unless the portal itself answers."""
        try:
            self._transport.call("GET", "/serviceinfos/statistics/levels")
        except PortalError as error:
            if error.outcome is not Outcome.REJECTED:
                raise
