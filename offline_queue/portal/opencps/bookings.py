"""Queue numbers of the commune's counters in an OpenCPS portal's own bookings.

The protocol names the fields; it does not say how a repeated booking is known. A number is given out once a
day, so the day's list is read first, and a number that stands in it is not sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from offline_queue.portal.port import Fact, PortalError, QueueState
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

CLASS_NAME = "queue"
_NEEDED = {"number", "day", "kiosk_id", "issued_at", "letter"}
WAITING = "waiting"
"""State of a number that was not called yet."""


class OpencpsSendQueueTicket:
    """Books a number that was given out; nothing of who holds it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: Fact) -> None:
        """Send one, once."""
        told = {name: str(value) for name, value in asked.payload.items()}
        if missing := _NEEDED - told.keys():
            raise PortalError(Outcome.REJECTED, f"a queue ticket without {', '.join(sorted(missing))}")
        if told["number"] in {str(row.get("codeNumber")) for row in _rows(self._transport, told["day"])}:
            return
        form = {
            "className": CLASS_NAME,
            "classPK": told["kiosk_id"],
            "codeNumber": told["number"],
            "bookingDate": told["day"],
            "checkinDate": told["issued_at"],
            "serviceGroupCode": told["letter"],
            "state": WAITING,
            # The call display sorts by this field, so it decides who is called first.
            "speaking": "priority" if asked.payload.get("priority") else "",
            "online": "false",
        }
        self._transport.call("POST", "/bookings", form=form)


class OpencpsQueue:
    """Tells how many wait, by letter."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: date) -> QueueState:
        """Count the numbers of that day that were not called yet."""
        waiting: dict[str, int] = {}
        for row in _rows(self._transport, asked.isoformat()):
            letter = str(row.get("serviceGroupCode", ""))
            waiting[letter] = waiting.get(letter, 0) + (row.get("state") == WAITING)
        return QueueState(waiting)


def _rows(transport: Transport, day: str) -> list[Mapping[str, Any]]:
    answer = transport.call("GET", f"/bookings/{CLASS_NAME}", query={"bookingDate": day})
    return [row for row in answer.rows("bookings") if row.get("bookingDate") == day]
