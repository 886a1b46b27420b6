"""An appointment at the counter (lịch hẹn): its code, and the question whether it may be checked in now."""

from __future__ import annotations

import re
from datetime import date

from offline_queue.contract.messages import Message

_CODE = re.compile(r"LH-([A-Z][0-9]{2}(?:\.[0-9]{2,3}){1,4})-([0-9]{2})([0-9]{2})([0-9]{2})-[0-9]{4,6}")


def appointment_of(text: str) -> tuple[str, date] | None:
    """Give (authority, day) of an appointment's code, e.g. "LH-H17.99.01-261124-0007"; None for none."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    try:
        return found[1], date(2000 + int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return None


class AppointmentParams(Message):
    """Parameters of `appointment.check`."""

    code: str


class AppointmentTold(Message):
    """Answer to `appointment.check`."""

    result: str
    """"open" (it may be checked in), "wrong_code", "unknown", "other_commune", "other_day", "early", "late",
    "checked_in", "cancelled", "too_often" or "not_now"."""
    letter: str = ""
    """Of the field of work."""
    day: str = ""
    """ISO 8601."""
    begins: str = ""
    ends: str = ""
    """E.g. "09:00"."""
    number: str = ""
    """The queue number that it was checked in under."""
