"""Numbers and dates written out in Vietnamese words, as civil-status forms ask for."""

from __future__ import annotations

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MONTHS = {1: "một", 4: "tư"}
LARGEST = 9_999


def number_words(number: int) -> str:
    """Write 0 to 9,999: 2004 is "hai nghìn không trăm linh bốn". ValueError beyond."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"0 to {LARGEST} can be written out, not {number}")
    thousands, rest = divmod(number, 1_000)
    words = [_DIGITS[thousands], "nghìn"] if thousands else []
    if rest or not thousands:
        words += _hundreds(rest, whole=bool(thousands))
    return " ".join(words)


def date_in_words(day: date) -> str:
    """ "Ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu"."""
    month = _MONTHS.get(day.month, number_words(day.month))
    return f"Ngày {number_words(day.day)} tháng {month} năm {number_words(day.year)}"


def _hundreds(number: int, *, whole: bool) -> list[str]:
    """Write below 1,000; `whole` says the hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if not rest:
        return words or [_DIGITS[0]]
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return [*words, "linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words
