"""The row of a dossier says how the citizen came, and which files were paper."""

from __future__ import annotations

from typing import Any

import pytest

from offline_queue.contract.dossier import (
    Applicant,
    IdentityEvidence,
    Organisation,
    PostAddress,
    StandIn,
    same_person,
)
from offline_queue.contract.stages import Stage
from offline_queue.portal.dvcqg.wire import dossier_row, record_of
from offline_queue.portal.port import Outgoing
from tests.offline_queue.support.dossiers import PERSONAL_ID, submission


def row(**changes: Any) -> dict[str, Any]:
    """The row of a dossier that differs in this."""
    manifest = submission("TAM-DN07-0042-K", **changes).manifest
    addresses = {part.file_uid: f"https://files.example/{part.file_uid}" for part in manifest.parts}
    return dossier_row(Outgoing(manifest, ""), "H17.99.01-261124-0001", addresses, Stage.REGISTERED)


def by(method: str, personal_id: str = "") -> IdentityEvidence:
    """How somebody was identified."""
    return IdentityEvidence.model_validate({"method": method, "personal_id": personal_id})


@pytest.mark.parametrize(
    "identity", [by("vneid_verified", PERSONAL_ID), by("vneid_pending"), by("card_qr"), by("staff")]
)
def test_only_an_account_that_the_daemon_verified_is_online(identity: IdentityEvidence) -> None:
    """Whatever the manifest says of itself."""
    made = row(identity=identity)
    assert (made["KenhThucHien"], made["TaiKhoanDuocXacThucVoiVNeID"]) == ("1", "0")
    sent = submission("TAM-DN07-0042-K", identity=identity).manifest
    for own, channel in ((True, "2"), (False, "1")):
        known = Outgoing(sent, "", account_verified=True, own_account=own)
        made = dossier_row(known, "H17.99.01-261124-0001", {}, Stage.REGISTERED)
        assert (made["KenhThucHien"], made["TaiKhoanDuocXacThucVoiVNeID"]) == (channel, "1")


@pytest.mark.parametrize(("delivery", "form"), [("counter", "0"), ("post", "1"), ("online", "0")])
def test_the_form_of_return(delivery: str, form: str) -> None:
    assert row(delivery=delivery)["HinhThuc"] == form


def test_the_post_brings_it_where_the_citizen_wrote() -> None:
    other = PostAddress(address="12 Lê Lợi, Huế", province_code="46")
    assert row(delivery="post", post_address=other)["ThongTinTra"] == "12 Lê Lợi, Huế"
    assert row(delivery="counter")["ThongTinTra"] == ""


def test_what_the_kiosk_made_is_not_told_as_digitised_paper() -> None:
    parts = submission("TAM-DN07-0042-K").manifest.parts
    made = [parts[0].model_copy(update={"scanned": False}), parts[1]]
    found = row(parts=tuple(made))
    assert [file["DuocSoHoa"] for file in found["TaiLieuNop"]] == ["0", "1"]
    assert found["HoSoCoThanhPhanSoHoa"] == "1"
    assert row(parts=tuple(made[:1]))["HoSoCoThanhPhanSoHoa"] == "0"


STAND_INS = (
    StandIn(part_no="GTTT", name="Giấy tờ tùy thân", source="database"),
    StandIn(
        part_no="CHUNG_SINH_DT",
        component_code="000.00.00.G15-KQ004389",
        name="Giấy chứng sinh điện tử",
        source="hospital",
    ),
)


def test_what_stands_in_for_a_paper_is_flagged_and_has_no_file() -> None:
    *files, stands_in = row(stand_ins=STAND_INS)["TaiLieuNop"]
    assert {file["DuocLayTuKhoDMQG"] for file in files} == {"0"}
    assert stands_in["MaThanhPhanHoSo"] == "000.00.00.G15-KQ004389"
    assert (stands_in["DuocLayTuKhoDMQG"], stands_in["DuocSoHoa"], stands_in["DuongDanTaiTepTin"]) == (
        "1",
        "0",
        "",
    )


def test_a_component_goes_by_its_national_code_where_it_is_known() -> None:
    parts = submission("TAM-DN07-0042-K").manifest.parts
    known = parts[0].model_copy(update={"component_code": "000.00.00.G15-KQ004389"})
    found = row(parts=(known, parts[1]))["TaiLieuNop"]
    assert [file["MaThanhPhanHoSo"] for file in found] == ["000.00.00.G15-KQ004389", "TP2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("A", "1"), ("A", "1"), True),
        (("A", "1"), ("Á", "1"), True),
        (("A", "1"), ("A", "2"), False),
        (("A", "1"), ("A", ""), True),
        (("A", ""), ("B", ""), False),
    ],
)
def test_the_owner_is_the_requester_by_number_else_by_name(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    people = [Applicant(full_name=name, personal_id=number) for name, number in (one, other)]
    people[0] = people[0].model_copy(update={"phone": "0905000123"})
    assert same_person(*people) is same


@pytest.mark.parametrize(
    ("kind", "subject"), [("business", "2"), ("household_business", "4"), ("organisation", "4")]
)
def test_an_organisation_is_the_owner_by_its_tax_code(kind: str, subject: str) -> None:
    made = row(
        organisation=Organisation.model_validate(
            {"name": "Hộ kinh doanh A", "tax_code": "9900000016", "kind": kind, "role": "delegate"}
        ),
        owner=Applicant(full_name="Hộ kinh doanh A", personal_id=""),
    )
    assert (made["LoaiDoiTuong"], made["ChuHoSo"], made["SoGiayToChuHoSo"]) == (
        subject,
        "Hộ kinh doanh A",
        "9900000016",
    )
    assert made["DinhDanhCHS"] == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_of_two_open_requests_is_told(order: int) -> None:
    """By date: as text, "01/12/2026" stands before "28/11/2026"."""
    made = row()
    made["DanhSachHoSoBoSung"] = [
        {"NgayBoSung": "28/11/2026 08:00:00", "NoiDungBoSung": "Giấy cũ"},
        {"NgayBoSung": "01/12/2026 08:00:00", "NoiDungBoSung": "Giấy mới"},
    ][::order]
    assert record_of(made, "H17.99.01-261124-0001").supplement == "Giấy mới"
