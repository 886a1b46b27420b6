"""1.004873, certificate of marital status, against the ministry's interactive form and the portal's page.

What both say: docs/domain/procedures.md#certificate-of-marital-status.
"""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.condition import ALWAYS, NEVER, holds
from kiosk_app.catalogue.model import Need
from tests.catalogue.samples import MARITAL, shipped

PROCEDURE = shipped()[MARITAL]
EFORM = [
    "HoVaTenC",
    "NgaySinhC",
    "SoDinhDanhC",
    "LoaiGiayToDinhDanhC",
    "SoGiayToTuyThanC",
    "NgayCapDDC",
    "NoiCapDDC",
    "nycLoaiCuTru",
    "nycNoiCuTru",
    "nycNoiCuTru_TrongNuoc",
    "quanhevoinguoiduocxacminh",
    "loaidangky",
    "HoVaTenC1",
    "NgaySinhC1",
    "GioiTinhC1",
    "DanTocC1",
    "QuocTichC1",
    "SoDinhDanhC1",
    "LoaiGiayToDinhDanhC1",
    "SoGiayToTuyThanC1",
    "NgayCapDDC1",
    "NoiCapDDC1",
    "nxnLoaiCuTru",
    "nxnNoiCuTru",
    "TinhTrangHonNhanC1",
    "mucdich",
    "nhapmucdichkhac",
    "TraKQ",
    "SoLuong",
]


def values(key: str) -> list[str]:
    """Values of a choice, in order."""
    return [option.value for option in PROCEDURE.field(key).options]


def test_heading_of_the_portal() -> None:
    assert PROCEDURE.name.vi == "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
    assert PROCEDURE.version == "163/QĐ-BTP"
    assert [(code, name.vi) for code, name in PROCEDURE.results] == [
        ("KQ.G15.000038", "Giấy xác nhận tình trạng hôn nhân")
    ]
    assert PROCEDURE.deadline.working_days == 3
    assert [fee.amount_vnd for fee in PROCEDURE.fees] == [None]


def test_legal_basis_of_the_portal() -> None:
    named = (
        "85/2019/TT-BTC, 104/2022/NĐ-CP, 123/2015/NĐ-CP, 08/2025/TT-BTP, 18/2026/NĐ-CP, 87/2020/NĐ-CP, "
        "02/2020/TT-BTP, 04/2020/TT-BTP, 04/2024/TT-BTP, 03/2023/TT-BTP, 106/2021/TT-BTC, 07/2025/NĐ-CP, "
        "120/2025/NĐ-CP, 66.7/2025/NQ-CP, 60/2014/QH13, 01/2022/TT-BTP, 52/2014/QH13"
    )
    assert set(PROCEDURE.legal_basis) == set(named.split(", "))


@pytest.mark.parametrize("key", EFORM)
def test_every_control_of_the_e_form_is_asked(key: str) -> None:
    assert PROCEDURE.field(key).visible != NEVER


def test_choices_of_the_e_form() -> None:
    assert values("TinhTrangHonNhanC1") == [
        "Hiện tại chưa đăng ký kết hôn với ai",
        "Hiện tại đang có vợ/chồng",
        "Đã đăng ký kết hôn hoặc đã có vợ/chồng nhưng đã ly hôn; hiện tại chưa đăng ký kết hôn với ai",
        "Đã đăng ký kết hôn hoặc đã có vợ/chồng nhưng vợ/chồng đã chết; hiện tại chưa đăng ký kết hôn với ai",
        "Từ ngày… tháng… năm… đến ngày… tháng… năm … chưa đăng ký kết hôn với ai; hiện tại đang có vợ/chồng",
        "Khác",
    ]
    assert set(values("mucdich")) == {"Sử dụng vào mục đích khác", "Kết hôn", "Visa/Xuất cảnh", "Xin việc"}
    assert values("nycLoaiCuTru") == values("nxnLoaiCuTru") == ["Thường trú", "Tạm trú"]
    assert values("nycNoiCuTru") == values("nxnNoiCuTru") == ["1", "Khac"]
    assert values("quanhevoinguoiduocxacminh") == ["1", "2"]
    assert values("loaidangky")[0] == "DangKyLanDau"
    assert values("TraKQ") == ["1", "2", "3"]
    assert PROCEDURE.field("SoLuong").label.vi == "Số lượng bản"


def test_ethnic_groups_are_the_54_and_foreigners() -> None:
    assert len(values("DanTocC1")) == len(set(values("DanTocC1"))) == 55
    assert {"Kinh", "Cơ-tu", "Giẻ-Triêng", "Xơ-đăng", "Mông", "Người nước ngoài"} <= set(values("DanTocC1"))


def test_another_purpose_is_asked_for_only_then() -> None:
    field = PROCEDURE.field("nhapmucdichkhac")
    asked = {value: holds(field.visible, {"mucdich": value}) for value in values("mucdich")}
    assert [value for value, shown in asked.items() if shown] == ["Sử dụng vào mục đích khác"]
    assert field.required == ALWAYS


def test_the_intended_spouse_is_asked_for_marriage_alone() -> None:
    field = PROCEDURE.field("NguoiDuDinhKetHon_HoTen")
    assert [value for value in values("mucdich") if holds(field.visible, {"mucdich": value})] == ["Kết hôn"]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("voChongHoTen", [False, True, False, False, True, False]),
        ("coQuanCapGiayTo", [False, True, False, False, True, False]),
        ("LoaiGiayToLyHon", [False, False, True, False, False, False]),
        ("LoaiGiayToChungTu", [False, False, False, True, False, False]),
        ("soBanAnQuyetDinhLyHon", [False, False, True, True, False, False]),
        ("thoiDiemKetThuc", [False, False, False, False, True, False]),
        ("TinhTrangHonNhanKhac", [False, False, False, False, False, True]),
    ],
)
def test_each_state_of_marriage_opens_its_own_fields(key: str, asked: list[bool]) -> None:
    visible = PROCEDURE.field(key).visible
    assert [holds(visible, {"TinhTrangHonNhanC1": one}) for one in values("TinhTrangHonNhanC1")] == asked


def test_the_divorced_are_not_offered_a_death_certificate() -> None:
    assert "Giấy chứng tử" not in values("LoaiGiayToLyHon")


def test_components_of_the_portal() -> None:
    assert [(one.part_no, one.need) for one in PROCEDURE.components] == [
        ("TK", Need.GENERATED),
        ("GXN_CU", Need.REQUIRED),
        ("UQ", Need.REQUIRED),
        ("GTTT", Need.FROM_DATABASE),
        ("CT", Need.FROM_DATABASE),
        ("KHAC", Need.OPTIONAL),
    ]
    assert PROCEDURE.component("GTTT").name.vi == (
        "Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy "
        "tờ khác có dán ảnh và thông tin cá nhân do cơ quan có thẩm quyền cấp, còn giá trị sử dụng"
    )
    assert "không phải chứng thực" in PROCEDURE.component("UQ").when.vi
    assert {one.originals for one in PROCEDURE.components} == {1}
