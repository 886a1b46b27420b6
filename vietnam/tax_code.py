"""Tax codes (mã số thuế): ten digits, the last of which checks the others; three more of a unit; a person's.

A household business may have its owner's personal id, twelve digits, as its tax code.
"""

from __future__ import annotations

import re

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MODULUS = 11
_FILLING = re.compile(r"[ .\-\u00a0]")
_ENTERPRISE = 10
"""Digits of an enterprise's own code; those of a unit follow behind them."""


def tax_code(text: str) -> str:
    """Give a tax code as it is written ("9900000016", "9900000016-001"); "" for what is none."""
    digits = _FILLING.sub("", text.strip())
    if not digits.isascii() or not digits.isdigit():
        return ""
    match len(digits):
        case 10:
            return digits if _checks(digits) else ""
        case 13:
            unit = digits[_ENTERPRISE:]
            return f"{digits[:_ENTERPRISE]}-{unit}" if _checks(digits[:_ENTERPRISE]) and unit != "000" else ""
        case 12:
            # Of a personal id only the form is looked at: it begins with a province's or country's code.
            return digits if digits.startswith("0") else ""
    return ""


def _checks(digits: str) -> bool:
    """Whether the tenth digit is ten less the weighted sum of the nine before it, modulo eleven."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return 10 - total % _MODULUS == int(digits[-1])
