"""Dates as portals write them, read strictly: the moment, a day without an hour, or nothing.

A wrong date on a slip is worse than none: "1796119200" is seconds since 1970 and no year, "04/12/2026" has no
hour, and whether "4/12/2026 5:00 PM" is in April nobody can tell. What is given is ISO 8601:
"2026-12-04T17:00:00+07:00" or "2026-12-04".
"""

from __future__ import annotations

import logging
import re
from datetime import date, datetime, timedelta

from offline_queue.portal.written_dates import EARLIEST, LATEST, numbered, worded
from vietnam.time_zone import VIETNAM
from vietnam.working_days import is_working_day

log = logging.getLogger(__name__)
_NUMBER = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{8,19}")
_A_DAY = "2026-12-04"
_LONGEST = timedelta(days=3653)
"""Ten years: no procedure takes longer."""
_DOUBTS = {"before": "before the reception", "far": "more than ten years ahead"}


def date_of(value: object) -> str:
    """Give a portal's date in Vietnam's zone: a moment, a day where no hour is told, or "".

    `value`: seconds, or thousandths to billionths of them, since 1970; digits from year to second or a part
    of them; `dd/MM/yyyy` with or without an hour before or behind, also in words; ISO 8601 with or without a
    zone; RFC 5322 and what Java and JavaScript print; `/Date(…)/`. Midnight, here and of UTC, is no hour:
    portals write it for a day. Nothing outside the years 2000 to 2099 is a date.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    found = numbered(text) if _NUMBER.fullmatch(text) and text.isascii() else worded(text)
    if found is None:
        return ""
    if not isinstance(found, datetime):
        return found.isoformat() if EARLIEST <= found.year <= LATEST else ""
    # The year as it stands: at the ends of the calendar no other zone can be asked for.
    if not EARLIEST - 1 <= found.year <= LATEST + 1:
        return ""
    local = found.astimezone(VIETNAM)
    if not EARLIEST <= local.year <= LATEST:
        return ""
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return local.date().isoformat()
    if found.utcoffset() == timedelta() and (found.hour, found.minute, found.second) == (0, 0, 0):
        # A day that a program took for a moment of UTC: no office has its hour at seven sharp for that.
        return found.date().isoformat()
    return local.isoformat(timespec="seconds")


def due_of(value: object, received: str) -> tuple[str, str]:
    """Give the date by which a result is promised, or "" and why it cannot be: "before" or "far".

    `received`: when the dossier was received, as `date_of` gives it, or "".
    """
    due = date_of(value)
    doubt = _doubt_about(due, received)
    if doubt:
        log.warning("a due date of the portal is not kept: it lies %s", _DOUBTS[doubt])
        return "", doubt
    return due, ""


def is_day_off(due: str) -> bool:
    """Whether a date, as `date_of` gives it, falls on a day on which offices are closed; "" does not."""
    return due != "" and not is_working_day(_day(due))


def _doubt_about(due: str, received: str) -> str:
    if not due or not received:
        return ""
    day, begun = _day(due), _day(received)
    both_told = len(due) > len(_A_DAY) and len(received) > len(_A_DAY)
    if day < begun or (both_told and datetime.fromisoformat(due) < datetime.fromisoformat(received)):
        return "before"
    return "far" if day - begun > _LONGEST else ""


def _day(iso: str) -> date:
    return date.fromisoformat(iso[: len(_A_DAY)])
