"""Tests of reading the crawl of the national portal."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kiosk_app.catalogue.entry import ChannelKind, Entry, ProcedureStatus, TimeUnit
from kiosk_app.catalogue.importers.crawl import read_crawl
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, RemarkKind
from tests.catalogue.portal_samples import CHANNEL_HEAD, PAPER_HEAD, crawled, write_lines


def _read(tmp_path: Path, **fields: str) -> tuple[Entry, ImportReport]:
    reading = ImportReport()
    record = crawled(fields.pop("ma_thu_tuc", "1.001193"), fields.pop("ten_thu_tuc", "Tên"), **fields)
    read_crawl(write_lines(tmp_path / "crawl.jsonl.gz", [record]), reading)
    return reading.entries[0], reading


def test_channels_stand_apart_though_their_table_ran_together(tmp_path: Path) -> None:
    text = (
        f"{CHANNEL_HEAD}Trực tuyến7 Ngày làm việc10,000 Việt Nam ĐồngDịch vụ bưu chính7 Ngày làm việcMiễn phí"
        "Trực tiếp10 NgàyMiễn phí- Trực tiếp tại trụ sở"
    )
    entry, _ = _read(tmp_path, cach_thuc_thuc_hien=text)
    told = [(one.kind, one.time.amount, one.time.unit, one.fees[0].amount_vnd) for one in entry.channels]
    assert told == [
        (ChannelKind.ONLINE, 7, TimeUnit.WORKING_DAY, 10_000),
        (ChannelKind.POST, 7, TimeUnit.WORKING_DAY, 0),
        (ChannelKind.COUNTER, 10, TimeUnit.DAY, 0),
    ]
    assert entry.channels[2].note == "Trực tiếp tại trụ sở"


def test_papers_keep_their_case_form_and_quantity(tmp_path: Path) -> None:
    text = (
        f"* Giấy tờ phải nộp:{PAPER_HEAD}- Bản sao giấy chứng tử0 bản chính,1 bản sao"
        "Không phải nộp gì thêm.0 bản chính"
        f"* Giấy tờ phải xuất trình:{PAPER_HEAD}Tờ khai ngày 11/11/20161 bản chính"
        "Phiếu đề nghịMẫu DC02 Phiếu.doc2 bản chính"
    )
    entry, _ = _read(tmp_path, thanh_phan_ho_so=text)
    copy, note, dated, formed = entry.papers
    assert (copy.name, copy.originals, copy.copies, copy.is_note) == ("Bản sao giấy chứng tử", 0, 1, False)
    assert note.is_note
    assert (dated.name, dated.originals, dated.case) == (
        "Tờ khai ngày 11/11/2016",
        1,
        "Giấy tờ phải xuất trình",
    )
    assert (formed.name, formed.form, formed.originals) == ("Phiếu đề nghị", "Mẫu DC02 Phiếu.doc", 2)


def test_quantity_that_cannot_be_told_from_the_name_is_left_open(tmp_path: Path) -> None:
    entry, reading = _read(tmp_path, thanh_phan_ho_so=f"--{PAPER_HEAD}Tờ khai12 bản chính")
    assert entry.papers[0].originals is None
    assert [one.field for one in reading.told(RemarkKind.SENTENCE)] == ["thanh_phan_ho_so.quantity"]


def test_the_number_of_a_form_runs_together_with_the_quantity(tmp_path: Path) -> None:
    entry, reading = _read(tmp_path, thanh_phan_ho_so=f"--{PAPER_HEAD}Đơn theo Mẫu số 03-QĐ6131 bản chính")
    assert (entry.papers[0].name, entry.papers[0].originals) == ("Đơn theo Mẫu số 03-QĐ613", 1)
    assert reading.read["list of papers"] == 1


def test_a_list_that_the_crawl_cut_is_not_counted_as_read(tmp_path: Path) -> None:
    entry, reading = _read(
        tmp_path,
        trinh_tu_thuc_hien="Người lao động lập hồ sơ theo quy định tại mục 9.3 (",
        thanh_phan_ho_so=") và nộp cho cơ quan BHXH.",
    )
    assert entry.papers == ()
    assert reading.read["list of papers"] == 0
    assert any("incomplete" in one.text for one in reading.told(RemarkKind.DOUBT))


def test_papers_without_their_table_are_the_original_sentence(tmp_path: Path) -> None:
    entry, reading = _read(tmp_path, thanh_phan_ho_so="a) Sổ BHXH. b) Đơn đề nghị.")
    assert entry.papers[0].originals is None
    assert reading.told(RemarkKind.SENTENCE)


def test_hidden_characters_go_and_letters_come_composed(tmp_path: Path) -> None:
    entry, _ = _read(tmp_path, ten_thu_tuc="Thủ\u200b tục\u00a0 đăng ky\u0301 \ufeffkhai sinh")
    assert entry.name == "Thủ tục đăng ký khai sinh"


def test_laws_are_read_though_words_run_on(tmp_path: Path) -> None:
    text = (
        "Tên văn bản pháp lýMã văn bảnNghị định quy định123/2015/NĐ-CPThông tư hướng dẫn53/2025/TT-BCAngày "
        "01/7/2025 của Bộ53/2025/TT-BCALuật Hộ tịch60/2014/QH13"
    )
    entry, _ = _read(tmp_path, can_cu_phap_ly=text)
    assert [one.number for one in entry.laws] == ["123/2015/NĐ-CP", "53/2025/TT-BCA", "60/2014/QH13"]


def test_repealed_one_is_marked_with_what_took_its_place(tmp_path: Path) -> None:
    entry, reading = _read(tmp_path, ma_thu_tuc="2.000986")
    assert (entry.status, entry.successors) == (ProcedureStatus.REPEALED, ("3.000722",))
    assert [one.field for one in reading.told(RemarkKind.DOUBT)] == ["status"]


def test_misnamed_one_is_marked(tmp_path: Path) -> None:
    entry, _ = _read(tmp_path, ma_thu_tuc="1.014208", ten_thu_tuc="Hỗ trợ phát triển sản xuất cộng đồng.")
    assert entry.status is ProcedureStatus.MISNAMED


def test_wrong_line_is_told_with_its_place_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    write_lines(path, [crawled("1.001193", "Tên"), crawled("none", "Tên")])
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n[1]\n", encoding="utf-8")
    reading = ImportReport()
    read_crawl(path, reading)
    assert len(reading.entries) == 1
    told = [(one.place, one.field) for one in reading.told(RemarkKind.WRONG)]
    assert told == [("crawl.jsonl:2", "ma_thu_tuc"), ("crawl.jsonl:3", "line"), ("crawl.jsonl:4", "")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", gzip.compress(b'{"a": 1}\n' * 500, mtime=0)[:-20]])
def test_file_without_a_procedure_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crawl.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(ImportFailedError, match=r"crawl\.jsonl\.gz"):
        read_crawl(path, ImportReport())


def test_packed_file_that_unfolds_without_end_stops_at_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"x" * 50_000_000))
    with pytest.raises(ImportFailedError, match="longer than"):
        read_crawl(path, ImportReport())
