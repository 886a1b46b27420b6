"""Death with funeral money, and the transfer of land: grounds, who receives, who files for whom."""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.export import applicant, owner
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.validation import validate
from tests.catalogue.samples import TODAY, shipped
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS

DEATH, LINKED, AGAIN, LAND = (shipped()[code] for code in ("1.000656", "2.002913", "1.005461", "1.013831"))
NOBODY = "Không"


def _broken(procedure_code: str, answers: dict[str, str]) -> set[str]:
    found = validate(shipped()[procedure_code], answers, TODAY)
    return {one.detail if one.code == "rule" else one.key for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("grounds", "told"),
    [
        ((NOBODY, "", ""), {"a_group_is_needed"}),
        (("BTXH", NOBODY, ""), set()),
        (("BTXH", "BTXH", NOBODY), {"another_group"}),
        (("BTXH", "KC", NOBODY), {"protection_or_emergency"}),
        (("NCC", "BTXH", "KC"), {"protection_or_emergency"}),
        (("NCC", "BTXH", "NCC"), {"third_group"}),
    ],
)
def test_grounds_of_the_funeral_money_may_be_several_but_not_any(
    grounds: tuple[str, ...], told: set[str]
) -> None:
    keys = ("DoiTuongMaiTang", "DoiTuongMaiTang2", "DoiTuongMaiTang3")
    answers = made_up(LINKED, NccQqDiaChi="") | dict(zip(keys, grounds, strict=True))
    place = {"NccQqDiaChi.tinh": "48", "NccQqDiaChi.xa": "20707", "NccQqDiaChi.diaChi": "Thôn Mực"}
    assert _broken("2.002913", answers | place) == told


def test_second_ground_opens_its_own_questions() -> None:
    answers = made_up(LINKED, DoiTuongMaiTang="BHXH", DoiTuongMaiTang2="BTXH")
    missing = _broken("2.002913", {**answers, "LdtbxhThoigianMaitang": ""})
    assert "LdtbxhThoigianMaitang" in missing


def test_an_organisation_that_saw_to_the_funeral_has_no_birth_date() -> None:
    answers = made_up(LINKED, CanhanIsNyc="Không", NnmtpLoai="Cơ quan, tổ chức")
    assert answers["NnmtpTenCoQuan"]
    assert "NnmtpNgaySinh" not in answers


def test_receiver_who_applies_is_not_asked_again() -> None:
    answers = made_up(LINKED)
    assert answers["NnmtpNgaySinh"] == answers["NgaySinhC"]
    assert answers["NnmtpSoDinhDanh"] == answers["SoDinhDanhC"]


@pytest.mark.parametrize("day", ["1998", "1998-04", "1998-04-30"])
@pytest.mark.parametrize("code", ["1.000656", "2.002913", "1.005461"])
def test_death_of_long_ago_needs_no_day(code: str, day: str) -> None:
    long_ago = {"1.005461": {"ngayDKTruocDay": "1999"}}.get(code, {"GiayToViecChet": "Chết đã lâu"})
    funeral = {"LdtbxhThoigianMaitang": "1999-01-01"} if code == "2.002913" else {}
    assert made_up(shipped()[code], CLAIMS, TODAY, NgayMat=day, **long_ago, **funeral)["NgayMat"] == day


@pytest.mark.parametrize("code", ["1.000656", "2.002913"])
def test_death_of_these_days_needs_its_day(code: str) -> None:
    answers = made_up(shipped()[code]) | {"NgayMat": "2026", "loaiDangKy": "", "gbtNgay": "2026-11-11"}
    assert "day_of_death_of_these_days" in _broken(code, answers)
    assert "day_of_death_of_these_days" not in _broken(code, answers | {"NgayMat": "2025"})


def test_representative_files_and_the_new_holder_owns() -> None:
    holder = {"HoTen": "Lê Văn Nhận", "SoDinhDanh": "048070000111", "NgaySinh": "1970"}
    answers = made_up(LAND, CLAIMS, TODAY, UyQuyen="Có", **holder)
    assert applicant(LAND, answers).full_name == "Nguyễn Thị Hồng Ơn"
    assert owner(LAND, answers).full_name == "Lê Văn Nhận"
    own = {**answers, "SoDinhDanh": answers["SoDinhDanhC"]}
    assert _broken("1.013831", own) == {"representative_is_somebody_else"}


def test_holder_who_files_is_asked_once() -> None:
    answers = made_up(LAND)
    assert owner(LAND, answers).personal_id == applicant(LAND, answers).personal_id


@pytest.mark.parametrize(
    ("what", "paper"), [("tai_san", "CHU_DAT"), ("dat_thue", "HD_DAT_THUE"), ("dat", "")]
)
def test_what_is_passed_on_decides_who_has_to_agree(what: str, paper: str) -> None:
    told = required_documents(LAND, made_up(LAND, TaiSan=what), verified=True)
    found = {component.part_no for component, need in told if need is Need.REQUIRED}
    assert found & {"CHU_DAT", "HD_DAT_THUE"} == ({paper} if paper else set())
