"""Mẫu 01: wording and order of the form (docs/domain/slips.md#wording-of-mẫu-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk_app.slips.render import render
from tests.slips.reading import astray, picture, qr_texts, words
from tests.slips.samples import APPOINTMENT, AUTHORITY, ID, NOON, OFFICIAL

IN_ORDER = (
    "UBND THÀNH PHỐ ĐÀ NẴNG",
    "UBND XÃ NAM GIANG",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    f"Mã hồ sơ: {OFFICIAL}",
    "Nam Giang, ngày 24 tháng 11 năm 2026",
    "Mã QR dùng để tra cứu tiến độ giải quyết hồ sơ",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "UBND xã Nam Giang:",
    "Tiếp nhận hồ sơ của Ông (Bà): Zơrâm Thị Nhiêu (nộp tại kiosk).",
    "Địa chỉ: xã Nam Giang, thành phố Đà Nẵng.",
    "Số điện thoại: 0900 ••• 002.",
    "Email: n•••@example.vn.",
    "Số căn cước/Hộ chiếu: 048•••••0002.",
    "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân.",
    "Chủ hồ sơ: Zơrâm Thị Nhiêu.",
    "Địa chỉ chủ hồ sơ: xã Nam Giang, thành phố Đà Nẵng.",
    "1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:",
    "TT | Thành phần hồ sơ | Bản chính | Bản chứng thực | Bản photo",
    "1 | Tờ khai | 1 |  | ",
    "2 | Bản án ly hôn |  | 1 | ",
    "2. Số lượng hồ sơ: 01 bộ.",
    "3. Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc.",
    "4. Thời gian nhận hồ sơ: 12 giờ 05 phút, ngày 24 tháng 11 năm 2026.",
    "5. Thời gian trả kết quả giải quyết hồ sơ:\n17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
    "Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 27/11.",
    "(Hồ sơ có thể giải quyết xong trước thời gian quy định và sẽ được thông báo qua tin nhắn điện thoại; ",
    "Ông (Bà) có thể tra cứu tình hình giải quyết hồ sơ TTHC tại địa chỉ https://dichvucong.gov.vn, ",
    "hoặc liên hệ số điện thoại: 0235 000 0007 để biết thông tin).",
    "6. Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công, UBND xã Nam Giang.",
    "Khi nhận kết quả, xin nộp bản chính: Giấy xác nhận đã cấp trước.",
    "NGƯỜI NỘP HỒ SƠ | NGƯỜI TIẾP NHẬN HỒ SƠ",
)


def test_wording_and_order() -> None:
    assert astray(words(APPOINTMENT), IN_ORDER) == []


def test_without_phone_and_promise() -> None:
    said = words(replace(APPOINTMENT, authority=replace(AUTHORITY, phone=""), promise=""))
    assert "liên hệ số điện thoại" not in said
    assert "Xin ngồi chờ" not in said


def test_qr_opens_the_look_up_page() -> None:
    assert qr_texts(picture(render(APPOINTMENT))) == [f"https://dichvucong.gov.vn/#{OFFICIAL}"]


def test_reprint_is_marked() -> None:
    assert words(replace(APPOINTMENT, reprinted_at=NOON)).startswith("BẢN IN LẠI\n")
    assert "BẢN IN LẠI" not in words(APPOINTMENT)


def test_the_whole_id_stands_nowhere() -> None:
    assert ID not in words(APPOINTMENT)
    assert ID not in repr(APPOINTMENT)
    assert "Nhiêu" not in repr(APPOINTMENT)


def test_a_day_without_an_hour_is_printed_as_a_day() -> None:
    text = words(replace(APPOINTMENT, due_at=date(2026, 12, 4), received_at=date(2026, 12, 1)))
    assert "ngày 04 tháng 12 năm 2026" in text
    assert "00 giờ" not in text


def test_what_is_asked_for_names_no_house() -> None:
    asked = "Đăng ký thường trú – Zơrâm Thị Nhiêu – Số 5, Thôn Pà Xua, Xã Nam Giang, Thành phố Đà Nẵng"
    said = words(replace(APPOINTMENT, summary=asked))
    shown = "Đăng ký thường trú – Zơrâm Thị Nhiêu – Xã Nam Giang, Thành phố Đà Nẵng."
    assert f"Nội dung yêu cầu giải quyết: {shown}" in said
    assert "Pà Xua" not in said
