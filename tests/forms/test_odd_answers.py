"""Lives that are not the usual one: what the law accepts is accepted, and what it does not is refused."""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.declaration import generated_declarations
from kiosk_app.forms.derive import derived
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.validation import validate
from tests.catalogue.samples import TODAY, shipped
from tests.forms.declared import HEADING
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS

BIRTH, LINKED_BIRTH = "1.001193", "3.000722"
DEATH, LINKED_DEATH = "1.000656", "2.002913"
MARRIAGE, FOREIGN_MARRIAGE, STAY = "1.000894", "2.000806", "1.004194"
DEATH_AGAIN, OLD_BIRTH, RECORD, RESIDENCE = "1.005461", "1.004772", "3.000333", "1.004222"
KNOWN = "nksLoaiKhaiSinh"
NO_FATHER = {KNOWN: "Chưa xác định được cha"}
NO_MOTHER = {KNOWN: "Chưa xác định được mẹ", "QuanHe": "ChaDe"}
FOUND = {KNOWN: "Trẻ bị bỏ rơi", "QuanHe": "Khac", "QuanHeKhac": "Người tìm thấy trẻ"}
_MOVES_ALONG = {"ThanhVien_0_more": "Có", "ThanhVien_1_more": "Có", "tvSoDinhDanh_1": "048088000111"}
LAND = "1.013831"
BY_POST = {
    f"DiaChiNhanKQ.{part}": value for part, value in (("tinh", "48"), ("xa", "20707"), ("diaChi", "Tổ 1"))
}
ELSEWHERE = {"ChuHoLa": "khac", "DkttChuHo": "Lê Văn Sáu", "DkttMaQuanHe": "Cháu nội"}
INTO_CARE = {"ChuHoLa": "khac", "NguoiGiamHo": "nyc", "TruongHopDKTT": "6"}


@pytest.mark.mostly_long("one more declaration is set", one_in=3, kind="code")
@pytest.mark.parametrize(
    ("code", "answers", "papers"),
    [
        (BIRTH, {"HoTenKS": "Y"}, {"CHUNG_SINH"}),
        (BIRTH, {"nycLoaiCuTru": "Nơi ở hiện tại"}, {"CHUNG_SINH"}),
        (BIRTH, {"HoTenKS": "Nguyễn Thị Bé", "NamSinhChaKS": "1988"}, {"CHUNG_SINH"}),
        (BIRTH, NO_FATHER, {"CHUNG_SINH"}),
        (BIRTH, NO_MOTHER, {"CHUNG_SINH"}),
        (BIRTH, FOUND, {"BO_ROI"}),
        (BIRTH, {"QuocTichChaKS": "Khác"}, {"CHUNG_SINH"}),
        (BIRTH, {"MangThaiHo": "Có"}, {"CHUNG_SINH", "MANG_THAI_HO"}),
        (BIRTH, {"GiayToViecSinh": "Giấy chứng sinh điện tử"}, set()),
        (BIRTH, {"NgaySinhChon": "2025-01-05"}, {"CHUNG_SINH"}),
        (LINKED_BIRTH, NO_FATHER, {"CHUNG_SINH"}),
        (LINKED_BIRTH, {**NO_MOTHER, "ChuHoLa": "bo", "NguoiGiamHo": "cha"}, {"CHUNG_SINH"}),
        (LINKED_BIRTH, {**FOUND, **INTO_CARE}, {"BO_ROI"}),
        (DEATH, {"GiayToViecChet": "UBND xã cấp"}, set()),
        (DEATH, {"GiayToViecChet": "Giấy báo tử điện tử"}, set()),
        (DEATH, {"GiayToViecChet": "Chết đã lâu", "NgayMat": "1999-01-01"}, {"CHUNG_CU"}),
        (DEATH, {"NgaySinh": "1940-05"}, {"BAO_TU"}),
        (LINKED_DEATH, {"DoiTuongMaiTang": "NCC"}, {"BAO_TU"}),
        (MARRIAGE, {"NgaySinhBenNam": "2006-11-23"}, set()),
        (MARRIAGE, {"NgaySinhBenNam": "2006"}, set()),
        (MARRIAGE, {"LoaiTinhTrangHonNhan_BenNam": "3", "SoLanKetHon_BenNam": "2"}, set()),
        (FOREIGN_MARRIAGE, {}, {"HO_CHIEU", "TTHN_NN", "Y_TE"}),
        (STAY, {"ThoiHanTamTru": "2028-11-23"}, {"THUE"}),
        (DEATH_AGAIN, {"NgaySinh": "1894", "NgayMat": "1971-05-02"}, {"CHUNG_TU_CU"}),
        (OLD_BIRTH, {"NamSinhMeKS": "1896", "NamSinhChaKS": "1889"}, {"GIAY_TO", "CAM_DOAN"}),
        (RECORD, {"chaHoTen": "", "chaNgaySinh": "", "meHoTen": "", "meNgaySinh": ""}, set()),
    ],
)
def test_what_the_law_accepts_is_accepted_and_declared(
    code: str, answers: dict[str, str], papers: set[str]
) -> None:
    procedure = shipped()[code]
    said = made_up(procedure, CLAIMS, TODAY, **answers)
    required = {
        one.part_no for one, need in required_documents(procedure, said, True) if need is Need.REQUIRED
    }
    assert required == papers
    assert dict(generated_declarations(procedure, said, HEADING))


@pytest.mark.parametrize(
    ("code", "answers", "told"),
    [
        (BIRTH, {"NgaySinhChon": "2026-11-24"}, "date_future"),
        (BIRTH, {"QuanHe": "MeDe", KNOWN: "Chưa xác định được mẹ"}, "applicant_is_a_known_parent"),
        (LINKED_BIRTH, {**FOUND, "QuanHe": "ChaDe"}, "applicant_is_a_known_parent"),
        (LINKED_BIRTH, {"NgaySinhChon": "2019-11-01"}, "child_under_six"),
        (LINKED_BIRTH, {**NO_FATHER, "NguoiGiamHo": "cha"}, "guardian_is_a_known_parent"),
        (LINKED_BIRTH, {**NO_FATHER, "ChuHoLa": "bo"}, "head_is_a_known_parent"),
        (DEATH, {"NgayMat": "2026-11-24"}, "date_future"),
        (DEATH, {"NgaySinh": "2026-11-20"}, "death_after_birth"),
        (DEATH, {"GioMat": "3", "PhutMat": "61"}, "count"),
        (DEATH, {"SoDinhDanh": "048190000002"}, "not_the_requester"),
        (MARRIAGE, {"NgaySinhBenNam": "2006-11-24"}, "old_enough_bennam"),
        (MARRIAGE, {"LoaiTinhTrangHonNhan_BenNam": "1"}, "free_to_marry_bennam"),
        (MARRIAGE, {"LoaiTinhTrangHonNhan_BenNam": "5"}, "free_to_marry_bennam"),
        (MARRIAGE, {"SoDinhDanh_BenNam": "048190000002"}, "two_people"),
        (MARRIAGE, {"QuocTichBenNam": "Khác", "TenQuocTichBenNam": "Lào"}, "vietnamese_bennam"),
        (STAY, {"ThoiHanTamTru": "2028-11-24"}, "two_years_at_most"),
        (STAY, {"ThoiHanTamTru": "2026-11-23"}, "until_the_future"),
        (RECORD, {"loaiPhieu": "1", "uyQuyen": "1"}, "certificate_one_by_proxy"),
        (RECORD, {"loaiPhieu": "2", "uyQuyen": "1"}, "certificate_two_by_proxy"),
        (RECORD, {"tuNgay_1": "1970"}, "residence_after_birth"),
        (RESIDENCE, {"NguoiKhai": "ct02"}, "abroad_without_passport"),
    ],
)
def test_what_it_does_not_is_refused_with_its_reason(code: str, answers: dict[str, str], told: str) -> None:
    procedure = shipped()[code]
    said = derived(procedure, made_up(procedure) | answers)
    found = validate(procedure, said, TODAY)
    errors = {issue.detail or issue.code for issue in found if issue.severity is Severity.ERROR}
    codes = {issue.code for issue in found if issue.severity is Severity.ERROR}
    assert told in errors | codes


@pytest.mark.parametrize(
    ("code", "answers", "late"),
    [
        (BIRTH, {"NgaySinhChon": "2026-09-24"}, False),
        (BIRTH, {"NgaySinhChon": "2026-09-23"}, True),
        (LINKED_BIRTH, {"NgaySinhChon": "2026-09-23"}, True),
        (DEATH, {"NgayMat": "2026-11-08"}, False),
        (DEATH, {"NgayMat": "2026-11-07", "gbtNgay": "2026-11-08"}, True),
        (LINKED_DEATH, {"NgayMat": "2026-11-07", "gbtNgay": "2026-11-08"}, True),
        (LINKED_DEATH, {"NgayMat": "2000-11-07", "GiayToViecChet": "Chết đã lâu"}, False),
    ],
)
def test_who_is_late_is_told_so_and_may_file(code: str, answers: dict[str, str], late: bool) -> None:
    procedure = shipped()[code]
    found = {
        issue.detail for issue in validate(procedure, made_up(procedure, CLAIMS, TODAY, **answers), TODAY)
    }
    assert ("late_registration" in found) is late


@pytest.mark.parametrize(
    ("code", "answers", "told"),
    [
        (BIRTH, {"ChaMeKetHon": "Không"}, "unmarried_parents"),
        (LINKED_BIRTH, {"ChaMeKetHon": "Không"}, "unmarried_parents"),
        (BIRTH, {"QuocTichChaKS": "Khác"}, "father_is_vietnamese"),
        (RECORD, {"chaHoTen": "", "chaNgaySinh": ""}, "father_is_named"),
        ("1.000894", {"SoLanKetHon_BenNam": "2"}, "never_married_is_first_bennam"),
        ("2.000806", {"SoLanKetHon_BenNu": "3"}, "never_married_is_first_bennu"),
        (RECORD, {"tuNgay_1": "2010"}, "residence_from_fourteen"),
        (BIRTH, {"nksNoiSinh": "Khac"}, "born_in_vietnam"),
        (DEATH, {"nktNoiChet": "Khac"}, "died_in_vietnam"),
        (LINKED_DEATH, {"nktNoiChet": "Khac"}, "died_in_vietnam"),
        (DEATH, {"nktQuocTich": "Khác"}, "vietnamese_dead"),
        (STAY, {"tvSoDinhDanh_1": "048190000002"}, "another_person_tvsodinhdanh_1"),
        (RESIDENCE, _MOVES_ALONG | {"tvSoDinhDanh_1": "048190000002"}, "another_person_tvsodinhdanh_1"),
        (RESIDENCE, _MOVES_ALONG | {"tvSoDinhDanh_2": "048088000111"}, "another_person_tvsodinhdanh_2"),
        (LINKED_BIRTH, _MOVES_ALONG | {"tvSoDinhDanh_2": "048088000111"}, "another_person_tvsodinhdanh_2"),
        ("1.013831", {"dshSoDinhDanh_1": "048190000002"}, "another_person_dshsodinhdanh_1"),
        (LAND, {"DienTich": "0"}, "area_is_a_measure"),
        (LAND, {"DienTich": "to lắm"}, "area_is_a_measure"),
        (LAND, {"DienTich": "2 ha"}, "area_is_a_measure"),
        (MARRIAGE, {"TraKQ": "2", **BY_POST}, "both_come_in_person"),
        (FOREIGN_MARRIAGE, {"TraKQ": "3"}, "both_come_in_person"),
        (BIRTH, {"TraKQ": "2", **BY_POST}, "certificate_is_collected"),
        (LINKED_BIRTH, {"TraKQ": "2", **BY_POST}, "certificate_is_collected"),
        (OLD_BIRTH, {"QuanHe": "Khac", "SoDinhDanhCha": "048190000002"}, "applicant_is_no_father"),
        ("1.004884", {"SoDinhDanhMe": "048190000002"}, "applicant_is_no_mother"),
        (LINKED_BIRTH, {**ELSEWHERE, "DkttChuhoSoGiayTo": "048190000002"}, "head_is_somebody_else"),
        (
            LINKED_BIRTH,
            {**ELSEWHERE, "DkttChuhoSoGiayTo": "048088000111", "SoDinhDanhCha": "048088000111"},
            "head_is_somebody_else",
        ),
        (LINKED_BIRTH, {**ELSEWHERE, "DkttMaQuanHe": "Chủ hộ"}, "child_is_a_child_to_the_head"),
        (LINKED_BIRTH, {**ELSEWHERE, "DkttMaQuanHe": "Vợ"}, "child_is_a_child_to_the_head"),
        (RESIDENCE, {"Loai": "2", "chuHoQuanHe": "Chủ hộ"}, "joins_as_no_head"),
        (STAY, {"Loai": "2", "chuHoQuanHe": "Chủ hộ"}, "joins_as_no_head"),
    ],
)
def test_what_is_doubtful_is_warned_and_may_be_filed(code: str, answers: dict[str, str], told: str) -> None:
    procedure = shipped()[code]
    said = derived(procedure, made_up(procedure) | answers)
    found = [issue for issue in validate(procedure, said, TODAY) if issue.detail == told]
    assert [issue.severity for issue in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("code", "answers", "told"),
    [
        (BIRTH, {"TraKQ": "1"}, "certificate_is_collected"),
        (BIRTH, {"QuanHe": "MeDe"}, "applicant_is_no_mother"),
        (LINKED_BIRTH, {**ELSEWHERE, "DkttChuhoSoGiayTo": "048060000111"}, "head_is_somebody_else"),
        (LINKED_BIRTH, ELSEWHERE, "child_is_a_child_to_the_head"),
        (RESIDENCE, {"Loai": "1", "chuHoQuanHe": "Chủ hộ"}, "joins_as_no_head"),
        *((LAND, {"DienTich": area}, "area_is_a_measure") for area in ("120", "0,5", "1.200")),
    ],
)
def test_what_is_likely_is_not_asked_about(code: str, answers: dict[str, str], told: str) -> None:
    procedure = shipped()[code]
    assert any(rule.code == told for rule in procedure.rules)
    found = validate(procedure, derived(procedure, made_up(procedure) | answers), TODAY)
    assert [issue for issue in found if issue.detail == told] == []


@pytest.mark.parametrize(
    ("code", "role", "number", "asked"),
    [
        (BIRTH, "Khac", "048190000002", True),
        (LINKED_BIRTH, "Ba", "048190000002", True),
        (BIRTH, "Khac", "048160000111", False),
        (LINKED_BIRTH, "MeDe", "048190000002", False),
    ],
)
def test_who_is_no_parent_does_not_have_a_parents_number(
    code: str, role: str, number: str, asked: bool
) -> None:
    procedure = shipped()[code]
    said = made_up(procedure, CLAIMS, TODAY, QuanHe=role, SoDinhDanhMe=number, NamSinhMeKS="1980")
    found = {issue.detail for issue in validate(procedure, said, TODAY)}
    assert ("applicant_is_no_mother" in found) is asked


@pytest.mark.parametrize("code", [BIRTH, LINKED_BIRTH, OLD_BIRTH, "1.004884"])
@pytest.mark.parametrize(
    ("child", "mother", "father", "asked"),
    [
        ("Nguyễn Thị Bé", "Hồ Thị Ơn", "Nguyễn Văn Đức", False),
        ("Nguyễn Thị Bé", "Hồ Thị Ơn", "Trần Văn Bảy", True),
        # The Ê Đê have the surname behind the name, that of the mother.
        ("H'Mai Niê", "H'Bia Niê", "Y Khoa Kđăm", False),
        ("H'Mai Kbuôr", "H'Bia Niê", "Y Khoa Kđăm", True),
        ("Y Blơ Kbuôr", "H'Bia Niê", "Y Khoa Kđăm", True),
        # Where nobody has one there is none to follow.
        ("A Hùng", "Y Blun", "A Phiu", False),
        ("K'Mai", "Ka Hiền", "K'Brôi", False),
    ],
)
def test_a_surname_is_looked_for_where_a_people_has_it(
    code: str, child: str, mother: str, father: str, asked: bool
) -> None:
    procedure = shipped()[code]
    names = {"HoTenKS": child, "HoTenMeKS": mother, "HoTenChaKS": father}
    born = {"NamSinhMeKS": "1980", "NamSinhChaKS": "1979"}
    if code not in (BIRTH, LINKED_BIRTH):
        born = {"NgaySinhChon": "1985-05-05", "NamSinhMeKS": "1960", "NamSinhChaKS": "1958"}
    said = made_up(procedure, CLAIMS, TODAY, QuanHe="Khac", **names, **born)
    found = {issue.detail for issue in validate(procedure, said, TODAY)}
    assert ("surname_of_a_parent" in found) is asked


@pytest.mark.parametrize(
    ("born", "asked"), [("2026-09-20", True), ("2012-11-24", True), ("2012-11-23", False)]
)
def test_a_child_among_those_who_have_papers_is_asked_about(born: str, asked: bool) -> None:
    """The other way round than 1.001193, which asks about those of fourteen."""
    procedure = shipped()[OLD_BIRTH]
    parents = {"NamSinhMeKS": "1990", "NamSinhChaKS": "1988", "SoDinhDanhMe": ""}
    said = made_up(procedure, CLAIMS, TODAY, QuanHe="Khac", NgaySinhChon=born, **parents)
    found = {issue.detail: issue.severity for issue in validate(procedure, said, TODAY)}
    assert (found.get("a_child_without_papers") is Severity.WARNING) is asked


@pytest.mark.parametrize("code", [BIRTH, LINKED_BIRTH])
def test_where_the_child_is_named_twins_are_told_to_file_for_each(code: str) -> None:
    assert "Sinh đôi" in shipped()[code].field("HoTenKS").hint.vi


def test_a_refusal_tells_what_to_do() -> None:
    """A procedure is refused with another way, or with what to look at again."""
    ways = ("Xin ", "xin ", "dùng thủ tục")
    for procedure in shipped().values():
        for rule in procedure.rules:
            if rule.effect == "stop":
                assert any(way in rule.sentence.vi for way in ways), (procedure.code, rule.code)
