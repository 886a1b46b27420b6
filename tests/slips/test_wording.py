"""Text as slips write it."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.slips.wording import (
    CALLED,
    CALLED_UNTIL,
    NO_BREAK,
    READY_BY,
    SENT_BY,
    TAKES,
    hide_numbers,
    lookup_link,
    mask_email,
    mask_id,
    mask_phone,
    printable,
    promised,
    short_address,
    short_summary,
    together,
)
from kiosk_app.ui import screens
from vietnam.time_zone import VIETNAM


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("048090000001", "048•••••0001"),
        ("123456789", "••••••789"),
        ("C1234567", "•••••567"),
        ("12345", "•••••"),
        ("", ""),
    ],
)
def test_mask_id(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("0905123456", "0905•••456"),
        ("0905 123 456", "0905 ••• 456"),
        ("+84 905 123 456", "+84 90• ••• 456"),
        ("0235123", "••••123"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_mask_phone(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("bich.ngoc@example.vn", "b•••@example.vn"), ("@x", ""), ("nobody", ""), ("", "")]
)
def test_mask_email(address: str, masked: str) -> None:
    assert mask_email(address) == masked


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("Số 5, Thôn Pà Păng, Xã Nam Giang, Thành phố Đà Nẵng", "Xã Nam Giang, Thành phố Đà Nẵng"),
        ("Xã Nam Giang, Thành phố Đà Nẵng", "Xã Nam Giang, Thành phố Đà Nẵng"),
        ("12 Hùng Vương, Thành phố Đà Nẵng", "Thành phố Đà Nẵng"),
        ("Số 5, Tỉnh lộ 8, Tỉnh Quảng Trị", "Tỉnh Quảng Trị"),
        ("Ban Phon, Viêng Chăn, Lào", "Lào"),
        ("12 Hùng Vương", ""),
        ("", ""),
    ],
)
def test_short_address(address: str, short: str) -> None:
    assert short_address(address) == short


@pytest.mark.parametrize(
    ("summary", "short"),
    [
        (
            "Đăng ký thường trú – Nhiêu – Số 5, Xã Nam Giang, Thành phố Đà Nẵng (2 bản)",
            "Đăng ký thường trú – Nhiêu – Xã Nam Giang, Thành phố Đà Nẵng (2 bản)",
        ),
        ("Đơn – Xin cấp lại thẻ số 048190000002", "Đơn – Xin cấp lại thẻ số 048•••••0002"),
        ("Cấp bản sao, trích lục – 01/02/1990", "Cấp bản sao, trích lục – 01/02/1990"),
    ],
)
def test_short_summary(summary: str, short: str) -> None:
    assert short_summary(summary) == short


@pytest.mark.parametrize(
    ("text", "contacts", "hidden"),
    [
        ("số 048190000002.", False, "số 048•••••0002."),
        ("số 048 190 000 002, CMND 205123456", False, "số 048•••••0002, CMND ••••••456"),
        ("gọi 0905 123 456", False, "gọi 0905 123 456"),
        ("gọi 0905 123 456, +84905123456", True, "gọi 0905 ••• 456, +8490••••456"),
        ("gửi bich.ngoc@example.vn.", True, "gửi b•••@example.vn."),
        ("16.000.000.000 đồng, H17.99.01-261124-0001, 24/11/2026", True, ""),
        ("TAM-DN07ABCD-123456789-K", True, ""),
    ],
)
def test_hide_numbers(text: str, contacts: bool, hidden: str) -> None:
    assert hide_numbers(text, contacts=contacts) == (hidden or text)


DUE = datetime(2026, 12, 2, 17, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("minutes", "due", "at_counter", "sentence"),
    [
        (15, DUE, True, "Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 02/12."),
        (15, None, True, "Xin ngồi chờ, khoảng 15 phút sẽ gọi tên."),
        (0, DUE, True, "Chậm nhất 17:00 ngày 02/12 có kết quả, nhận tại quầy này."),
        (15, date(2026, 12, 2), False, "Chậm nhất ngày 02/12 có kết quả."),
        (15, None, False, "Thời gian giải quyết: 3 ngày làm việc. Có kết quả, cán bộ sẽ báo."),
    ],
)
def test_one_promise(minutes: int, due: date | None, at_counter: bool, sentence: str) -> None:
    assert promised(minutes, due, "3 ngày làm việc", at_counter=at_counter) == sentence


@pytest.mark.parametrize("sentence", [CALLED, CALLED_UNTIL, READY_BY, SENT_BY, TAKES])
def test_the_screen_promises_in_the_same_words(sentence: str) -> None:
    screen = Path(screens.__path__[0]) / "confirmation" / "ConfirmationScreen.qml"
    assert f'qsTr("{sentence}")' in screen.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://dichvucong.gov.vn", "https://dichvucong.gov.vn/#H17.99.01-261124-0001"),
        ("https://dichvucong.gov.vn/tra-cuu", "https://dichvucong.gov.vn/tra-cuu#H17.99.01-261124-0001"),
        ("https://a.vn/t?x=1#top", "https://a.vn/t?x=1#H17.99.01-261124-0001"),
        ("", "H17.99.01-261124-0001"),
    ],
)
def test_lookup_link(address: str, link: str) -> None:
    assert lookup_link(address, "H17.99.01-261124-0001") == link


@settings(max_examples=50)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_masked_id_shows_seven_digits(number: str) -> None:
    masked = mask_id(number)
    assert len(masked) == 12
    assert masked[3:8] == "•••••"


@given(st.text(max_size=40).filter(lambda text: len(text.strip()) != 12))
def test_of_any_other_number_three_signs_are_shown_at_most(text: str) -> None:
    hidden = mask_id(text)
    assert len(hidden) == len(text.strip())
    assert set(hidden[:-3]) <= {"•"}


def test_printable_is_nfc_without_hidden_characters() -> None:
    decomposed = unicodedata.normalize("NFD", "Lê Xuân")
    assert printable(f"\u200e{decomposed}\x00\n\u202eA") == "Lê Xuân A"


@pytest.mark.parametrize(
    "whole",
    [
        "16.000 đồng",
        "1.250.000 VNĐ",
        "17 giờ 00 phút",
        "15 phút",
        "3 ngày",
        "12 trang",
        "17:00 ngày 27/11",
        "ngày 05 tháng 02 năm 2026",
    ],
)
def test_sums_counts_and_hours_stay_on_one_line(whole: str) -> None:
    assert together(f"trả {whole}, tại quầy") == f"trả {whole.replace(' ', NO_BREAK)}, tại quầy"


def test_a_telephone_number_and_a_date_stay_on_one_line() -> None:
    words = "gọi 0235 000 0007 trước 15 giờ, ngày 24 tháng 11 năm 2026 nhé"
    assert together(words).split(" ") == [
        "gọi",
        "0235\u00a0000\u00a00007",
        "trước",
        "15\u00a0giờ,",
        "ngày\u00a024\u00a0tháng\u00a011\u00a0năm\u00a02026",
        "nhé",
    ]
