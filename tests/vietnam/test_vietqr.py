"""What a banking app reads: exact, with a right check, and nothing cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.vietqr import can_carry, plain_holder, transfer_code

CODE = "H17.99.01-261124-0007"


def _fields(text: str) -> dict[str, str]:
    """Read the code by its own grammar: two digits name, two digits length, value."""
    found = {}
    while text:
        length = int(text[2:4])
        found[text[:2]], text = text[4 : 4 + length], text[4 + length :]
    return found


def _crc(text: str) -> str:
    """CRC-16/CCITT-FALSE, written down a second time from its definition."""
    value = 0xFFFF
    for sign in text.encode():
        for bit in range(8):
            high = (value >> 15) ^ (sign >> (7 - bit) & 1)
            value = (value << 1 & 0xFFFF) ^ (0x1021 if high else 0)
    return f"{value:04X}"


def test_the_known_sample() -> None:
    """docs/domain/money-and-ratings.md."""
    assert transfer_code("970436", "0123456789", "UBND xã Test", 48_000, "H17.01 TEST").startswith(
        "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA5204000053037045405480005802VN"
    )


@given(st.integers(1, 10_000_000_000), st.from_regex(r"[A-Z0-9][A-Z0-9.-]{0,24}", fullmatch=True))
def test_every_field_is_what_was_said(amount: int, content: str) -> None:
    code = transfer_code("970436", "1234567890", "Kho bạc Nhà nước", amount, content)
    read = _fields(code)
    assert (read["00"], read["01"], read["53"], read["58"]) == ("01", "12", "704", "VN")
    assert read["54"] == str(amount)
    assert read["59"] == "KHO BAC NHA NUOC"
    account = _fields(read["38"])
    assert (account["00"], account["02"]) == ("A000000727", "QRIBFTTA")
    assert _fields(account["01"]) == {"00": "970436", "01": "1234567890"}
    assert _fields(read["62"]) == {"08": content}
    assert code[-8:-4] == "6304"
    assert _crc(code[:-4]) == read["63"]


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (CODE, True),
        ("H17.99.01.02.03-261124-0007", False),
        ("Nộp phí", False),
        ("", False),
        ("A" * 26, False),
    ],
)
def test_a_code_is_carried_whole_or_not_at_all(content: str, fits: bool) -> None:
    assert can_carry(content) is fits
    if not fits:
        with pytest.raises(ValueError, match="text"):
            transfer_code("970436", "1", "Kho bạc", 1, content)


@pytest.mark.parametrize("amount", [0, -1, 10_000_000_001])
def test_no_sum_of_money(amount: int) -> None:
    with pytest.raises(ValueError, match="amount"):
        transfer_code("970436", "1", "Kho bạc", amount, CODE)


@pytest.mark.parametrize(("bank", "account"), [("97043", "1"), ("970436", ""), ("970436", "1 2"), ("Đ", "1")])
def test_no_account(bank: str, account: str) -> None:
    with pytest.raises(ValueError, match="BIN"):
        transfer_code(bank, account, "Kho bạc", 1, CODE)


def test_a_holder_that_does_not_fit_is_refused() -> None:
    assert plain_holder("UBND xã Nam Giang") == "UBND XA NAM GIANG"
    with pytest.raises(ValueError, match="holder"):
        plain_holder("Ủy ban nhân dân xã Nam Giang, thành phố Đà Nẵng")
