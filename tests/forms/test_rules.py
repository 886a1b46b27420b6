"""Rules across fields: each is broken by what it is about, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.build import condition
from kiosk_app.catalogue.condition import fields_of, holds, verdict
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.validation import validate
from tests.forms.samples import COPYING, MARRYING, TODAY, copying, marrying

DIVORCED = MARRYING.field("TinhTrangHonNhanC1").options[2].value
PERIOD = MARRYING.field("TinhTrangHonNhanC1").options[4].value
TO_MARRY = {
    "mucdich": "Kết hôn",
    "NguoiDuDinhKetHon_HoTen": "Lê Văn B",
    "NguoiDuDinhKetHon_NgaySinh": "1988",
    "NguoiDuDinhKetHon_QuocTich": "Việt Nam",
    "NguoiDuDinhKetHon_NoiCuTru": "Xã Nam Giang, Đà Nẵng",
    "NoiDuDinhKetHon": "UBND xã Nam Giang",
}


def broken(**answers: str) -> list[tuple[str, str, Severity]]:
    """Codes of the broken rules, with the field and what they do."""
    found = validate(MARRYING, marrying(**answers), TODAY)
    assert {issue.code for issue in found} <= {"rule"}, found
    return [(issue.detail, issue.key, issue.severity) for issue in found]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"NgayCapDDC": "1989-01-01"}, ("issued_after_birth_ngaycapddc", "NgayCapDDC", Severity.ERROR)),
        ({"NgayCapDDC": "2022-05-05"}, ("card_exists_since_ngaycapddc", "NgayCapDDC", Severity.WARNING)),
        (
            {"SoGiayToTuyThanC": "048190000003"},
            ("card_number_is_personal_id_sogiaytotuythanc", "SoGiayToTuyThanC", Severity.WARNING),
        ),
        (
            {"SoGiayToTuyThanC": "04819000000"},
            ("card_number_is_twelve_digits_sogiaytotuythanc", "SoGiayToTuyThanC", Severity.WARNING),
        ),
        (
            {"LoaiGiayToDinhDanhC": "Thẻ căn cước công dân"},
            ("citizen_card_until_ngaycapddc", "NgayCapDDC", Severity.WARNING),
        ),
        ({**TO_MARRY, "SoLuong": "2"}, ("one_copy_for_marriage", "SoLuong", Severity.ERROR)),
        (
            {
                **TO_MARRY,
                "NguoiDuDinhKetHon_SoDinhDanh": "048190000002",
                "NguoiDuDinhKetHon_NgaySinh": "1990",
            },
            ("spouse_is_somebody_else", "NguoiDuDinhKetHon_SoDinhDanh", Severity.WARNING),
        ),
    ],
)
def test_a_rule_is_told_by_its_field(answers: dict[str, str], expected: tuple[str, str, Severity]) -> None:
    assert expected in broken(**answers)


def test_a_copied_field_is_told_only_once_where_it_is_asked() -> None:
    keys = [key for _, key, _ in broken(NgayCapDDC="2022-05-05")]
    assert set(keys) == {"NgayCapDDC"}


@pytest.mark.parametrize(
    ("born", "sex", "personal_id", "warned"),
    [
        ("2012-11-24", "Nữ", "048312000002", True),
        ("2008-11-24", "Nữ", "048308000002", True),
        ("2008-11-23", "Nữ", "048308000002", False),
        ("2006-11-24", "Nam", "048206000002", True),
        ("2006-11-23", "Nam", "048206000002", False),
        ("2008", "Nữ", "048308000002", False),
    ],
)
def test_ages_for_marriage_are_warned_to_the_day(born: str, sex: str, personal_id: str, warned: bool) -> None:
    person = {
        "NgaySinhC": born,
        "GioiTinhC": sex,
        "SoDinhDanhC": personal_id,
        "SoGiayToTuyThanC": personal_id,
    }
    found = [code for code, _, severity in broken(**TO_MARRY, **person) if severity is Severity.WARNING]
    assert bool([code for code in found if code.startswith("old_enough")]) is warned


@pytest.mark.parametrize(
    ("day", "expected"),
    [("1985-01-01", "paper_after_birth"), ("1995-06-01", "paper_of_an_adult"), ("2015-06-01", "")],
)
def test_a_divorce_lies_in_a_grown_up_life(day: str, expected: str) -> None:
    papers = {
        "TinhTrangHonNhanC1": DIVORCED,
        "LoaiGiayToLyHon": "Bản án ly hôn",
        "soBanAnQuyetDinhLyHon": "15/2021/QĐST-HNGĐ",
        "ngayCapBanAnQuyetDinhLyHon": day,
        "coQuanCapBanAnQuyetDinhLyHon": "TAND khu vực 3",
    }
    assert [code for code, _, _ in broken(**papers)] == ([expected] if expected else [])


def test_what_a_rule_says_names_the_law_and_is_there_in_both_languages() -> None:
    for procedure in (MARRYING, COPYING):
        for rule in procedure.rules:
            assert rule.sentence.vi
            assert rule.sentence.en
    [issue] = validate(MARRYING, marrying(**TO_MARRY, SoLuong="2"), TODAY)
    assert issue.law == "Thông tư 04/2020/TT-BTP, Điều 12"


def test_an_answer_that_is_hidden_since_breaks_nothing() -> None:
    assert broken(thoiDiemBatDau="2020-01-01", thoiDiemKetThuc="2019-01-01") == []
    [(code, _, _)] = broken(
        TinhTrangHonNhanC1=PERIOD,
        voChongHoTen="Lê Văn B",
        coQuanCapGiayTo="UBND xã",
        thoiDiemBatDau="2020-01-01",
        thoiDiemKetThuc="2019-01-01",
    )
    assert code == "period_in_order"


def test_a_registration_before_the_birth_stops() -> None:
    [issue] = validate(COPYING, copying(HoSo_NgayCapSo="1989-12-31"), TODAY)
    assert (issue.detail, issue.severity) == ("registered_after_birth", Severity.ERROR)
    assert validate(COPYING, copying(HoSo_NgayCapSo="1990"), TODAY) == ()


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]), DAYS.map(lambda day: str(day.year))
)


@settings(max_examples=200)
@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 110))
def test_whole_dates_are_compared_as_days_are(one: date, other: date, days: int, years: int) -> None:
    answers = {"a": one.isoformat(), "b": other.isoformat()}
    assert verdict(condition({"before": ["a", "b"]}), answers) is (one < other)
    assert verdict(condition({"not_after": ["a", "b"]}), answers) is (one <= other)
    within = condition({"within_days": ["a", "b"], "days": days})
    assert verdict(within, answers) is ((other - one).days <= days)
    birthdays = other.year - one.year - ((other.month, other.day) < (one.month, one.day))
    aged = condition({"age": "a", "by": "b", "at_least": years})
    assert verdict(aged, answers) is (birthdays >= years)


@settings(max_examples=200)
@given(PARTIAL, PARTIAL)
def test_a_coarse_date_is_judged_only_where_every_day_that_it_may_mean_agrees(one: str, other: str) -> None:
    found = verdict(condition({"before": ["a", "b"]}), {"a": one, "b": other})
    backwards = verdict(condition({"not_after": ["b", "a"]}), {"a": one, "b": other})
    assert backwards is (None if found is None else not found)
    if one == other and len(one) < 10:
        assert found is None


@pytest.mark.parametrize(
    "raw",
    [{"before": ["a", "b"]}, {"not_after": ["a", "b"]}, {"age": "a", "by": "b", "at_least": 1}],
)
@pytest.mark.parametrize("answers", [{}, {"a": "2020-01-01"}, {"a": "no", "b": "date"}, {"a": " ", "b": ""}])
def test_what_cannot_be_compared_holds_neither_way(raw: dict[str, object], answers: dict[str, str]) -> None:
    assert verdict(condition(raw), answers) is None
    assert not holds(condition({"not": raw}), answers)
    assert fields_of(condition(raw)) == {"a", "b"}


def test_a_blank_is_not_the_same_as_a_blank() -> None:
    same = condition({"same": ["a", "b"]})
    assert verdict(same, {}) is None
    assert verdict(same, {"a": "048 ", "b": "048"}) is True
    assert verdict(same, {"a": "048", "b": "049"}) is False
