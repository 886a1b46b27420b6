"""How text is made fit for a slip: ids half hidden, dates kept together, no characters without a shape."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import quote, urlsplit

from vietnam.wording import due_words

NO_BREAK = "\u00a0"
_BULLET = "•"
_DATE_OR_NUMBER = re.compile(
    r"ngày \d+ tháng \d+ năm \d+|\d+:\d+ ngày \d+/\d+|\d+ giờ(?: \d+ phút)?\b"
    r"|\d[\d.]* (?:phút|đồng|VNĐ|trang|bản|bộ|tuổi|tháng|năm|ngày(?! \d))\b|\d+(?: \d+)+"
)

_PLACE = re.compile(
    r"(?:xã|phường|đặc khu|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp)(?!\w)(?! lộ)", re.IGNORECASE
)
"""Begins the name of an administrative unit; "tỉnh lộ" is a road."""
_DASH = " – "
_LONG_NUMBER = re.compile(r"(?<![\w.,/-])\+?\d(?:[ \u00a0]?\d){8,11}(?![\w/])")
"""9 to 12 digits, which may stand in groups. No sum and no dossier number: those have stops and hyphens."""
_BLANK = re.compile(r"\s|\+")
_EMAIL = re.compile(r"[\w.+-]+@\w[\w.-]*\w")

CALLED = "Xin ngồi chờ, khoảng %1 phút sẽ gọi tên."
CALLED_UNTIL = "Xin ngồi chờ, khoảng %1 phút sẽ gọi tên. Chậm nhất %2."
READY_BY = "Chậm nhất %1 có kết quả, nhận tại quầy này."
SENT_BY = "Chậm nhất %1 có kết quả."
TAKES = "Thời gian giải quyết: %1. Có kết quả, cán bộ sẽ báo."
"""The sentences of the confirmation screen, letter by letter: paper and screen make the same promise."""


def promised(minutes: int, due: date | None, time: str, *, at_counter: bool) -> str:
    """What happens next, in one sentence that names one time only.

    `minutes`: what the commune promises to whoever waits, 0 for nothing. `due`: set once the portal told it.
    `time`: the time by law in words. `at_counter`: the result is collected here.
    """
    if minutes and at_counter:
        words = CALLED if due is None else CALLED_UNTIL.replace("%2", due_words(due))
        return words.replace("%1", str(minutes))
    if due is not None:
        return (READY_BY if at_counter else SENT_BY).replace("%1", due_words(due))
    return TAKES.replace("%1", time)


def lookup_link(address: str, code: str) -> str:
    """Give the web address that a slip's QR code opens.

    The code stands behind "#": it opens the page as it is on every server, and this kiosk's own reader finds
    the code again.
    """
    slash = "" if urlsplit(address).path else "/"
    return f"{address.partition('#')[0]}{slash}#{quote(code)}" if address else code


def mask_id(number: str) -> str:
    """Hide the middle of an id: "048•••••0001" of a 12-digit one, all but the last three of others.

    What remains of a personal id: docs/domain/identity.md#masked-ids.
    """
    number = number.strip()
    if len(number) == 12:
        return number[:3] + _BULLET * 5 + number[-4:]
    shown = number[-3:] if len(number) > 6 else ""
    return _BULLET * (len(number) - len(shown)) + shown


def mask_phone(number: str) -> str:
    """Give a telephone number with its first four and last three digits; a short one hides all but three.

    A slip is left lying on counters: whoever it belongs to knows the rest.
    """
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    shown = set(digits[:4] if len(digits) > 7 else ()) | set(digits[-3:])
    hidden = set(digits) - shown
    return "".join(_BULLET if place in hidden else sign for place, sign in enumerate(number))


def mask_email(address: str) -> str:
    """Give an e-mail address with the first letter of its name, and its provider."""
    name, at, provider = address.rpartition("@")
    return f"{name[:1]}{_BULLET * 3}{at}{provider}" if name else ""


def short_address(address: str) -> str:
    """Give commune and province of an address: house and street are nobody's business who finds the slip.

    Of an address that names no such place, its last part remains; of one in a single part, nothing.
    """
    parts = [part.strip() for part in address.split(",")]
    places = [part for part in parts[-2:] if _PLACE.match(part)]
    return ", ".join(places or parts[1:][-1:])


def short_summary(summary: str) -> str:
    """Give what is asked for (trích yếu) without what else a slip hides: addresses are shortened, ids masked.

    Its parts stand between dashes, as `kiosk_app.forms.export.summary` sets them.
    """
    parts = summary.split(_DASH)
    shown = (short_address(part) if _ends_in_place(part) else part for part in parts)
    return hide_numbers(_DASH.join(shown), contacts=False)


def _ends_in_place(part: str) -> bool:
    _, comma, last = part.rpartition(",")
    return bool(comma and _PLACE.match(last.strip()))


def hide_numbers(text: str, *, contacts: bool) -> str:
    """Mask the ids that stand in free text; with `contacts`, telephone numbers and e-mail addresses too.

    Without them the number of an officer, who is to be called, stays readable.
    """

    def masked(found: re.Match[str]) -> str:
        digits = _BLANK.sub("", found[0])
        if len(digits) in (9, 12):
            return mask_id(digits)
        return mask_phone(found[0]) if contacts else found[0]

    hidden = _LONG_NUMBER.sub(masked, text)
    return _EMAIL.sub(lambda found: mask_email(found[0]), hidden) if contacts else hidden


def together(words: str) -> str:
    """Keep a date, a sum, a count and a telephone number on one line: no-break spaces within them."""
    return _DATE_OR_NUMBER.sub(lambda found: found[0].replace(" ", NO_BREAK), words)


def printable(text: str) -> str:
    """Give the text in NFC, without characters that have no shape: controls, marks of direction.

    Letters without a shape, such as those of a private area, stay: whoever draws the text refuses them.
    """
    kept = (
        " " if character.isspace() and character != NO_BREAK else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf"}
    )
    return "".join(kept)
