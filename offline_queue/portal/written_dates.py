"""The ways in which portals and their libraries write a date, each as one pattern; none is guessed at."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from vietnam.time_zone import VIETNAM

EARLIEST, LATEST = 2000, 2099
_IN_WORDS = r"\d{1,2} ?(?:giờ|h|g)(?: ?\d{2}(?: ?(?:phút|ph|p|'))?)?"
_CLOCK = rf"(?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?|{_IN_WORDS})"
_VIETNAMESE_HALF = r"(?: ?(?P<half>sa|ch))?"
_ENGLISH_HALF = r"(?: ?(?P<half>am|pm))?"
_DAY = r"(?:ngày )?(?P<d>\d{1,2})(?:[/.-]| tháng | thg )(?P<m>\d{1,2})(?:[/.-]| năm |, )(?P<y>\d{4})"
_ZONE = r"(?P<zone>z|ict|(?:gmt|utc)?[+-]\d{2}(?::?\d{2})?|gmt|utc)"
_MONTH = r"(?P<month>[a-z]{3,9})"
_OF_THE_WEEK = r"(?:(?P<of_the_week>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn),? )?"
_WEEKDAY = r"(?P<weekday>[a-z]{3})"
_ENGLISH_CLOCK = rf"(?:,? {_CLOCK}{_ENGLISH_HALF}(?: {_ZONE})?)?"
_YEAR_FIRST = r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_OF_THE_WEEK}{_DAY}(?:(?:[ t,]+|,? lúc ){_CLOCK}{_VIETNAMESE_HALF})?",
        rf"{_CLOCK}{_VIETNAMESE_HALF}[ ,]+{_OF_THE_WEEK}{_DAY}",
        rf"{_YEAR_FIRST}(?:[ t]+{_CLOCK}(?: ?{_ZONE})?(?:\[[a-z_/]+\])?)?",
        rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}})[ t]{_CLOCK}(?: ?{_ZONE})?",
        # RFC 5322, Java's Date, and what Gson and browsers print.
        rf"(?:{_WEEKDAY}, ?)?(?P<d>\d{{1,2}})[ -]{_MONTH},?[ -](?P<y>\d{{4}}){_ENGLISH_CLOCK}",
        rf"{_WEEKDAY} {_MONTH} (?P<d>\d{{1,2}}) {_CLOCK}(?: {_ZONE})? (?P<y>\d{{4}})",
        # A browser's Date in words, with the zone's name in whatever language behind it.
        rf"{_WEEKDAY} {_MONTH} (?P<d>\d{{1,2}}) (?P<y>\d{{4}}) {_CLOCK} {_ZONE}(?: \([^()]{{1,40}}\))?",
        rf"(?:{_WEEKDAY},? )?{_MONTH} (?P<d>\d{{1,2}}),? (?P<y>\d{{4}}){_ENGLISH_CLOCK}",
    )
)
_BASIC = re.compile(r"(\d{8})[ t](\d{2})(\d{2})(\d{2})?(.*)", re.ASCII)
_DOT_NET = re.compile(r"(?P<slash>(?:\\?/)?)(?:new )?date\((-?\d{12,14})(?:[+-]\d{4})?\)(?P=slash)", re.ASCII)
"""Thousandths since 1970, as .NET and JavaScript write them; a year and a month in it would be guessed at."""
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS = {name: number for number, whole in enumerate(_MONTH_NAMES, 1) for name in (whole, whole[:3])}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERED = {"hai": 2, "ba": 3, "ư": 4, "năm": 5, "sáu": 6, "bảy": 7}
_COMPACT = {
    8: ("%Y%m%d", "%d%m%Y"),
    10: ("%Y%m%d%H",),
    12: ("%Y%m%d%H%M", "%d%m%Y%H%M"),
    14: ("%Y%m%d%H%M%S", "%d%m%Y%H%M%S"),
}
_TO_THOUSANDTHS = 17
"""Digits of yyyyMMddHHmmssSSS."""
_PER_SECOND = {10: 1, 13: 10**3, 16: 10**6, 19: 10**9}
"""Digits of a number of today → its units in a second, since 1970."""


def numbered(text: str) -> date | None:
    """Read digits: from year to second or a part of them, or a count since 1970. None for no date."""
    whole, _, part = text.partition(".")
    if len(whole) == _TO_THOUSANDTHS and not part:
        whole = whole[:-3]
    for form in () if part else _COMPACT.get(len(whole), ()):
        found = _by_form(whole, form)
        if found is not None:
            return found
    per_second = _PER_SECOND.get(len(whole))
    # Thirteen digits that begin as a date with its minute are no count but a date that was cut, and ten that
    # begin as a day a date with an hour that no clock has: "2026120425".
    begins = "%Y%m%d%H%M" if len(whole) > 12 else "%Y%m%d"
    if per_second is None or _by_form(whole[: 12 if len(whole) > 12 else 8], begins) is not None:
        return None
    return _since_1970(int(whole) // per_second)


def worded(text: str) -> date | None:
    """Read everything else. None for no date, and for one that could be read in two ways."""
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    net = _DOT_NET.fullmatch(plain)
    if net is not None:
        return _since_1970(int(net.group(2)) // 1000)
    basic = _BASIC.fullmatch(plain)
    if basic is not None:
        day, hour, minute, second, rest = basic.groups()
        plain = f"{day}t{hour}:{minute}:{second or '00'}{rest}"
    for pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return _of_parts(found.groupdict())
    return None


def _of_parts(parts: dict[str, str | None]) -> date | None:
    try:
        month = int(parts["m"] or "") if "m" in parts else _MONTHS[parts["month"] or ""]
        day = date(int(parts["y"] or ""), month, int(parts["d"] or ""))
        weekday, of_the_week = parts.get("weekday"), parts.get("of_the_week")
        if weekday and _WEEKDAYS.index(weekday) != day.weekday():
            return None
        if of_the_week and _day_of_the_week(of_the_week) != day.weekday():
            return None
        written = parts["time"]
        if written is None:
            return day
        clock = [int(part) for part in re.findall(r"\d+", written)[:3]]
        hour, minute, second = (*clock, 0, 0)[:3]
        if (hour, minute, second) == (24, 0, 0):
            # The end of that day: who writes midnight as 24 does not mean the next one.
            return day
        return datetime(
            day.year, day.month, day.day, _hour(hour, parts.get("half")), minute, second, tzinfo=_zone(parts)
        )
    except (ValueError, KeyError):
        return None


def _day_of_the_week(text: str) -> int:
    """Give 0 for "thứ hai", "thứ 2" or "t2", which is Monday, to 6 for Sunday."""
    last = text.split()[-1].removeprefix("t")
    return 6 if text in ("chủ nhật", "cn") else (_NUMBERED.get(last) or int(last)) - 2


def _hour(hour: int, half: str | None) -> int:
    """Give the hour of 24 of one of 12. Raises ValueError for an hour that no such clock has."""
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half in ("pm", "ch") else 0)


def _zone(parts: dict[str, str | None]) -> tzinfo:
    text = (parts.get("zone") or "ict").removeprefix("gmt").removeprefix("utc")
    if text == "ict":
        return VIETNAM
    if text in ("", "z"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    # Raises ValueError beyond a day.
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _by_form(text: str, form: str) -> datetime | None:
    try:
        found = datetime.strptime(text, form).replace(tzinfo=VIETNAM)
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def _since_1970(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
