"""2.000635, copies of civil status extracts, against the ministry's interactive form and the portal's page.

What both say: docs/domain/procedures.md#copies-of-civil-status-extracts.
"""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.condition import NEVER
from kiosk_app.catalogue.model import Need
from tests.catalogue.samples import COPIES, shipped

PROCEDURE = shipped()[COPIES]
EFORM = [
    "HoVaTenC",
    "SoDinhDanhC",
    "LoaiGiayToDinhDanhC",
    "NYC_SoGiayToTuyThan",
    "NgayCapDDC",
    "NoiCapDDC",
    "NYC_LoaiCuTru",
    "NYC_NoiCuTru",
    "NYC_QuanHe",
    "NDK_HoVaTen",
    "HoSo_LoaiYeuCau",
    "HoSo_CoQuanDangKy",
    "HoSo_TenGiayTo",
    "HoSo_So",
    "HoSo_QuyenSo",
    "HoSo_NgayCapSo",
    "SoLuong",
    "PhuongThucNhanKQ",
]
# (7) to (11) have no control name in the public record.
OWN = [
    "NDK_NgaySinh",
    "NDK_GioiTinh",
    "NDK_DanToc",
    "NDK_SoDinhDanh",
    "NDK_QuocTich",
    "NDK_LoaiGiayTo",
    "NDK_SoGiayTo",
    "NDK_NgayCap",
    "NDK_NoiCap",
    "NDK_LoaiCuTru",
    "NDK_NoiCuTru",
]


def values(key: str) -> list[str]:
    """Values of a choice, in order."""
    return [option.value for option in PROCEDURE.field(key).options]


def test_heading_of_the_portal() -> None:
    assert PROCEDURE.name.vi == "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"
    assert [(code, name.vi) for code, name in PROCEDURE.results] == [
        ("KQ.G15.000342", "Bản sao Trích lục hộ tịch, bản sao giấy khai sinh")
    ]
    assert (PROCEDURE.deadline.working_days, PROCEDURE.deadline.cutoff_hour) == (0, 15)
    assert [(fee.amount_vnd, fee.per) for fee in PROCEDURE.fees] == [(8_000, "SoLuong")]


def test_legal_basis_of_the_portal() -> None:
    named = (
        "66.7/2025/NQ-CP, 123/2015/NĐ-CP, 04/2020/TT-BTP, 07/2025/NĐ-CP, 120/2025/NĐ-CP, 60/2014/QH13, "
        "87/2020/NĐ-CP, 01/2022/TT-BTP, 85/2019/TT-BTC, 18/2026/NĐ-CP, 08/2025/TT-BTP, 02/2020/TT-BTP, "
        "04/2024/TT-BTP, 03/2023/TT-BTP, 106/2021/TT-BTC, 281/2016/TT-BTC"
    )
    assert set(PROCEDURE.legal_basis) == set(named.split(", "))


@pytest.mark.parametrize("key", EFORM + OWN)
def test_every_control_of_the_e_form_is_asked(key: str) -> None:
    assert PROCEDURE.field(key).visible != NEVER


def test_choices_of_the_e_form() -> None:
    assert set(values("NYC_QuanHe")) == {
        "BanThan",
        "ConDe",
        "Vo",
        "Chong",
        "BoDe",
        "BoNuoi",
        "MeDe",
        "MeNuoi",
        "ConNuoi",
        "Ong",
        "Ba",
        "AnhRuot",
        "ChauRuot",
        "Khac",
        "ChiRuot",
    }
    assert values("NYC_LoaiCuTru") == values("NDK_LoaiCuTru") == ["Thường trú", "Tạm trú", "Lưu trú"]
    assert len(values("HoSo_LoaiYeuCau")) == 11
    assert values("HoSo_LoaiYeuCau")[:3] == [
        "Giấy khai sinh bản sao/Trích lục ghi vào Sổ hộ tịch việc khai sinh (bản sao)",
        "Trích lục kết hôn (bản sao)/ Trích lục ghi chú kết hôn (bản sao)",
        "Trích lục khai tử (bản sao)",
    ]
    assert set(values("LoaiGiayToDinhDanhC")) == {
        "Chứng minh nhân dân",
        "Thẻ Căn cước",
        "Thẻ căn cước công dân",
        "Thẻ thường trú",
        "Giấy chứng nhận căn cước",
        "Hộ chiếu",
        "Giấy tờ khác",
    }
    assert values("PhuongThucNhanKQ") == ["1", "2", "3"]
    assert PROCEDURE.field("SoLuong").label.vi == "Số lượng bản sao"


def test_components_of_the_portal() -> None:
    assert [(one.part_no, one.need) for one in PROCEDURE.components] == [
        ("TK", Need.GENERATED),
        ("UQ", Need.REQUIRED),
        ("VB_TC", Need.REQUIRED),
        ("UQ_NT", Need.OPTIONAL),
        ("GTTT", Need.FROM_DATABASE),
        ("CT", Need.FROM_DATABASE),
        ("KHAC", Need.OPTIONAL),
    ]
    assert PROCEDURE.component("CT").need_unverified is Need.SHOW_AT_COUNTER
    assert "không phải chứng thực" in PROCEDURE.component("UQ").when.vi
