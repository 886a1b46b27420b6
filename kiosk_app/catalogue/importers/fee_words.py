"""Reads a time limit and a fee from the portal's words, or leaves the words as they are.

Known traps of the crawl of July 2026: the unit OTHER comes as a bare number that is no number of days, and it
runs together with the amount behind it; amounts lost their thousands ("135 VNĐ" for 135.000 đồng); "Miễn phí"
with a bracket is not free; an amount with a bracket that speaks of other amounts holds for one case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk_app.catalogue.entry import FeeLine, TimeLimit, TimeUnit
from kiosk_app.catalogue.importers.text import LOWER

UNITS = {
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "giờ": TimeUnit.HOUR,
    "tháng": TimeUnit.MONTH,
    "năm": TimeUnit.YEAR,
}
_NATIONAL_UNITS = {unit.value.upper(): unit for unit in TimeUnit}
_WORDS = {unit: words for words, unit in UNITS.items()}
LEAST_CREDIBLE_VND = 1000
"""No fee in đồng is smaller; a smaller number lost its thousands."""
MOST_CREDIBLE_VND = 1_000_000_000
"""No fee is larger; the largest of the crawl of July 2026 is 150 million."""

_TIME = re.compile(
    rf"\s*(?:(\d{{1,4}})\s*(Ngày làm việc|Ngày|Giờ|Tháng|Năm)(?![{LOWER}])|(Không có thông tin))"
)
_BARE = re.compile(r"\s*(\d{1,3})(?=\s*(?:Miễn phí|Không có thông tin|$))")
_AMOUNT = re.compile(r"\s*([\d][\d.,]*)\s*(Việt Nam Đồng|VNĐ|VND|đồng|USD|Đô la Mỹ|EUR)", re.IGNORECASE)
_FREE = re.compile(r"\s*(Miễn phí|Không có thông tin)")
_DURATION = re.compile(
    rf"(\d{{1,3}})\s*(?:\([^)]{{1,20}}\)\s*)?(ngày làm việc|ngày|giờ|tháng|năm)(?![{LOWER}])", re.IGNORECASE
)
_OTHER_MONEY = re.compile(
    r"\d\s*(?:đồng|đ\b|vnđ|usd)|%|mức|giảm|miễn|hội đồng nhân dân|hđnd|tùy|theo quy định|trường hợp|từ ngày",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\(\s*(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\s*\)")
"""The number of a clause, "(1)", "(a)", "(ii)": it begins the note and says nothing of the fee."""
_SAME_DAY = re.compile(r"ngay trong ngày", re.IGNORECASE)
_SUM = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PER = re.compile(r"^(?:đồng|vnđ|việt nam đồng)?\s*/\s*([^\d,.;:()]{2,40})$", re.IGNORECASE)
_MONEY_WORDS = re.compile(r"\d\s*(?:đồng|vnđ|usd)\b|lệ phí|phí (?!vận|bưu|chuyển)|mức thu", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeeSentence:
    """One row "time, fee, note" of a channel, and where the reading was unsure."""

    time: TimeLimit
    fees: tuple[FeeLine, ...]
    note: str
    unsure: tuple[str, ...]
    """Of "time", "fee"."""


def read_row(text: str) -> FeeSentence:
    """Read what stands behind the channel's name."""
    time, rest = _time(text)
    fees, note = _fees(rest, merged=time is None)
    unsure = []
    if time is None:
        # The portal codes "other" as a number, sometimes run together with an amount: use the note instead.
        unsure.append("time")
        time = TimeLimit(None, None, note)
    elif not time.known and not time.sentence and _DURATION.search(note):
        # The portal's number is missing, and its note says how long.
        time = TimeLimit(None, None, note)
    elif time.known and _contradicts(time, note):
        unsure.append("time")
        time = TimeLimit(None, None, f"{time.sentence}. {note}")
    if any(not fee.known for fee in fees):
        unsure.append("fee")
    elif any(fee.amount_vnd == 0 for fee in fees) and _MONEY_WORDS.search(note):
        unsure.append("fee")
        fees = (FeeLine(None, "", f"{fees[0].sentence}. {note}"),)
    return FeeSentence(time, fees, note, tuple(unsure))


def time_of(amount: int | None, unit: str, note: str) -> TimeLimit:
    """Take a time limit from a number and a unit in words or in the national code; OTHER is in the note."""
    known = _NATIONAL_UNITS.get(unit.upper()) or UNITS.get(unit.casefold())
    if amount is None or amount < 0 or known is None:
        return TimeLimit(None, None, note)
    time = TimeLimit(amount, known, f"{amount} {_WORDS[known]}")
    return TimeLimit(None, None, f"{time.sentence}. {note}") if _contradicts(time, note) else time


def fee_of(value: int | None, currency: str, note: str) -> FeeLine:
    """Take a fee from a number, its currency and what is said beside it."""
    in_dong = currency.casefold().strip() in ("", "đồng", "vnđ", "vnd", "việt nam đồng")
    if value is None:
        return FeeLine(None, "", note)
    if value == 0:
        return FeeLine(None, "", note) if note and not _is_free(note) else FeeLine(0, "", "Miễn phí")
    written = f"{value:,}".replace(",", ".")
    said = f"{written} {currency or 'đồng'}{f' ({note})' if note else ''}"
    per = _PER.match(note)
    if in_dong and not LEAST_CREDIBLE_VND <= value <= MOST_CREDIBLE_VND:
        return FeeLine(None, "", note)
    if in_dong and (per or not _OTHER_MONEY.search(note)):
        return FeeLine(value, per[1].strip() if per else "", said)
    return FeeLine(None, "", said)


def _is_free(bracket: str) -> bool:
    return bracket.casefold().strip(" .()") in ("", "không", "không có", "miễn phí", "không quy định")


def _time(text: str) -> tuple[TimeLimit | None, str]:
    found = _TIME.match(text)
    if found is None:
        bare = _BARE.match(text)
        return None, text[bare.end() :] if bare else text
    if found[3]:
        return TimeLimit(None, None, ""), text[found.end() :]
    return TimeLimit(int(found[1]), UNITS[found[2].casefold()], found[0].strip()), text[found.end() :]


def _fees(text: str, *, merged: bool) -> tuple[tuple[FeeLine, ...], str]:
    """Read the fees; `merged`: the number of OTHER may be stuck to the amount."""
    fees: list[FeeLine] = []
    rest = text
    while True:
        free, amount = _FREE.match(rest), _AMOUNT.match(rest)
        found = free or amount
        if found is None:
            break
        rest = rest[found.end() :]
        bracket, rest = _bracket(rest)
        if free:
            # Behind an amount "Không có thông tin" is the note's, not a second fee's.
            if fees:
                break
            if free[1] == "Không có thông tin":
                fees.append(FeeLine(None, "", bracket))
            elif _is_free(bracket):
                fees.append(FeeLine(0, "", "Miễn phí"))
            else:
                fees.append(FeeLine(None, "", bracket))
        elif amount:
            fees.append(_amount(amount, bracket, merged=merged and not fees))
    if rest.startswith(")") and rest.count(")") > rest.count("("):
        rest = rest[1:]
    return tuple(fees), rest.strip(" \n-–.;")


def _amount(found: re.Match[str], bracket: str, *, merged: bool) -> FeeLine:
    number = int(re.sub(r"[.,]", "", found[1]))
    per = _PER.match(bracket.strip())
    in_dong = found[2].casefold() not in ("usd", "đô la mỹ", "eur")
    plain = not bracket.strip() or per is not None or not _OTHER_MONEY.search(bracket)
    if in_dong and not merged and LEAST_CREDIBLE_VND <= number <= MOST_CREDIBLE_VND and plain:
        said = f"{found[0].strip()}{f' ({bracket})' if bracket else ''}"
        return FeeLine(number, per[1].strip() if per else "", said)
    if merged or (in_dong and not LEAST_CREDIBLE_VND <= number <= MOST_CREDIBLE_VND):
        # The amount cannot be right: show the words in brackets, unless they repeat the same amount.
        return FeeLine(None, "", "" if _inflated(number, bracket) else bracket)
    return FeeLine(None, "", f"{found[0].strip()}{f' ({bracket})' if bracket else ''}")


def _inflated(number: int, bracket: str) -> bool:
    """Whether the words got three noughts too many where the number lost its: "25 VNĐ (25.000.000đ/giấy)"."""
    said = [int(re.sub(r"[.,]", "", one)) for one in _SUM.findall(bracket)]
    return number > 0 and number * 1_000_000 in said


def _bracket(text: str) -> tuple[str, str]:
    """Take a leading bracket with those nested in it; give its inside and what follows."""
    if not text.startswith("(") or _CLAUSE.match(text):
        return "", text
    depth = 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return _paired(text[1:at]), text[at + 1 :]
    return _paired(text[1:]), ""


def _paired(text: str) -> str:
    """Take off a bracket around the whole, and one at the edge that has no other half."""
    text = text.strip()
    if text.startswith("(") and (text.count("(") > text.count(")") or _around(text)):
        text = text[1:-1] if _around(text) else text[1:]
    return text.strip()


def _around(text: str) -> bool:
    """Whether the first bracket closes with the last letter."""
    depth = 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return at == len(text) - 1
    return False


def _contradicts(time: TimeLimit, note: str) -> bool:
    """Tell whether the note names another duration, or working days where the number says plain days."""
    if _SAME_DAY.search(note) and time.unit is not TimeUnit.HOUR and time.amount not in (0, 1):
        return True
    for number, unit in _DURATION.findall(note):
        if int(number) != time.amount:
            return True
        if UNITS[unit.casefold()] is TimeUnit.WORKING_DAY and time.unit is TimeUnit.DAY:
            return True
    return False
