"""Telephone numbers by Vietnam's numbering plan, and addresses of e-mail.

The plan: TT 22/2014/TT-BTTTT, and the areas and mobile prefixes as changed in 2017 and 2018.
"""

from __future__ import annotations

import re
import unicodedata

_MOBILE = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}")
_AREAS = (
    "203 204 205 206 207 208 209 210 211 212 213 214 215 216 218 219 220 221 222 225 226 227 228 229 232 233 "
    "234 235 236 237 238 239 251 252 254 255 256 257 258 259 260 261 262 263 269 270 271 272 273 274 275 276 "
    "277 290 291 292 293 294 296 297 299"
)
_OF_THE_STATE = re.compile(r"69[0-9]{7}|(?:24|28)080[0-9]{5}")
"""Networks of army and police (069), and of party and government (080, behind the area of Hà Nội or the
South)."""
_LANDLINE = re.compile(rf"(?:24|28)[2-9][0-9]{{7}}|(?:{'|'.join(_AREAS.split())})[2-9][0-9]{{6}}")
_FILLING = re.compile(r"[\s.\-()\u2010-\u2014\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What people put between digits, and what phones put around a number that nobody sees."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋－（）．\u3000", "0123456789+-(). ")
"""What keyboards of East Asia put for digits and for what stands between them."""
_ABROAD = re.compile(r"(?:\+|00)?84(?:0(?=[0-9]{9,10}\Z))?")
_EMAIL = re.compile(
    r"(?=.{6,254}\Z)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,58}[A-Za-z0-9])"
)


def phone_number(text: str) -> str:
    """Give a number of Vietnam as it is dialled in Vietnam ("0905000123"), or "" for what is none.

    Mobile: 0 and nine digits with a prefix that was given out. Landline: 0, area and subscriber, eleven
    digits in all. The country's code may stand in front: +84, 0084, 84, and the 0 behind it.
    """
    digits = _FILLING.sub("", text.translate(_FULL_WIDTH).strip())
    if not digits.isascii():
        return ""
    national = (
        digits[1:] if digits.startswith("0") and not digits.startswith("00") else _without_country(digits)
    )
    known = (_MOBILE, _LANDLINE, _OF_THE_STATE)
    return f"0{national}" if any(plan.fullmatch(national) for plan in known) else ""


def _without_country(digits: str) -> str:
    found = _ABROAD.match(digits)
    return digits[found.end() :] if found else ""


def is_email(text: str) -> bool:
    """Whether a text can be an address of e-mail (RFC 5321, RFC 5322 without quotes).

    Its name is in letters of ASCII, its domain may have Vietnamese ones ("tênmiền.vn", RFC 5891).
    """
    name, at, domain = text.strip().rpartition("@")
    if not at:
        # A sign that only looks like it becomes one on the way to the network: "a＠b.vn".
        return False
    if not domain.isascii():
        domain = _in_ascii(domain)
    return _EMAIL.fullmatch(name + at + domain) is not None


def _in_ascii(domain: str) -> str:
    """Give a domain as the network knows it, "" for one in another script, which may only look the same."""
    composed = unicodedata.normalize("NFC", domain)
    if any(
        not one.isascii() and not (one.isalpha() and unicodedata.name(one, "").startswith("LATIN"))
        for one in composed
    ):
        return ""
    try:
        return composed.encode("idna").decode()
    except UnicodeError:
        return ""
