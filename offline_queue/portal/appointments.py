"""Appointments of the counter, at the province's address for requests.

Neither protocol says how a booking that was made for a time is checked in: `GET …/appointments/{code}` tells
of one, `POST …/appointments/{code}/checkin` says under which queue number its citizen waits; the same number
again changes nothing.
"""

from __future__ import annotations

import re
from datetime import date

from offline_queue.contract.portal_record import AppointmentRecord
from offline_queue.portal.fields import code_of
from offline_queue.portal.general_requests import RequestsEndpoint
from offline_queue.portal.port import Fact, PortalError
from offline_queue.portal.response_policy import Outcome

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_STATES = frozenset({"booked", "checked_in", "cancelled"})
_NEEDED = {"code", "number", "at", "kiosk_id"}


class AskAppointment:
    """Tells of one appointment; one that is not there is `gone`."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: str) -> AppointmentRecord:
        """Ask by its code."""
        row = self._endpoint.transport.call("GET", self._endpoint.address("appointments", asked)).row()
        begins, ends, state = str(row.get("from")), str(row.get("until")), str(row.get("state"))
        timed = _TIME.fullmatch(begins) and _TIME.fullmatch(ends) and begins < ends
        if row.get("code") != asked or not timed or state not in _STATES:
            raise PortalError(Outcome.NONSENSE, "the answer is no appointment, or another one")
        try:
            day = date.fromisoformat(str(row.get("day")))
        except ValueError as error:
            raise PortalError(Outcome.NONSENSE, "the appointment has no day") from error
        return AppointmentRecord(
            code=asked,
            authority_code=code_of(row.get("authorityCode")),
            day=day,
            begins=begins,
            ends=ends,
            letter=code_of(row.get("letter")),
            state=state,
            number=code_of(row.get("number")),
        )


class SendCheckIn:
    """Says that the citizen of an appointment is here, and under which number; nothing of who they are."""

    def __init__(self, endpoint: RequestsEndpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, asked: Fact) -> None:
        """Send one, once."""
        told = {name: str(value) for name, value in asked.payload.items()}
        if missing := _NEEDED - told.keys():
            raise PortalError(Outcome.REJECTED, f"a check-in without {', '.join(sorted(missing))}")
        value = {"number": told["number"], "at": told["at"], "kioskId": told["kiosk_id"]}
        address = self._endpoint.address("appointments", told["code"], "checkin")
        self._endpoint.transport.call("POST", address, value=value, headers={"Idempotency-Key": asked.uid})
