"""Mẫu 02: wording and order of the form (docs/domain/slips.md#wording-of-mẫu-02)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk_app.slips.model import Authority
from kiosk_app.slips.render import render
from tests.slips.reading import astray, picture, qr_texts, words
from tests.slips.samples import ALL, AUTHORITY, ID, NOON, OFFICIAL, SUPPLEMENT_REQUEST, WORDS_ALONE

IN_ORDER = (
    "UBND THÀNH PHỐ ĐÀ NẴNG",
    "UBND XÃ NAM GIANG",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    f"Mã hồ sơ: {OFFICIAL}",
    "Nam Giang, ngày 24 tháng 11 năm 2026",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "UBND xã Nam Giang:",
    "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Zơrâm Thị Nhiêu.",
    "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân.",
    "Địa chỉ: xã Nam Giang, thành phố Đà Nẵng.",
    "Số điện thoại: 0900 ••• 002.",
    "Email: n•••@example.vn.",
    "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
    "STT | Thành phần hồ sơ | Số lượng",
    "1 | Trích lục ghi chú ly hôn | 1",
    "2 | Giấy xác nhận cấp trước đây | ",
    "Lý do yêu cầu: Số định danh 048•••••0002 không khớp với trích lục. Xin gọi 0235 000 0007.",
    "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà có thể tra cứu các quy định giải quyết ",
    "thủ tục hành chính tại Website: https://dichvucong.gov.vn hoặc liên hệ với công chức ",
    "số điện thoại 0235 000 0007 để được hướng dẫn./.",
    "NGƯỜI HƯỚNG DẪN",
    "Kiosk in theo tin của cơ quan lúc 12 giờ 05 phút, ngày 24 tháng 11 năm 2026.",
)


def test_wording_and_order() -> None:
    assert astray(words(SUPPLEMENT_REQUEST), IN_ORDER) == []


def test_where_only_words_are_told_nothing_is_listed_and_no_reason_is_made_of_them() -> None:
    said = words(WORDS_ALONE)
    assert "gồm những nội dung như sau:\nGiấy cũ bị mờ trang 2. Xin nộp lại." in said
    for part in ("STT", "Số lượng", "Lý do", "ngày 24 tháng 11 năm 2026\nMã QR"):
        assert part not in said


def test_what_is_not_told_leaves_no_line() -> None:
    said = words(ALL["bare supplement request"])
    for part in ("UBND", ":\nTiếp nhận", "Tiếp nhận", "Nội dung yêu cầu", "Địa chỉ", "điện thoại", "Email"):
        assert part not in said
    for part in ("Website", "Kiosk in theo", "Lý do", "Nam Giang"):
        assert part not in said
    assert "Thiếu trang 2." in said


@pytest.mark.parametrize(
    ("address", "phone", "said_too", "not_said"),
    [
        ("https://dichvucong.gov.vn", "", "tại Website: https://dichvucong.gov.vn./.", "công chức"),
        ("", "0235 000 0007", "có thể liên hệ với công chức ở quầy", "Website"),
    ],
)
def test_only_what_is_configured_is_named(address: str, phone: str, said_too: str, not_said: str) -> None:
    said = words(
        replace(SUPPLEMENT_REQUEST, lookup_address=address, authority=replace(AUTHORITY, phone=phone))
    )
    assert said_too in said
    assert not_said not in said


def test_qr_opens_the_look_up_page() -> None:
    assert qr_texts(picture(render(SUPPLEMENT_REQUEST))) == [f"https://dichvucong.gov.vn/#{OFFICIAL}"]


def test_reprint_is_marked() -> None:
    assert words(replace(SUPPLEMENT_REQUEST, reprinted_at=NOON)).startswith("BẢN IN LẠI\n")
    assert "BẢN IN LẠI" not in words(SUPPLEMENT_REQUEST)


def test_no_number_stands_in_full() -> None:
    asked = replace(SUPPLEMENT_REQUEST, papers=())
    for slip in (SUPPLEMENT_REQUEST, asked):
        assert ID not in words(slip)
        assert "Pà Xua" not in words(slip)
        assert "0900 000 002" not in words(slip)
    assert "Nhiêu" not in repr(SUPPLEMENT_REQUEST)


def test_a_day_without_an_hour_is_printed_as_a_day() -> None:
    slip = replace(SUPPLEMENT_REQUEST, asked_at=date(2026, 12, 1), authority=Authority("UBND xã A", ""))
    assert "\nngày 01 tháng 12 năm 2026\n" in words(slip)
