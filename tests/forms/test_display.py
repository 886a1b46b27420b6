"""Answers as people read them."""

from __future__ import annotations

import pytest

from kiosk_app.forms.display import address_text, date_text, display_value, review_lines
from tests.forms.samples import COPYING, MARRYING, copying, marrying


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1990-03-15", "15/03/1990"),
        ("1990-03", "03/1990"),
        ("1990", "1990"),
        ("1990-02-30", "1990-02-30"),
        ("", ""),
    ],
)
def test_dates(value: str, shown: str) -> None:
    assert date_text(value) == shown
    assert display_value(MARRYING.field("NgaySinhC"), {"NgaySinhC": value}, "vi") == shown


def test_a_choice_is_its_label() -> None:
    field, answers = COPYING.field("NYC_QuanHe"), {"NYC_QuanHe": "MeDe"}
    assert display_value(field, answers, "vi") == "Mẹ đẻ"
    assert display_value(field, answers, "en") == "Mother"
    assert display_value(field, {"NYC_QuanHe": "gone"}, "vi") == "gone"


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("48", "20707", "Thôn 1"), "Thôn 1, Xã Nam Giang, Thành phố Đà Nẵng"),
        (("48", "20707", " "), "Xã Nam Giang, Thành phố Đà Nẵng"),
        (("48", "", "Thôn 1"), "Thôn 1, Thành phố Đà Nẵng"),
        (("", "", "Thôn 1, xã cũ"), "Thôn 1, xã cũ"),
        (("", "", ""), ""),
    ],
)
def test_addresses(parts: tuple[str, str, str], shown: str) -> None:
    province, commune, detail = parts
    assert address_text("a", {"a.tinh": province, "a.xa": commune, "a.diaChi": detail}) == shown


def test_review_shows_what_is_sent_and_no_more() -> None:
    lines = {key: value for _, rows in review_lines(MARRYING, marrying(), "vi") for key, _, value in rows}
    assert lines["HoVaTenC1"] == "Nguyễn Thị Hồng Ơn"
    assert lines["nxnNoiCuTru_TrongNuoc"] == "Thôn Pà Dương, Xã Nam Giang, Thành phố Đà Nẵng"
    assert lines["nxnNoiCuTru"] == "Trong nước"
    assert lines["NgayCapDDC"] == "01/08/2024"
    assert not {"nhapmucdichkhac", "GioiTinhC", "nycNoiCuTru_NuocNgoai"} & lines.keys()


def test_review_leaves_empty_sections_out() -> None:
    assert review_lines(MARRYING, {}, "vi") == ()
    (only,) = review_lines(MARRYING, {"mucdich": "Xin việc"}, "en")
    assert only == ("What is the certificate for?", (("mucdich", "Purpose", "Employment"),))


def test_review_is_in_the_order_of_the_form() -> None:
    shown = [key for _, rows in review_lines(COPYING, copying(), "vi") for key, _, _ in rows]
    order = [field.key for part in COPYING.sections for field in part.fields]
    assert shown == sorted(shown, key=order.index)
