"""The kiosk's own slip: what it says, and what it must not say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.payload import SlipCode
from kiosk_app.slips.render import render
from tests.slips.reading import inked, picture, qr_texts, words
from tests.slips.samples import ALL, AUTHORITY, ID, NOON, OFFICIAL, PROVISIONAL, PROVISIONAL_RECEIPT, RECEIPT


@pytest.mark.parametrize(
    "said",
    [
        "UBND THÀNH PHỐ ĐÀ NẴNG\nUBND XÃ NAM GIANG\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\nPHIẾU XÁC NHẬN",
        f"Mã hồ sơ · Dossier code\n{OFFICIAL}",
        "Gửi lúc: Nam Giang, 12 giờ 05 phút, ngày 24 tháng 11 năm 2026",
        "Thủ tục: Thủ tục cấp Giấy xác nhận tình trạng hôn nhân (mã 1.004873)",
        "Người nộp: Zơrâm Thị Nhiêu",
        "Số định danh: 048•••••0002",
        "1. | Tờ khai | 1 trang",
        "2. | Trích lục ghi chú ly hôn | 2 trang",
        "Lệ phí phải nộp: 16.000 đồng (nộp tại quầy)",
        "Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 27/11.",
        "Khi nhận kết quả, xin nộp bản chính: Giấy xác nhận đã cấp trước.",
        "Điện thoại quầy tiếp nhận: 0235 000 0007",
        "hoặc vào https://dichvucong.gov.vn và nhập mã hồ sơ.",
    ],
)
def test_official_receipt_says(said: str) -> None:
    assert said in words(RECEIPT)


def test_official_receipt_does_not_speak_of_what_does_not_apply() -> None:
    said = words(RECEIPT)
    for absent in ("TẠM", "BẢN IN LẠI", "Danh tính sẽ được kiểm tra", "Mã xác nhận đã hiện", "Hẹn trả"):
        assert absent not in said


@pytest.mark.parametrize(
    "said",
    [
        "PHIẾU TẠM",
        f"MÃ TẠM · Temporary code\n{PROVISIONAL}",
        "Mã chính thức sẽ có sau. Xin giữ phiếu này.",
        "mang phiếu này đến quầy tiếp nhận, hoặc gọi 0235 000 0007 và đọc mã tạm",
        "Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.",
        "Mã xác nhận đã hiện trên màn hình kiosk",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    ],
)
def test_provisional_receipt_says(said: str) -> None:
    assert said in words(PROVISIONAL_RECEIPT)


def test_provisional_never_looks_official() -> None:
    said = words(PROVISIONAL_RECEIPT)
    assert OFFICIAL not in said
    assert "Mã hồ sơ" not in said
    assert "Hẹn trả" not in said
    assert said.count("TẠM") >= 4


def test_a_banner_tells_provisional_and_official_apart_from_afar() -> None:
    def longest_black_run(slip: int) -> int:
        page = picture(render(PROVISIONAL_RECEIPT if slip else RECEIPT))
        run = longest = 0
        for y in range(page.height):
            run = run + 1 if not page.crop((12, y, 20, y + 1)).getextrema()[1] else 0
            longest = max(longest, run)
        return longest

    assert longest_black_run(1) >= 60
    assert longest_black_run(0) < 10


def test_without_a_counter_phone_the_way_to_the_counter_is_told() -> None:
    said = words(replace(PROVISIONAL_RECEIPT, authority=replace(AUTHORITY, phone="")))
    assert "mang phiếu này đến quầy tiếp nhận." in said
    assert "gọi" not in said


def test_reprint_is_marked_at_the_top() -> None:
    again = replace(RECEIPT, reprinted_at=NOON)
    assert words(again).startswith("BẢN IN LẠI\nIn lại lúc 12 giờ 05 phút")
    assert render(again).height > render(RECEIPT).height
    assert picture(render(again)).crop((12, 0, 564, 4)).getextrema() == (0, 0)
    assert not inked(picture(render(RECEIPT)), (0, 0, 40, 40))


@pytest.mark.parametrize(
    ("name", "held"),
    [("receipt", f"https://dichvucong.gov.vn/#{OFFICIAL}"), ("provisional", PROVISIONAL)],
)
def test_qr_opens_the_look_up_page_once_the_portal_knows_the_code(name: str, held: str) -> None:
    assert qr_texts(picture(render(ALL[name]))) == [held]


@pytest.mark.parametrize("name", ["receipt", "provisional", "appointment"])
def test_the_kiosks_own_reader_knows_the_slip_again(name: str) -> None:
    (text,) = qr_texts(picture(render(ALL[name])))
    payload = parse_payload(text, re.compile("no token"), lambda code: code == PROVISIONAL)
    assert payload == SlipCode(PROVISIONAL if name == "provisional" else OFFICIAL)


def test_without_papers_to_hand_in_no_originals_are_spoken_of() -> None:
    assert "bản chính" not in words(replace(RECEIPT, hand_in=()))


def test_a_slip_names_one_time_only() -> None:
    said = words(RECEIPT)
    assert said.count("15 phút") == said.count("17:00") == 1
    for other in ("Thời hạn", "Hẹn trả", "cam kết", "3 ngày làm việc"):
        assert other not in said


def test_the_whole_id_stands_nowhere() -> None:
    assert ID not in words(RECEIPT)
    assert ID not in words(PROVISIONAL_RECEIPT)
    assert ID not in repr(RECEIPT)
    assert "Nhiêu" not in repr(RECEIPT)


def test_a_linked_group_names_each_part_with_its_authority_and_state() -> None:
    said = words(ALL["group"])
    assert "Một hồ sơ, nhiều cơ quan" in said
    assert "1. | Đăng ký khai sinh – Ủy ban nhân dân xã: H17.99.01-261124-0002" in said
    assert "2. | Cấp thẻ bảo hiểm y tế – Bảo hiểm xã hội: Chờ số định danh của trẻ" in said
    assert "nhiều cơ quan" not in words(RECEIPT)


def test_it_names_the_organisation_that_is_filed_for_and_who_helped() -> None:
    said = words(ALL["for an organisation"])
    assert "Người nộp: Zơrâm Thị Nhiêu" in said
    assert "Chủ hồ sơ: Hộ kinh doanh Nhiêu Nhung\nNgười giúp: Zơrâm Văn Nhung" in said
    assert "Cán bộ giúp: Alăng Thị Mới" in words(ALL["helped by staff"])
    for absent in ("Chủ hồ sơ", "giúp"):
        assert absent not in words(RECEIPT)
