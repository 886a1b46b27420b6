"""Dates as portals write them, read strictly: the moment, a day without an hour, or nothing.

A wrong date on a slip is worse than none: "1796119200" is seconds since 1970 and no year, "04/12/2026" has no
hour. What is read is ISO 8601: "2026-12-04T17:00:00+07:00" or "2026-12-04".
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime, timedelta

from vietnam.time_zone import VIETNAM
from vietnam.working_days import is_working_day

log = logging.getLogger(__name__)
_EARLIEST, _LATEST = 2000, 2099
_TIME = r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
_DAY = r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
_DAY_FIRST = re.compile(rf"{_DAY}(?:[ T,]+{_TIME})?")
_HOUR_FIRST = re.compile(rf"{_TIME}[ ,]+{_DAY}")
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})/(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})(?:[ T]+{_TIME})?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}:?(?:\d{2})?))?",
    re.IGNORECASE,
)
_DOT_NET = re.compile(r"/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/")
_COMPACT = {
    8: ("%Y%m%d", "%d%m%Y"),
    10: ("%Y%m%d%H",),
    12: ("%Y%m%d%H%M",),
    14: ("%Y%m%d%H%M%S", "%d%m%Y%H%M%S"),
}
_A_DAY = "2026-12-04"
_SECONDS, _MILLISECONDS = 10, 13
_LONGEST = timedelta(days=3653)
"""Ten years: no procedure takes longer."""


def date_of(value: object) -> str:
    """Give a portal's date in Vietnam's zone: a moment, a day where no hour is told, or "".

    `value`: seconds or milliseconds since 1970, digits from year to second or a part of them, `dd/MM/yyyy`
    with or without an hour before or behind, ISO 8601 with or without a zone, `/Date(…)/`. Midnight is no
    hour: portals write it for a day. Nothing outside the years 2000 to 2099 is a date.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = str(value).strip()
    if not text.isascii():
        return ""
    found = _digits(text) if text.isdigit() else _words(text)
    # The year as it stands: at the ends of the calendar no other zone can be asked for.
    if found is None or not _EARLIEST - 1 <= found.year <= _LATEST + 1:
        return ""
    local = found.astimezone(VIETNAM)
    if not _EARLIEST <= local.year <= _LATEST:
        return ""
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return local.date().isoformat()
    return local.isoformat(timespec="seconds")


def due_of(value: object, received: str) -> str:
    """Give the date by which a result is promised, or "" for one that cannot be, which is told in the log.

    `received`: when the dossier was received, as `date_of` gives it, or "".
    """
    due = date_of(value)
    doubt = _doubt_about(due, received)
    if doubt:
        log.warning("a due date of the portal is not kept: %s", doubt)
        return ""
    return due


def is_day_off(due: str) -> bool:
    """Whether a date, as `date_of` gives it, falls on a day on which offices are closed; "" does not."""
    return due != "" and not is_working_day(_day(due))


def _doubt_about(due: str, received: str) -> str:
    if not due or not received:
        return ""
    day, begun = _day(due), _day(received)
    both_told = len(due) > len(_A_DAY) and len(received) > len(_A_DAY)
    if day < begun or (both_told and datetime.fromisoformat(due) < datetime.fromisoformat(received)):
        return "it lies before the reception"
    return "it lies more than ten years ahead" if day - begun > _LONGEST else ""


def _day(iso: str) -> date:
    return date.fromisoformat(iso[: len(_A_DAY)])


def _digits(text: str) -> datetime | None:
    for form in _COMPACT.get(len(text), ()):
        try:
            found = datetime.strptime(text, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
        if _EARLIEST <= found.year <= _LATEST:
            return found
    if len(text) in {_SECONDS, _MILLISECONDS}:
        return _since_1970(int(text) / (1000 if len(text) == _MILLISECONDS else 1))
    return None


def _words(text: str) -> datetime | None:
    for pattern in (_DAY_FIRST, _HOUR_FIRST, _YEAR_FIRST):
        found = pattern.fullmatch(text)
        if found is not None:
            return _of_parts(found)
    if _ISO_DAY.fullmatch(text) or _ISO.fullmatch(text):
        return _iso(text.replace(",", ".").replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    net = _DOT_NET.fullmatch(text)
    return _since_1970(int(net.group(1)) / 1000) if net is not None else None


def _of_parts(found: re.Match[str]) -> datetime | None:
    clock = (found["time"] or "0:0").split(":")
    hour, minute, second = (int(part) for part in (*clock, "0", "0")[:3])
    try:
        return datetime(
            int(found["y"]), int(found["m"]), int(found["d"]), hour, minute, second, tzinfo=VIETNAM
        )
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _since_1970(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
