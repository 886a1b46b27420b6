"""What the form knows when it opens."""

from __future__ import annotations

import pytest

from kiosk_app.forms.prefill import prefill
from kiosk_app.identity.model import Claims
from tests.forms.samples import CLAIMS, COPYING, MARRYING


def opened(**claims: str) -> dict[str, str]:
    """Answers of the marriage form for these claims."""
    return prefill(MARRYING, Claims(claims))[0]


def test_everything_known_stands_there() -> None:
    answers, known = prefill(MARRYING, CLAIMS)
    assert answers["HoVaTenC"] == "Nguyễn Thị Hồng Ơn"
    assert answers["SoDinhDanhC"] == "048190000002"
    assert answers["GioiTinhC"] == "Nữ"
    assert answers["DanTocC"] == "Cơ-tu"
    assert answers["nycLoaiCuTru"] == "Thường trú"
    assert answers["nycNoiCuTru_TrongNuoc.tinh"] == "48"
    assert answers["nycNoiCuTru_TrongNuoc.xa"] == "20707"
    assert answers["nycNoiCuTru_TrongNuoc.diaChi"] == "Thôn Pà Dương"
    assert {"HoVaTenC", "nycNoiCuTru_TrongNuoc", "contactTelNo"} <= known


def test_defaults_are_answers_but_not_known() -> None:
    answers, known = prefill(COPYING, Claims({}))
    assert (answers["SoLuong"], answers["PhuongThucNhanKQ"]) == ("1", "1")
    assert known == frozenset()


def test_a_claim_goes_before_a_default() -> None:
    answers, known = prefill(MARRYING, Claims({"id_type": "Hộ chiếu"}))
    assert answers["LoaiGiayToDinhDanhC"] == "Hộ chiếu"
    assert known == frozenset({"LoaiGiayToDinhDanhC"})


def test_nothing_is_known_of_the_person_named() -> None:
    _, known = prefill(MARRYING, CLAIMS)
    assert [key for key in known if key.endswith("C1")] == []


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("Cơ Tu", "Cơ-tu"),
        ("Giẻ Triêng", "Giẻ-Triêng"),
        ("Gié Triêng", "Giẻ-Triêng"),
        ("Ta-ôi", "Tà-ôi"),
        ("XƠ ĐĂNG", "Xơ-đăng"),
        ("Kinh", "Kinh"),
    ],
)
def test_spellings_of_ethnic_groups_are_told_apart_by_their_letters(said: str, option: str) -> None:
    assert opened(ethnicity=said)["DanTocC"] == option


@pytest.mark.parametrize(
    "claims", [{"ethnicity": "Elbe"}, {"sex": "unknown"}, {"nationality": "France"}, {"residence_kind": "x"}]
)
def test_what_the_field_would_refuse_is_left_out(claims: dict[str, str]) -> None:
    field = {"ethnicity": "DanTocC", "sex": "GioiTinhC", "nationality": "QuocTichC"}
    name = next(iter(claims))
    assert opened(**claims).get(field.get(name, "nycLoaiCuTru"), "Thường trú") == "Thường trú"


def test_an_address_of_another_province_keeps_only_its_words() -> None:
    answers = opened(residence_province="01", residence_commune="20707", residence_text="Thôn 1, Nam Giang")
    assert answers["nycNoiCuTru_TrongNuoc.diaChi"] == "Thôn 1, Nam Giang"
    assert "nycNoiCuTru_TrongNuoc.tinh" not in answers


def test_no_address_at_all() -> None:
    assert [key for key in opened(full_name="Trần Văn A") if key.startswith("nycNoiCuTru_TrongNuoc")] == []


def test_the_old_address_of_a_card_becomes_todays() -> None:
    answers = opened(residence_text="Thôn Pà Dương, Tà Bhing, Nam Giang, Quảng Nam")
    assert answers["nycNoiCuTru_TrongNuoc.tinh"] == "48"
    assert answers["nycNoiCuTru_TrongNuoc.xa"] == "20710"
    assert answers["nycNoiCuTru_TrongNuoc.diaChi"] == "Thôn Pà Dương"


def test_a_commune_that_was_split_is_left_to_the_citizen() -> None:
    answers = opened(residence_text="12 Trần Phú, Điện Biên, Ba Đình, Hà Nội")
    assert answers["nycNoiCuTru_TrongNuoc.tinh"] == "01"
    assert "nycNoiCuTru_TrongNuoc.xa" not in answers
    assert answers["nycNoiCuTru_TrongNuoc.diaChi"] == "12 Trần Phú"


def test_an_address_that_nobody_knows_stays_in_words() -> None:
    answers = opened(residence_text="Thôn Một, Xã Hai, Tỉnh Ba")
    assert "nycNoiCuTru_TrongNuoc.tinh" not in answers
    assert answers["nycNoiCuTru_TrongNuoc.diaChi"] == "Thôn Một, Xã Hai, Tỉnh Ba"
