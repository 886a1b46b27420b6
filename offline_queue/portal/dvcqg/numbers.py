"""Official numbers in advance from the national portal."""

from __future__ import annotations

from offline_queue.portal.dvcqg.session import DvcqgSession
from offline_queue.portal.port import NumberRequest, PortalError
from offline_queue.portal.response_policy import Outcome


class DvcqgReserveNumbers:
    """`CapSoHoSo`: an addition of this project that a portal may lack."""

    def __init__(self, session: DvcqgSession) -> None:
        self._session = session

    def __call__(self, asked: NumberRequest) -> tuple[str, ...]:
        """Give the block."""
        row = self._session.write(
            "CapSoHoSo",
            maYeuCau=asked.request_uid,
            maCoQuan=asked.authority_code,
            soLuong=str(asked.count),
        )
        numbers = row.get("data")
        if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
            raise PortalError(Outcome.NONSENSE, "the block of numbers is no list")
        return tuple(numbers)
