"""The code that a banking app reads to transfer money: VietQR of NAPAS (docs/domain/money-and-ratings.md)."""

from __future__ import annotations

import re

from vietqr_emvco import VietQRGenerator

from vietnam.letters import folded

LONGEST_CONTENT = 25
"""Signs that field 62-08 holds. Longer ones are not shortened: a code that was cut names another dossier."""
_LONGEST_HOLDER = 25
"""Letters of field 59, the name of who is paid (EMVCo QR, Merchant-Presented Mode)."""
_CONTENT = re.compile(rf"[A-Za-z0-9][A-Za-z0-9 .-]{{0,{LONGEST_CONTENT - 1}}}")
BANK = re.compile(r"\d{6}")
ACCOUNT = re.compile(r"[A-Za-z0-9]{1,19}")
_SIGNS = re.compile(r"[^A-Z0-9 ]+")
MOST_VND = 10_000_000_000
"""Ten billion đồng: more than any fee of a commune. An amount beyond it is a mistake, and gets no code."""


def can_carry(content: str) -> bool:
    """Whether a transfer can name this, whole."""
    return _CONTENT.fullmatch(content) is not None


def transfer_code(bank: str, account: str, holder: str, amount_vnd: int, content: str) -> str:
    """Give what the QR code says: account, exact amount and text of one transfer.

    `bank`: its BIN, six digits. `holder`: as it is called; the code has it without marks, in capitals. Raises
    `ValueError` for what a code cannot say.
    """
    if not BANK.fullmatch(bank) or not ACCOUNT.fullmatch(account):
        raise ValueError("a bank has a BIN of six digits, an account at most 19 letters and digits")
    if not can_carry(content):
        raise ValueError(f"a transfer's text has at most {LONGEST_CONTENT} plain letters, digits, . and -")
    if not 0 < amount_vnd <= MOST_VND:
        raise ValueError("an amount of money is expected")
    return str(VietQRGenerator(bank, account).generate(amount_vnd, content, plain_holder(holder)))


def plain_holder(holder: str) -> str:
    """Give a holder's name as the code has it. Raises `ValueError` for one that does not fit whole."""
    plain = " ".join(_SIGNS.sub(" ", folded(holder).upper()).split())
    if not 1 <= len(plain) <= _LONGEST_HOLDER:
        raise ValueError(f"the holder's name has 1 to {_LONGEST_HOLDER} letters without marks")
    return plain
