"""Answers for any procedure: what a test names, and something plausible for every other required question."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.derive import copied, derived
from kiosk_app.forms.issue import Severity
from kiosk_app.forms.prefill import prefill
from kiosk_app.forms.validation import validate
from kiosk_app.identity.model import Claims
from tests.catalogue.samples import TODAY
from tests.forms.samples import CLAIMS

_NAMES = ("A Lăng Thị Brết", "Nguyễn Văn Đức", "Hồ Thị Ơn", "Y Bhĭm Ayŭn", "Trần Văn Bảy", "Lê Thị Hòa")
_ROUNDS = 120
_RECENT = re.compile(r"202[6-9]-\d\d-\d\d")
_PARENTS = {"NamSinhMeKS": "1960", "NamSinhChaKS": "1958", "SoDinhDanhMe": "048160000111"}
_GROOM = {
    "NgaySinhBenNam": "1988-05-05",
    "SoDinhDanh_BenNam": "048088000111",
    "SoGiayToDinhDanh_BenNam": "048088000111",
    "NgayCapDD_BenNam": "2024-09-09",
}
WISHES: dict[str, dict[str, str]] = {
    "1.000656": {"QuanHe": "Con", "NgaySinh": "1940", "NgayMat": "2026-11-10", "gbtNgay": "2026-11-11"},
    "1.000894": _GROOM,
    "1.001193": {"QuanHe": "MeDe", "HoTenKS": "Nguyễn Thị Bé", "NamSinhChaKS": "1988"},
    "1.004772": {"QuanHe": "BanThan", **_PARENTS},
    "1.004859": {"NoiDungTu": "Nguyễn Thị Hồng Ân", "NoiDungThanh": "Nguyễn Thị Hồng Ơn"},
    "1.004884": {"QuanHe": "BanThan", "ngayDKTruocDay": "1990", **_PARENTS},
    "1.005461": {"NgaySinh": "1940", "NgayMat": "1999-10-10", "ngayDKTruocDay": "1999-10-12"},
    "1.004194": {"ChoO": "thue", "ThoiHanTamTru": "2027-11-01", "ThanhVien_0_more": "Có"},
    "1.004222": {"ChoO": "khoan2", "Loai": "2", "chuHoQuanHe": "Con"},
    "1.013831": {
        "LoaiBienDong": "tang_cho",
        "NhieuNguoi": "Có",
        "dshNgaySinh_1": "1960",
        "DienTich": "120,5",
    },
    "2.000815": {"NoiNhanYeuCau": "Có", "TenGiayTo": "Bằng tốt nghiệp"},
    "2.002913": {
        "QuanHe": "Con",
        "NgaySinh": "1940",
        "NgayMat": "2026-11-10",
        "gbtNgay": "2026-11-11",
        "LdtbxhThoigianMaitang": "2026-11-12",
        "DoiTuongMaiTang": "BTXH",
    },
    "3.000333": {
        "chaHoTen": "Y Bhĭm Ayŭn",
        "chaNgaySinh": "1960",
        "meHoTen": "Trần Thị Bảy",
        "meNgaySinh": "1962",
        "tuNgay_1": "2004-03",
        "denNgay_1": "2010",
    },
    "3.000722": {"QuanHe": "MeDe", "HoTenKS": "Nguyễn Thị Bé", "NamSinhChaKS": "1988", "ChuHoLa": "me"},
    "2.000806": {
        **_GROOM,
        "HoTenBenNam": "Raj A/L Kumar",
        "QuocTichBenNam": "Khác",
        "TenQuocTichBenNam": "Malaysia",
        "SoDinhDanh_BenNam": "",
        "LoaiGiayToDinhDanh_BenNam": "Hộ chiếu",
        "SoGiayToDinhDanh_BenNam": "A1234567",
    },
}
"""What the citizen of the tests says of their own accord, by procedure."""


def made_up(
    procedure: Procedure, claims: Claims = CLAIMS, today: date = TODAY, **wanted: str
) -> dict[str, str]:
    """Fill a form for this citizen; AssertionError where it does not come to an end without an error.

    What is said of these weeks is said of the weeks around `today`.
    """
    answers = {**prefill(procedure, claims, today)[0], **WISHES.get(procedure.code, {}), **wanted}
    answers = _around(answers, today)
    for _ in range(_ROUNDS):
        answers = derived(procedure, answers)
        errors = [one for one in validate(procedure, answers, today) if one.severity is Severity.ERROR]
        missing = [one.key for one in errors if one.code == "required"]
        if not missing:
            assert errors == [], f"{procedure.code}: {errors}"
            return answers
        # One question at a time: an answer may open or close others.
        answers |= _around(_answer(procedure.field(missing[0]), len(answers)), today)
    raise AssertionError(f"{procedure.code}: still {missing}")


def asked(procedure: Procedure, answers: dict[str, str]) -> list[str]:
    """Keys of everything that is asked of somebody with these answers."""
    return [
        field.key
        for section in procedure.sections
        for field in section.fields
        if holds(field.visible, answers) and not copied(field, procedure, answers)
    ]


def _around(answers: dict[str, str], today: date) -> dict[str, str]:
    later: timedelta = today - TODAY
    return {
        key: (date.fromisoformat(value) + later).isoformat() if _RECENT.fullmatch(value) else value
        for key, value in answers.items()
    }


def _answer(field: Field, number: int) -> dict[str, str]:
    match field.type:
        case FieldType.PERSON_NAME:
            return {field.key: _NAMES[number % len(_NAMES)]}
        case FieldType.PERSONAL_ID:
            return {field.key: f"0480{number % 90 + 10:02d}{number:06d}"}
        case FieldType.DATE | FieldType.PARTIAL_DATE:
            return {field.key: "2026-11-02"}
        case FieldType.CHOICE:
            return {field.key: field.options[0].value}
        case FieldType.PHONE:
            return {field.key: "0905000123"}
        case FieldType.EMAIL:
            return {field.key: "on@example.vn"}
        case FieldType.COUNT:
            return {field.key: str(max(field.minimum or 0, 1))}
        case FieldType.ADDRESS:
            key = field.key
            return {f"{key}.tinh": "48", f"{key}.xa": "20707", f"{key}.diaChi": "Thôn Pà Dương"}
    return {field.key: "Như trong giấy tờ"}
