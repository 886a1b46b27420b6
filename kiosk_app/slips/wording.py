"""How ids, dates and sums are written on Vietnamese slips."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NO_BREAK = "\u00a0"
_BULLET = "•"
_DATE_OR_NUMBER = re.compile(r"ngày \d+ tháng \d+ năm \d+|\d+ (?:giờ|phút)\b|\d+(?: \d+)+")


def mask_id(number: str) -> str:
    """Hide the middle of an id: "048•••••0001" of a 12-digit one, all but the last three of others.

    What remains of a personal id: docs/domain/identity.md#masked-ids.
    """
    number = number.strip()
    if len(number) == 12:
        return number[:3] + _BULLET * 5 + number[-4:]
    shown = number[-3:] if len(number) > 6 else ""
    return _BULLET * (len(number) - len(shown)) + shown


def in_vietnam(moment: datetime) -> datetime:
    """Give the moment by the clock of Vietnam; one without a zone is taken to be so already."""
    return moment if moment.tzinfo is None else moment.astimezone(VIETNAM)


def date_words(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below 10 and months below 3 with a zero (NĐ 30/2020, phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_words(moment: datetime) -> str:
    """ "08 giờ 05 phút, ngày 24 tháng 11 năm 2026", by the clock of Vietnam (Mẫu 01, items 4 and 5)."""
    local = in_vietnam(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {date_words(local.date())}"


def together(words: str) -> str:
    """Keep a date, and a telephone number, on one line: no-break spaces within them."""
    return _DATE_OR_NUMBER.sub(lambda found: found[0].replace(" ", NO_BREAK), words)


def sum_words(dong: int) -> str:
    """ "8.000 đồng"."""
    return f"{dong:,} đồng".replace(",", ".")


def printable(text: str) -> str:
    """Give the text in NFC, without characters that have no shape: controls, marks of direction."""
    kept = (
        " " if character.isspace() and character != NO_BREAK else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return "".join(kept)
