"""Tests of reading the JSON of the national portal and of the data exchange."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.catalogue.entry import ChannelKind, Entry, ProcedureStatus, TimeUnit
from kiosk_app.catalogue.importers.portal_json import read_portal_json
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, RemarkKind

NATIONAL: dict[str, Any] = {
    "id": "0",
    "code": "HT-1",
    "codeNotation": "1.004222",
    "name": "Đăng ký thường\u00a0trú",
    "decisionNo": "1/QĐ-X",
    "isWard": True,
    "isProvince": False,
    "isMinistry": None,
    "categoriesDetails": [{"code": "x", "name": "Đăng ký, quản lý cư trú"}],
    "departmentsExecuting": [{"name": "Công an cấp xã"}],
    "requirementsAndConditions": "Không có thông tin",
    "legalBasisesDetails": [{"code": "68/2020/QH14", "name": "Luật Cư trú"}],
    "resultsDetails": [{"code": "KQ.G01.000064", "name": "Cập nhật thông tin"}],
    "executionSteps": [{"name": "Bước 1", "description": "Nộp hồ sơ"}],
    "executionMethods": [
        {
            "submissionMethod": "DIRECT_AND_ONLINE",
            "processingTime": 7,
            "processingTimeUnit": "WORKING_DAY",
            "description": None,
            "fees": [{"type": "FEE", "value": 20000, "currencyName": "Việt Nam Đồng", "description": None}],
        },
        {
            "submissionMethod": "POSTAL",
            "processingTime": 1,
            "processingTimeUnit": "OTHER",
            "description": "Trong ngày làm việc",
            "fees": [{"value": 0, "currencyName": "VNĐ", "description": "Mức do tỉnh quyết định"}],
        },
    ],
    "executionCases": [
        {
            "name": "Nhà của mình",
            "profileComponents": [
                {"code": "000.00.00.G01-1", "name": "Tờ khai", "originalQty": 1, "copyQty": 0,
                 "attachments": [{"id": "1", "fileName": "CT01.doc"}]},
                {"code": "000.00.00.G01-2", "name": "Lưu ý", "originalQty": 0, "copyQty": 0},
            ],
        }
    ],
}  # fmt: skip

EXCHANGE: dict[str, Any] = {
    "MATTHC": "1.004873",
    "TENTTHC": "Cấp Giấy xác nhận tình trạng hôn nhân",
    "TRANGTHAI": 1,
    "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-HT", "TENLINHVUC": "Hộ tịch"}],
    "CACHTHUCTHUCHIEN": [
        {
            "KENH": "1",
            "THOIGIAN": [
                {"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "MOTA": "",
                 "PHILEPHI": [{"MAPHILEPHI": "1", "SOTIEN": "5.000", "DONVI": "VNĐ", "MOTA": ""}]}
            ],
        },
        {"KENH": "9", "THOIGIAN": []},
    ],
    "THANHPHANHOSO": [
        {"TRUONGHOP": "", "GIAYTO": [{"MAGIAYTO": "KQ1", "TENGIAYTO": "Trích lục", "SOBANCHINH": "1"}]}
    ],
    "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G15.000038", "TENKETQUA": "Giấy xác nhận"}],
    "CANCUPHAPLY": [{"SOVANBAN": "60/2014/QH13", "TENVANBAN": "Luật Hộ tịch"}],
    "COQUANTHUCHIEN": [{"TENDONVI": "UBND cấp xã"}],
}  # fmt: skip


def _read(tmp_path: Path, raw: Any, name: str = "answer.json") -> tuple[list[Entry], ImportReport]:
    path = tmp_path / name
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    reading = ImportReport()
    read_portal_json(path, reading)
    return reading.entries, reading


def test_national_answer_is_read_without_loss(tmp_path: Path) -> None:
    (entry,), reading = _read(tmp_path, {"code": "OK", "data": NATIONAL})
    assert (entry.code, entry.name, entry.levels) == ("1.004222", "Đăng ký thường trú", ("commune",))
    counter, online, post = entry.channels
    assert (counter.kind, online.kind, post.kind) == tuple(
        ChannelKind(kind) for kind in ("counter", "online", "post")
    )
    assert (online.time.amount, online.time.unit) == (7, TimeUnit.WORKING_DAY)
    assert counter.fees[0].amount_vnd == 20_000
    assert entry.papers[0].form == "CT01.doc"
    assert entry.papers[1].is_note
    assert entry.laws[0].number == "68/2020/QH14"
    assert entry.conditions == ""
    told = {one.field for one in reading.told(RemarkKind.SENTENCE)}
    assert told == {"executionMethods.processingTime", "executionMethods.fees"}


def test_other_is_no_number_of_days_and_zero_beside_words_is_not_free(tmp_path: Path) -> None:
    (entry,), _ = _read(tmp_path, NATIONAL)
    post = entry.channels[2]
    assert (post.time.amount, post.time.sentence) == (None, "Trong ngày làm việc")
    assert (post.fees[0].amount_vnd, post.fees[0].sentence) == (None, "Mức do tỉnh quyết định")


def test_answer_of_the_exchange_is_read(tmp_path: Path) -> None:
    (entry,), reading = _read(tmp_path, {"error_code": "0", "result": [EXCHANGE]})
    assert (entry.code, entry.field, entry.status) == ("1.004873", "Hộ tịch", ProcedureStatus.IN_FORCE)
    assert (entry.channels[0].time.amount, entry.channels[0].fees[0].amount_vnd) == (3, 5_000)
    assert (entry.papers[0].originals, entry.papers[0].code) == (1, "KQ1")
    assert [one.field for one in reading.told(RemarkKind.WRONG)] == ["CACHTHUCTHUCHIEN.KENH"]


def test_code_that_the_exchange_does_not_repeat_is_the_files_name(tmp_path: Path) -> None:
    bare = {key: value for key, value in EXCHANGE.items() if key != "MATTHC"}
    (entry,), _ = _read(tmp_path, {"result": [bare]}, "1.004873.json")
    assert entry.code == "1.004873"
    entries, reading = _read(tmp_path, {"result": [bare]}, "answer.json")
    assert entries == []
    assert [one.field for one in reading.told(RemarkKind.WRONG)] == ["MATTHC"]


def test_list_of_the_exchange_gives_names(tmp_path: Path) -> None:
    rows = [{"MATTHC": f"1.00000{number}", "TENTTHC": f"Thủ tục {number}"} for number in range(3)]
    entries, _ = _read(tmp_path, {"result": rows})
    assert [one.code for one in entries] == ["1.000000", "1.000001", "1.000002"]


def test_withdrawn_one_is_marked(tmp_path: Path) -> None:
    (entry,), _ = _read(tmp_path, EXCHANGE | {"TRANGTHAI": "0"})
    assert entry.status is ProcedureStatus.REPEALED


def test_wrong_field_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = NATIONAL | {"executionMethods": [{"processingTime": "soon"}]}
    entries, reading = _read(tmp_path, {"data": [NATIONAL, wrong]})
    assert len(entries) == 1
    (remark,) = reading.told(RemarkKind.WRONG)
    assert (remark.place, remark.field) == ("answer.json.data[1]", "executionMethods.0.processingTime")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"data": {}}', "[" * 100_000, '{"data": [[[[[[]]]]]]}', "\x00"]
)
def test_file_without_a_procedure_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFailedError, match=r"answer\.json"):
        read_portal_json(path, ImportReport())
