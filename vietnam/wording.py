"""How dates and sums are written in Vietnamese papers."""

from __future__ import annotations

from datetime import date, datetime

from vietnam.time_zone import in_vietnam


def date_words(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below 10 and months below 3 with a zero (NĐ 30/2020, phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def weekday_words(day: date) -> str:
    """ "thứ Hai" … "Chủ nhật"."""
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]


def moment_words(moment: datetime) -> str:
    """ "08 giờ 05 phút, ngày 24 tháng 11 năm 2026", by the clock of Vietnam (Mẫu 01, items 4 and 5)."""
    local = in_vietnam(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {date_words(local.date())}"


def when_words(when: date) -> str:
    """Give a moment as `moment_words` does, and a day that has no hour as `date_words` does."""
    return moment_words(when) if isinstance(when, datetime) else date_words(when)


def day_or_moment(text: str) -> date | None:
    """Read what a portal tells of a time, a day or a moment in ISO 8601; None for what is neither."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-24") else datetime.fromisoformat(text)
    except ValueError:
        return None


def told_words(text: str) -> str:
    """Say such a time as people do; "" for none."""
    read = day_or_moment(text)
    return "" if read is None else when_words(read)


def due_words(due: date) -> str:
    """ "17:00 ngày 02/12", as one says a time limit; a day that has no hour without "17:00 ngày"."""
    if isinstance(due, datetime):
        return f"{in_vietnam(due):%H:%M ngày %d/%m}"
    return f"{due:ngày %d/%m}"


def money_words(dong: int) -> str:
    """ "8.000 đồng"."""
    return f"{dong:,} đồng".replace(",", ".")


def decimal_words(number: float) -> str:
    """Give a measured number as it is written in Vietnam: "279,4"; a whole one has no comma."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
