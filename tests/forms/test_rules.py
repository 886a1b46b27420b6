"""Rules across fields: each is broken by what it is about, and by nothing else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.build import condition
from kiosk_app.catalogue.condition import fields_of, holds, verdict
from kiosk_app.forms.derive import derived
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.validation import validate
from tests.catalogue.samples import shipped
from tests.forms.made_up import made_up
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
    assert issue.law == "Thông tư 04/2020/TT-BTP"


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


def _told(code: str, **answers: str) -> set[str]:
    """Codes of the rules that these answers break, and the plain ones do not; all of them warnings."""
    procedure = shipped()[code]
    plain = made_up(procedure)
    if code == "1.004873":
        plain["NguoiDuDinhKetHon_NgaySinh"] = "1988-02-02"
    before, after = (
        {
            issue.detail: issue.severity
            for issue in validate(procedure, derived(procedure, answered), TODAY)
            if issue.code == "rule"
        }
        for answered in (plain, {**plain, **answers})
    )
    assert {after[rule] for rule in after.keys() - before.keys()} <= {Severity.WARNING}
    return {re.sub(r"_(ngaycapdd|sogiayto|loaigiayto).*", "", rule) for rule in after.keys() - before.keys()}


OLD_CARD = {"LoaiGiayToDinhDanh_BenNam": "Chứng minh nhân dân", "SoGiayToDinhDanh_BenNam": "012345678"}


@pytest.mark.parametrize(
    ("code", "answers", "told"),
    [
        (
            "1.000894",
            {"SoDinhDanh_BenNam": "048188000111", "SoGiayToDinhDanh_BenNam": "048188000111"},
            "id_of_bennam",
        ),
        ("2.000806", {"SoDinhDanh_BenNam": "048188000111"}, "id_of_bennam"),
        ("1.000894", {**OLD_CARD, "NgayCapDD_BenNam": "2002-05-05"}, ""),
        ("1.000894", {**OLD_CARD, "NgayCapDD_BenNam": "2002-05-04"}, "old_card_from_fourteen"),
        ("1.000894", {**OLD_CARD, "NgayCapDD_BenNam": "2024-06-30"}, ""),
        ("1.000894", {**OLD_CARD, "NgayCapDD_BenNam": "2024-07-01"}, "old_card_until"),
        (
            "1.000894",
            {
                "LoaiGiayToDinhDanh_BenNam": "Thẻ căn cước công dân",
                "NgaySinhBenNam": "2005-05-05",
                "SoDinhDanh_BenNam": "048205000111",
                "SoGiayToDinhDanh_BenNam": "048205000111",
                "NgayCapDD_BenNam": "2017-05-05",
            },
            "citizen_card_from_fourteen",
        ),
        (
            "1.000894",
            {
                "LoaiTinhTrangHonNhan_BenNam": "3",
                "SoLanKetHon_BenNam": "2",
                "TTHN_LyHonBenNam_NgayCap": "2008-05-04",
            },
            "divorced_of_age_bennam",
        ),
        (
            "1.000894",
            {
                "LoaiTinhTrangHonNhan_BenNam": "3",
                "SoLanKetHon_BenNam": "2",
                "TTHN_LyHonBenNam_NgayCap": "2008-05-05",
            },
            "",
        ),
        ("1.001193", {"NamSinhChaKS": "2013"}, "father_old_enough"),
        ("1.001193", {"NamSinhChaKS": "2012"}, ""),
        ("1.001193", {"SoDinhDanhCha": "048188000111"}, "id_of_a_father"),
        ("1.001193", {"SoDinhDanhCha": "048088000111"}, ""),
        ("1.004772", {"SoDinhDanhMe": "048060000111"}, "id_of_a_mother"),
        ("1.004884", {"SoDinhDanhMe": "048060000111"}, "id_of_a_mother"),
        ("3.000722", {"SoDinhDanhCha": "048188000111"}, "id_of_a_father"),
    ],
)
def test_ids_and_papers_of_families_agree(code: str, answers: dict[str, str], told: str) -> None:
    # An old card is out of date today whatever it says; what else there is to ask is told here.
    out_of_date = {"old_card_still_valid"} if answers.items() >= OLD_CARD.items() else set()
    assert _told(code, **answers) == ({told} if told else set()) | out_of_date


HAS_SPOUSE = {"mucdich": "Xin việc", "voChongHoTen": "Lê Văn Ba", "coQuanCapGiayTo": "UBND xã Ba"}
MARRIED = {**HAS_SPOUSE, "TinhTrangHonNhanC1": MARRYING.field("TinhTrangHonNhanC1").options[1].value}
UNTIL_WED = {**HAS_SPOUSE, "TinhTrangHonNhanC1": PERIOD, "thoiDiemBatDau": "2000-01-01"}
PARENTS_MARRIED = {"ChaMeKetHon": "Có", "GiayCNKH_So": "1"}


@pytest.mark.parametrize(
    ("code", "answers", "told"),
    [
        ("1.004873", {**MARRIED, "ngayCapGiayTo": "2008-03-14"}, "married_of_age_woman"),
        ("1.004873", {**MARRIED, "ngayCapGiayTo": "2008-03-15"}, ""),
        ("1.004873", {**MARRIED, "ngayCapGiayTo": "1990-03"}, "married_of_age_woman"),
        ("1.004873", {**UNTIL_WED, "thoiDiemKetThuc": "2008-03-14"}, "period_ends_of_age_woman"),
        ("1.004873", {**UNTIL_WED, "thoiDiemKetThuc": "2008-03-15"}, ""),
        (
            "1.004873",
            {**UNTIL_WED, "thoiDiemKetThuc": "2014-05-05", "ngayCapGiayTo": "2014-05-04"},
            "period_until_the_wedding",
        ),
        ("1.004873", {**UNTIL_WED, "thoiDiemKetThuc": "2014-05-05", "ngayCapGiayTo": "2014-05-05"}, ""),
        ("1.004873", {**TO_MARRY, "NguoiDuDinhKetHon_NgaySinh": "2006-11-24"}, "spouse_old_enough_man"),
        ("1.004873", {**TO_MARRY, "NguoiDuDinhKetHon_NgaySinh": "2006-11-23"}, ""),
        ("1.004873", {**TO_MARRY, "NguoiDuDinhKetHon_SoDinhDanh": "048188000111"}, "spouse_id_of_a_man"),
        ("1.004873", {**TO_MARRY, "NguoiDuDinhKetHon_SoDinhDanh": "048088000111"}, ""),
        ("1.001193", {**PARENTS_MARRIED, "GiayCNKH_NgayDangKy": "2008-03-14"}, "mother_married_of_age"),
        ("3.000722", {**PARENTS_MARRIED, "GiayCNKH_NgayDangKy": "2008-03-15"}, ""),
        ("1.004884", {"NamSinhMeKS": "1933", "SoDinhDanhMe": ""}, "mother_not_too_old"),
        ("1.004884", {"NamSinhMeKS": "1934", "SoDinhDanhMe": ""}, ""),
        ("1.004772", {"NamSinhChaKS": "1908"}, "father_not_too_old"),
        ("1.004772", {"NamSinhChaKS": "1909"}, ""),
        ("1.004772", {"NamSinhMeKS": "1990", "SoDinhDanhMe": ""}, "mother_old_enough"),
        ("3.000333", {"chaNgaySinh": "1977"}, "father_old_enough"),
        ("3.000333", {"meNgaySinh": "1933"}, "mother_not_too_old"),
        ("1.000656", {"NgaySinh": "1904"}, "death_at_a_likely_age"),
        ("1.005461", {"NgaySinh": "1878"}, ""),
    ],
)
def test_marriages_parents_and_deaths_lie_in_likely_lives(
    code: str, answers: dict[str, str], told: str
) -> None:
    assert _told(code, **answers) == ({told} if told else set())


@pytest.mark.parametrize(
    ("born", "kind", "issued", "told"),
    [
        ("1985-01-01", "Thẻ căn cước công dân", "2022-12-31", "card_still_valid"),
        ("1985-01-01", "Thẻ căn cước công dân", "2023-01-01", ""),
        ("1966-11-24", "Thẻ căn cước công dân", "2021-05-05", ""),
        ("1966-11-23", "Thẻ căn cước công dân", "2021-05-05", "card_still_valid"),
        ("2001-11-23", "Thẻ Căn cước", "2024-11-23", ""),
        ("2001-11-23", "Thẻ Căn cước", "2024-11-22", "card_still_valid"),
        ("1985-01-01", "Giấy chứng nhận căn cước", "2024-06-30", "identity_certificate_exists_since"),
        ("1985-01-01", "Hộ chiếu", "2020-06-30", "passport_has_its_own_number"),
        ("1985-01-01", "Chứng minh nhân dân", "2015-06-30", "old_card_still_valid"),
    ],
)
def test_a_paper_that_is_shown_is_one_that_still_holds(born: str, kind: str, issued: str, told: str) -> None:
    personal_id = f"048{1 if born < '2000' else 3}{born[2:4]}000777"
    found = validate(
        MARRYING,
        marrying(
            NgaySinhC=born,
            SoDinhDanhC=personal_id,
            SoGiayToTuyThanC=personal_id,
            LoaiGiayToDinhDanhC=kind,
            NgayCapDDC=issued,
        ),
        TODAY,
    )
    assert {re.sub(r"_(ngaycapdd|sogiayto|loaigiayto).*", "", one.detail) for one in found} == (
        {told} if told else set()
    )


@pytest.mark.parametrize(
    ("born", "issued", "told"),
    [
        ("1985-01-01", "2016-11-25", ""),
        ("1985-01-01", "2016-11-23", "passport_still_valid"),
        ("1985-01-01", "2005-01-01", "passport_still_valid"),
        # Not yet 14 on the day of issue: five years.
        ("2006-06-01", "2020-05-31", "childs_passport_still_valid"),
        ("2006-06-01", "2020-06-01", ""),
        ("2006-06-01", "2010-01-01", "passport_still_valid"),
    ],
)
def test_a_passport_that_is_shown_is_asked_about_where_it_has_expired(
    born: str, issued: str, told: str
) -> None:
    personal_id = f"048{1 if born < '2000' else 3}{born[2:4]}000777"
    passport = {"LoaiGiayToDinhDanhC": "Hộ chiếu", "SoGiayToTuyThanC": "C1234567", "NgayCapDDC": issued}
    found = validate(MARRYING, marrying(NgaySinhC=born, SoDinhDanhC=personal_id, **passport), TODAY)
    assert {one.detail.removesuffix("_ngaycapddc") for one in found} == ({told} if told else set())


@pytest.mark.parametrize(
    ("number", "asked"),
    [("C1234567", False), ("123456789", False), ("048088000222", True), ("079199012345", True)],
)
def test_the_personal_id_of_whomever_is_no_passport(number: str, asked: bool) -> None:
    answers = {"LoaiGiayToDinhDanh_BenNam": "Hộ chiếu", "NgayCapDD_BenNam": "2020-01-01"}
    told = _told("1.000894", **answers, SoGiayToDinhDanh_BenNam=number)
    assert told == ({"passport_has_its_own_number"} if asked else set())


def test_an_old_card_of_twelve_digits_carries_the_personal_id() -> None:
    answers = {"LoaiGiayToDinhDanh_BenNam": "Chứng minh nhân dân", "NgayCapDD_BenNam": "2014-01-01"}
    wrong = {**answers, "SoGiayToDinhDanh_BenNam": "048088000112"}
    assert "old_card_of_twelve_digits" in _told("1.000894", **wrong)
    assert _told("1.000894", **answers, SoGiayToDinhDanh_BenNam="048088000111") == {"old_card_still_valid"}


def test_the_paper_of_the_dead_and_of_parents_may_be_out_of_date() -> None:
    old = {"LoaiGiayToDinhDanh": "Chứng minh nhân dân", "SoGiayToDinhDanh": "201234567"}
    assert _told("1.000656", **old, NgayCapDD="1999-01-01") == set()
    parents = {
        "LoaiGiayToCha": "Chứng minh nhân dân",
        "SoGiayToCha": "201234567",
        "NgayCapDDCha": "2004-01-01",
    }
    assert _told("1.001193", **parents) == set()


def test_what_is_stopped_is_not_asked_about_as_well() -> None:
    """A mother of the year of her child's birth is asked about; one born later stops, only."""
    procedure = shipped()["1.001193"]
    for year, expected in (("2026", {Severity.WARNING}), ("2025", {Severity.WARNING})):
        answers = derived(procedure, {**made_up(procedure), "NamSinhChaKS": year})
        found = [one for one in validate(procedure, answers, TODAY) if one.key == "NamSinhChaKS"]
        assert {one.severity for one in found} == expected, year
    earlier = {**made_up(procedure), "NgaySinhChon": "2020-05-05", "NamSinhChaKS": "2021"}
    found = [
        one for one in validate(procedure, derived(procedure, earlier), TODAY) if one.key == "NamSinhChaKS"
    ]
    assert [(one.detail, one.severity) for one in found] == [("father_before_child", Severity.ERROR)]


@pytest.mark.parametrize(("code", "role"), [("1.001193", "ChaDe"), ("3.000722", "ChaDe")])
def test_who_says_to_be_the_father_with_a_womans_id_is_asked(code: str, role: str) -> None:
    assert "applicant_is_the_father" in _told(code, QuanHe=role)


@pytest.mark.parametrize(
    ("personal_id", "verdicts"),
    [
        ("048088000111", (True, False)),
        ("048188000111", (False, True)),
        ("048205000111", (True, False)),
        ("048305000111", (False, True)),
        ("", (None, None)),
        ("04808800011", (None, None)),
        ("٠٤٨٠٨٨٠٠٠١١١", (None, None)),
    ],
)
def test_the_sex_of_an_id(personal_id: str, verdicts: tuple[bool | None, bool | None]) -> None:
    conditions = [condition({"id_of": "id", "sex": sex}) for sex in ("male", "female")]
    assert tuple(verdict(one, {"id": personal_id}) for one in conditions) == verdicts
    assert {fields_of(one) for one in conditions} == {frozenset({"id"})}


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("1.004222", "abroad_without_passport"),
        ("3.000333", "certificate_one_by_proxy"),
        ("3.000333", "certificate_two_by_proxy"),
    ],
)
def test_what_the_kiosk_cannot_file_says_where_to_go_and_what_to_bring(code: str, rule: str) -> None:
    (found,) = [one for one in shipped()[code].rules if one.code == rule]
    assert "Công an" in found.sentence.vi
    assert "mang theo giấy tờ tùy thân" in found.sentence.vi
    assert "police" in found.sentence.en


def test_the_childs_identity_card_is_told_at_the_door_of_the_linked_group() -> None:
    """No source gives the fields of 2.000987: the group goes without the card, and says where it is made."""
    door = shipped()["3.000722"].door
    assert "Công an xã (thủ tục 1.014062)" in door.vi
    assert "1.014062" in door.en
