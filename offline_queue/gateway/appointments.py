"""Whether an appointment may be checked in now: the portal's word, and the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from offline_queue.contract.appointment_messages import AppointmentParams, AppointmentTold, appointment_of
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import UNKNOWN_CODES, CountedAct, GuardStoreError
from offline_queue.gateway.look_ups import LOOK_UPS
from offline_queue.portal.port import PortalError
from vietnam.time_zone import in_vietnam

log = structlog.get_logger(__name__)

BEFORE = timedelta(minutes=30)
"""How long before its time an appointment can be checked in; who comes earlier would crowd the counter."""
AFTER = timedelta(minutes=15)
"""After the end of its time: the place was given to somebody else then."""


class Appointments:
    """Thread-safe. Codes count up: told is what the door's display tells as well, and no name."""

    def __init__(self, asking: DossierQuestion) -> None:
        """`asking`: whom to ask, and whose kiosk this is."""
        self._asking = asking

    def check(self, params: AppointmentParams) -> AppointmentTold:
        """Say whether it may be checked in, or why not."""
        code = " ".join(params.code.split()).upper()
        named = appointment_of(code)
        if named is None:
            return AppointmentTold(result="wrong_code")
        now = in_vietnam(self._asking.clock.now())
        authority, day = named
        if authority != self._asking.authority_code:
            return AppointmentTold(result="other_commune")
        if day != now.date():
            return AppointmentTold(result="other_day", day=day.isoformat())
        try:
            return self._asked(code, now)
        except GuardStoreError as error:
            log.error("no appointment is looked at", reason=str(error))  # noqa: TRY400  the text is the story
            return AppointmentTold(result="not_now")

    def _asked(self, code: str, now: datetime) -> AppointmentTold:
        store = self._asking.store
        store.tidy()
        kiosk = store.digest(LOOK_UPS)
        with store.changing():
            if store.wait_s(CountedAct.UNKNOWN_CODE, kiosk, UNKNOWN_CODES) > 0:
                return AppointmentTold(result="too_often")
        try:
            found = self._asking.ask(self._asking.portal.appointment, code)
        except PortalError as error:
            log.info("an appointment not told", outcome=error.outcome.value)
            if error.gone:
                store.count(CountedAct.UNKNOWN_CODE, kiosk)
            return AppointmentTold(result="unknown" if error.gone else "not_now")
        told = {"letter": found.letter, "day": found.day.isoformat(), "begins": found.begins}
        told |= {"ends": found.ends, "number": found.number}
        if found.authority_code != self._asking.authority_code:
            return AppointmentTold(result="other_commune")
        if found.state != "booked":
            return AppointmentTold(result=found.state, **told)
        if found.day != now.date():
            return AppointmentTold(result="other_day", **told)
        if now < _at(now, found.begins) - BEFORE:
            return AppointmentTold(result="early", **told)
        return AppointmentTold(result="late" if now > _at(now, found.ends) + AFTER else "open", **told)


def _at(day: datetime, time: str) -> datetime:
    hour, minute = time.split(":")
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
