"""The answers in the terms of the dossier."""

from __future__ import annotations

import json

import pytest

from kiosk_app.forms import export
from kiosk_app.forms.derive import relevant
from offline_queue.contract.dossier import Applicant
from tests.catalogue.samples import shipped
from tests.forms.made_up import made_up
from tests.forms.samples import COPYING, MARRYING, copying, marrying


def test_form_data_is_what_is_sent_under_the_forms_names() -> None:
    answers = marrying()
    data = json.loads(export.form_data(MARRYING, answers))
    assert data == relevant(MARRYING, answers)
    assert data["TinhTrangHonNhanC1"] == "Hiện tại chưa đăng ký kết hôn với ai"


def test_form_data_takes_the_names_of_the_new_portal_where_they_are_known() -> None:
    data = json.loads(export.form_data(COPYING, copying(), "dvcqg"))
    assert data["citizenQuanhe"] == "BanThan"
    assert data["citizenNDK_Noicutru.xa"] == "20707"
    assert "NYC_QuanHe" not in data
    assert data["HoVaTenC"] == "Nguyễn Thị Hồng Ơn"


def test_rows_of_a_group_are_a_list() -> None:
    record = shipped()["3.000333"]
    answers = made_up(
        record, nycCuTru_1_more="Có", noiCuTru_1="Tà Bhing", noiCuTru_2="Đà Nẵng", tuNgay_2="2010"
    )
    data = json.loads(export.form_data(record, answers))
    assert [row["noiCuTru"] for row in data["nycCuTru"]] == ["Tà Bhing", "Đà Nẵng"]
    assert not [key for key in data if key.startswith(("noiCuTru", "nycCuTru_"))]


def test_form_data_is_canonical() -> None:
    answers = marrying()
    backwards = dict(reversed(answers.items()))
    text = export.form_data(MARRYING, answers)
    assert text == export.form_data(MARRYING, backwards)
    assert "Nguyễn Thị Hồng Ơn" in text
    assert '": ' not in text


def test_who_files() -> None:
    person = export.applicant(MARRYING, marrying())
    assert person.full_name == "Nguyễn Thị Hồng Ơn"
    assert person.personal_id == "048190000002"
    assert person.id_issued_on == "2024-08-01"
    assert person.address == "Thôn Pà Dương, Xã Nam Giang, Thành phố Đà Nẵng"
    assert (person.province_code, person.commune_code) == ("48", "20707")
    assert (person.phone, person.email) == ("0905000123", "on@example.vn")


def test_for_whom() -> None:
    child = {"NYC_QuanHe": "MeDe", "NDK_HoVaTen": "Lê Văn B", "NDK_SoDinhDanh": "048213000001"}
    assert export.owner(COPYING, copying(**child)) == Applicant(
        full_name="Lê Văn B", personal_id="048213000001"
    )
    assert export.owner(COPYING, copying()).full_name == "Nguyễn Thị Hồng Ơn"
    assert export.owner(COPYING, copying()).id_issued_on == "2024-08-01"


def test_a_person_tells_nothing_to_a_log() -> None:
    assert "Ơn" not in repr(export.applicant(MARRYING, marrying()))
    assert "048" not in repr(export.applicant(MARRYING, marrying()))


def test_summary_names_procedure_and_what_tells_dossiers_apart() -> None:
    assert export.summary(MARRYING, marrying()) == (
        "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân – Nguyễn Thị Hồng Ơn – Xin việc"
    )
    assert export.summary(COPYING, copying()).endswith(" – Nguyễn Thị Hồng Ơn")


def test_summary_has_the_portals_length() -> None:
    assert len(export.summary(MARRYING, marrying(HoVaTenC="Ơn " * 900))) == export.SUMMARY_LENGTH


@pytest.mark.parametrize(
    ("value", "way"), [("1", "counter"), ("2", "post"), ("3", "online"), ("", "counter"), ("9", "counter")]
)
def test_delivery(value: str, way: str) -> None:
    assert export.delivery(MARRYING, marrying(TraKQ=value)) == way
    assert export.delivery(COPYING, copying(PhuongThucNhanKQ=value)) == way


def test_the_post_brings_it_where_the_citizen_wrote_not_home() -> None:
    address = {"DiaChiNhanKQ.tinh": "48", "DiaChiNhanKQ.xa": "20707", "DiaChiNhanKQ.diaChi": "Thôn Pà Dương"}
    for code, procedure in shipped().items():
        posted = {procedure.delivery_field: "2", **address}
        found = export.post_address(procedure, posted)
        assert found is not None, code
        assert (found.address[:13], found.province_code) == ("Thôn Pà Dương", "48"), code
        assert export.post_address(procedure, posted | {procedure.delivery_field: "1"}) is None


def test_copies() -> None:
    assert export.copies(COPYING, copying(SoLuong="5")) == 5
    assert export.copies(MARRYING, {}) == 1
