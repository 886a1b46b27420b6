"""Official numbers in advance from an OpenCPS portal."""

from __future__ import annotations

from offline_queue.portal.port import NumberRequest, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport


class OpencpsReserveNumbers:
    """`POST /dossiernumbers`: an addition of this project that a portal may lack."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: NumberRequest) -> tuple[str, ...]:
        """Give the block."""
        form = {
            "referenceUid": asked.request_uid,
            "govAgencyCode": asked.authority_code,
            "count": str(asked.count),
        }
        answer = self._transport.call("POST", "/dossiernumbers", form=form)
        numbers = answer.row().get("numbers")
        if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
            raise PortalError(Outcome.NONSENSE, "the block of numbers is no list", status=answer.status)
        return tuple(numbers)
