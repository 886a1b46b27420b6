"""The linked groups in hard cases: nothing asked twice, one set of papers, contradictions told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms.declaration import generated_declarations
from kiosk_app.forms.export import applicant
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.papers import refusal
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.validation import validate
from tests.catalogue.samples import TODAY, shipped
from tests.forms.declared import HEADING, text_of
from tests.forms.made_up import asked, made_up
from tests.forms.samples import CLAIMS

BIRTH, DEATH = shipped()["3.000722"], shipped()["2.002913"]
NO_FATHER = "Chưa xác định được cha"
NOBODY, FOUNDLING = "Chưa xác định được cả cha lẫn mẹ", "Trẻ bị bỏ rơi"
GRANDMOTHER = {"QuanHe": "Ba", "NguoiGiamHo": "nyc", "NamSinhMeKS": "1998", "SoDinhDanhMe": "048198000111"}
IN_A_HOME = {"QuanHe": "GiamHo", "NguoiGiamHo": "nyc", "TruongHopDKTT": "6", "ChuHoLa": "khac"}


def filled(procedure: Procedure, wishes: Mapping[str, str] | None = None, **more: str) -> dict[str, str]:
    """Plausible answers with these wishes."""
    return made_up(procedure, CLAIMS, TODAY, **{**(wishes or {}), **more})


def stops(code: str, answers: dict[str, str]) -> set[str]:
    found = validate(shipped()[code], answers, TODAY)
    return {one.detail or one.code for one in found if one.severity is Severity.ERROR}


def papers(code: str, answers: dict[str, str]) -> list[str]:
    told = required_documents(shipped()[code], answers, verified=True)
    return [component.part_no for component, need in told if need is Need.REQUIRED]


def printed(code: str, part_no: str, answers: dict[str, str]) -> str:
    return text_of(dict(generated_declarations(shipped()[code], answers, HEADING))[part_no])


def test_a_single_mother_is_asked_nothing_about_a_father() -> None:
    answers = filled(BIRTH, nksLoaiKhaiSinh=NO_FATHER, NguoiGiamHo="me")
    assert not [
        key for key in asked(BIRTH, answers) if "Cha" in key or "CNKH" in key or key == "CungNoiCuTru"
    ]
    assert papers("3.000722", answers) == ["CHUNG_SINH"]


@pytest.mark.parametrize("parents", [NOBODY, FOUNDLING])
@pytest.mark.parametrize("home", ["1", "2"])
def test_a_child_of_unknown_parents_does_not_move_in_with_them(parents: str, home: str) -> None:
    """Both questions are asked at the door, and so it is told there."""
    answers = {"nksLoaiKhaiSinh": parents, "TruongHopDKTT": home, "QuanHe": "GiamHo"}
    rule = refusal(BIRTH, answers, ["QuanHe", "nksLoaiKhaiSinh", "TruongHopDKTT"])
    assert rule is not None
    assert rule.code == "home_of_known_parents"


def test_a_foundling_needs_the_record_and_no_paper_of_a_birth() -> None:
    answers = filled(BIRTH, IN_A_HOME, nksLoaiKhaiSinh=FOUNDLING)
    assert papers("3.000722", answers) == ["BO_ROI"]


def test_a_relative_who_heads_and_owns_the_house_is_not_asked_who_that_is() -> None:
    answers = filled(
        BIRTH, GRANDMOTHER, TruongHopDKTT="4", HinhThucXacNhan="2", ChuHoLa="nyc", ChuNhaLaChuHo="Có"
    )
    again = {"DkttChuHo", "DkttChuhoSoGiayTo", "xacNhanHoTen", "xacNhanSoDinhDanh"}
    assert not again & set(asked(BIRTH, answers))
    assert answers["DkttChuHo"] == answers["xacNhanHoTen"] == answers["HoVaTenC"]
    assert answers["DkttChuhoSoGiayTo"] == answers["xacNhanSoDinhDanh"] == answers["SoDinhDanhC"]


@pytest.mark.parametrize(("owns", "more"), [("Có", set()), ("Không", {"xacNhanHoTen", "xacNhanSoDinhDanh"})])
def test_in_somebody_elses_house_head_and_owner_are_asked_for_once_each(owns: str, more: set[str]) -> None:
    answers = filled(
        BIRTH, TruongHopDKTT="2", HinhThucXacNhan="2", ChuHoLa="khac", ChuNhaLaChuHo=owns, NguoiGiamHo="me"
    )
    assert {"xacNhanHoTen", "xacNhanSoDinhDanh"} & set(asked(BIRTH, answers)) == more
    form = " ".join(printed("3.000722", "CT01", answers).split())
    assert "Họ, chữ đệm và tên chủ hộ: " + answers["DkttChuHo"] in form
    assert answers["xacNhanSoDinhDanh"] in form


def test_consent_on_paper_is_one_paper_for_everybody() -> None:
    answers = filled(BIRTH, TruongHopDKTT="2", HinhThucXacNhan="1", ChuHoLa="khac", NguoiGiamHo="me")
    assert papers("3.000722", answers) == ["CHUNG_SINH", "CT01_KY"]


def test_a_parent_who_heads_the_household_says_so_as_the_parent() -> None:
    answers = {**filled(BIRTH), "ChuHoLa": "nyc", "DkttMaQuanHe": "Con đẻ"}
    assert stops("3.000722", answers) == {"head_is_no_parent"}


def test_a_foreign_father_needs_no_personal_id() -> None:
    foreign = {"QuocTichChaKS": "Khác", "DanTocChaKS": "Người nước ngoài", "SoDinhDanhCha": ""}
    answers = filled(BIRTH, foreign, LoaiGiayToCha="Hộ chiếu", SoGiayToCha="A1234567")
    assert answers["SoDinhDanhCha"] == ""
    assert "A1234567" in printed("3.000722", "TK", answers)


def test_a_child_born_abroad_has_its_place_of_birth_in_words() -> None:
    answers = filled(BIRTH, nksNoiSinh="Khac", nksNoiSinh_TrongNuoc_NuocNgoai="Bệnh viện Osaka, Nhật Bản")
    assert "Nơi sinh: (4) Bệnh viện Osaka, Nhật Bản" in printed("3.000722", "TK", answers)


@pytest.mark.parametrize("code", ["1.004222", "1.004194"])
@pytest.mark.parametrize("owns", ["Có", "Không"])
def test_who_moves_into_a_household_names_its_owner_once(code: str, owns: str) -> None:
    procedure = shipped()[code]
    answers = filled(procedure, ChoO="khoan2", Loai="2", HinhThucXacNhan="vneid", ChuNhaLaChuHo=owns)
    keys = {"chuSoHuuHoTen", "chuSoHuuSoDinhDanh"} & set(asked(procedure, answers))
    assert bool(keys) is (owns == "Không")
    assert (answers["chuSoHuuHoTen"] == answers["chuHoHoTen"]) is (owns == "Có")


@pytest.mark.parametrize("code", ["2.002913", "1.000656", "1.005461"])
def test_who_died_at_home_has_one_address(code: str) -> None:
    procedure = shipped()[code]
    home = {"tinh": "48", "xa": "20707", "diaChi": "Thôn Pà Dương"}
    lived = {f"nktNoiCuTru_TrongNuoc.{part}": value for part, value in home.items()}
    at_home = filled(procedure, lived, NoiChetLaNoiCuTru="Có")
    assert "nktNoiChet_TrongNuoc" not in asked(procedure, at_home)
    assert at_home["nktNoiChet_TrongNuoc.xa"] == at_home["nktNoiCuTru_TrongNuoc.xa"]
    away = filled(procedure, lived, NoiChetLaNoiCuTru="Không")
    assert "nktNoiChet_TrongNuoc" in asked(procedure, away)
    abroad = filled(procedure, lived, nktNoiChet="Khac")
    assert "NoiChetLaNoiCuTru" not in asked(procedure, abroad)


def test_without_a_residence_in_vietnam_there_is_none_to_end() -> None:
    answers = {**filled(DEATH), "nktNoiCuTru": "Khac", "nktNoiCuTru_NuocNgoai": "Osaka, Nhật Bản"}
    assert "residence_to_end" in stops("2.002913", answers)


def test_a_death_without_a_personal_id_is_registered_by_itself_and_the_question_says_so() -> None:
    missing = {**filled(DEATH), "SoDinhDanh": ""}
    assert stops("2.002913", missing) == {"required"}
    assert "1.000656" in DEATH.field("SoDinhDanh").hint.vi
    assert stops("1.000656", filled(shipped()["1.000656"], SoDinhDanh="")) == set()


def test_whoever_belongs_to_no_group_is_told_before_the_form() -> None:
    rule = refusal(DEATH, {"DoiTuongMaiTang": "Không"}, ["DoiTuongMaiTang"])
    assert rule is not None
    assert "1.000656" in rule.sentence.vi


@pytest.mark.parametrize("procedure", [BIRTH, DEATH], ids=lambda one: one.code)
def test_each_part_has_an_authority_of_its_own_and_all_have_one_applicant(procedure: Procedure) -> None:
    answers = filled(procedure)
    assert len({part.authority.vi for part in procedure.linked}) == 3
    assert [part.waits_for for part in procedure.linked] == ["", *[procedure.linked[0].code] * 2]
    assert applicant(procedure, answers).personal_id == answers["SoDinhDanhC"]


@pytest.mark.parametrize(
    ("answers", "asks", "printed_of"),
    [
        ({"ChaMeXacNhan": "me"}, True, "Me"),
        ({"ChaMeXacNhan": "cha"}, True, "Cha"),
        ({"nksLoaiKhaiSinh": NO_FATHER}, False, "Me"),
        ({"QuanHe": "MeDe", "NguoiGiamHo": "me"}, False, ""),
        ({"HinhThucXacNhan": "1"}, False, ""),
    ],
)
def test_a_child_that_lives_apart_from_its_parents_has_their_consent_on_the_form(
    answers: dict[str, str], asks: bool, printed_of: str
) -> None:
    """Their names are known; a parent who applies consents by that, and paper carries its own signatures."""
    house = {"TruongHopDKTT": "4", "HinhThucXacNhan": "2", "ChuHoLa": "khac", "ChuNhaLaChuHo": "Có"}
    known = {"HoTenMeKS": "Trần Thị Mai", "HoTenChaKS": "Lê Văn Cha", "SoDinhDanhCha": "048096000222"}
    wishes = GRANDMOTHER | house | known | {"NamSinhChaKS": "1996"} | answers
    made = filled(BIRTH, wishes)
    assert ("ChaMeXacNhan" in asked(BIRTH, made)) is asks
    form = printed("3.000722", "CT01", made)
    named = [one for one in ("Me", "Cha") if made.get(f"HoTen{one}KS") and known[f"HoTen{one}KS"] in form]
    assert named == [printed_of][: bool(printed_of)]
