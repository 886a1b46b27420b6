"""Lines of a declaration: places, passages that may be left out, boxes, dates in words."""

from __future__ import annotations

import pytest

from kiosk_app.forms.template import DOTS, Filler
from tests.forms.samples import COPYING, copying


def filled(text: str, **answers: str) -> str:
    """One line of the copy's declaration."""
    return Filler(COPYING, copying(**answers), {"authority": "UBND <xã>", "place": "Nam Giang"}, {}).line(
        text
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họ tên: {HoVaTenC}", "Họ tên: Nguyễn Thị Hồng Ơn"),
        ("{HoVaTenC:upper}", "NGUYỄN THỊ HỒNG ƠN"),
        (
            "{NDK_NgaySinh} – {NDK_NgaySinh:words}",
            "15/03/1990 – Ngày mười lăm tháng ba năm một nghìn chín trăm chín mươi",
        ),
        ("Số: {HoSo_So}", f"Số: {DOTS}"),
        ("Tại A[, quyển {HoSo_QuyenSo}].", "Tại A."),
        ("[số {HoSo_So}, ]Loại: {NYC_QuanHe}", "Loại: Bản thân"),
        ("[01]. Họ tên", "[01]. Họ tên"),
        ("Giấy tờ:[ số {HoSo_So}][; quyển {HoSo_QuyenSo}][; loại {NYC_QuanHe}]", "Giấy tờ: loại Bản thân"),
        ("Giấy tờ: (3)[ số {HoSo_So}][, loại {NYC_QuanHe}]", "Giấy tờ: (3) loại Bản thân"),
        ("Giấy tờ: (3)[ số {HoSo_So}][; quyển {HoSo_QuyenSo}]", f"Giấy tờ: (3) {DOTS}"),
        ("Giấy tờ:[ số {HoSo_So}]", f"Giấy tờ: {DOTS}"),
        ("Loại: {NYC_QuanHe}[ ({HoSo_So})]", "Loại: Bản thân"),
        ("(3), loại {NYC_QuanHe}", "(3), loại Bản thân"),
        ("{authority}", "UBND &lt;xã&gt;"),
        ("{NYC_NoiCuTru:commune}, {NYC_NoiCuTru:province}", "Xã Nam Giang, Thành phố Đà Nẵng"),
    ],
)
def test_places_are_filled(text: str, expected: str) -> None:
    assert filled(text) == expected


def test_a_passage_stands_when_all_its_answers_do() -> None:
    line = "[Số {HoSo_So}, quyển {HoSo_QuyenSo}]"
    assert filled(line, HoSo_So="12") == ""
    assert filled(line, HoSo_So="12", HoSo_QuyenSo="01/2013") == "Số 12, quyển 01/2013"


def test_an_answer_is_never_markup() -> None:
    assert (
        filled("{HoSo_TenGiayTo}", HoSo_TenGiayTo="<b>{HoVaTenC}</b> [x]")
        == "&lt;b&gt;{HoVaTenC}&lt;/b&gt; [x]"
    )


def test_a_box_is_crossed_for_its_own_answers_alone() -> None:
    assert "X" in filled("{NYC_QuanHe:tick BanThan|Khac}")
    assert "X" not in filled("{NYC_QuanHe:tick Khac}")


def test_digits_stand_in_boxes_each() -> None:
    assert filled("{SoDinhDanhC:digits}").count("<onDraw") == 12
