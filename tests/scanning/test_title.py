"""What a page's title says of it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.page_settings import known_titles
from kiosk_app.scanning.encode import jpeg
from kiosk_app.scanning.prepare import Settings, prepare
from kiosk_app.scanning.title import TitleReader, Titles, looks_like
from tests.support.paper_corpus.scanned import Scan, scanned
from tests.support.paper_corpus.sheets import typed_form

TITLES = Titles(("giấy ủy quyền", "văn bản ủy quyền"), known_titles())


@pytest.mark.parametrize(
    ("lines", "seems"),
    [
        (("GIẤY CHỨNG SINH",), "Giấy chứng sinh"),
        (("GIAY CHÚNG SINH", "Số: 27"), "Giấy chứng sinh"),
        (("GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT"), "Giấy chứng nhận quyền sử dụng đất"),
        (("GIẤY ỦY QUYỀN",), ""),
        (("GIAY ỦY QUYÊN",), ""),
        (("Căn cứ giấy chứng sinh số 27 ngày 02/03/2024 của trạm y tế xã Nam Giang",), ""),
        (("GIẤY ỦY QUYỀN", "làm thủ tục cấp giấy khai sinh"), ""),
        (("BIÊN BẢN GIAO NHẬN HỒ SƠ",), ""),
        (("~ . ' |", "1"), ""),
        ((), ""),
    ],
)
def test_what_it_looks_like(lines: tuple[str, ...], seems: str) -> None:
    assert looks_like(lines, TITLES) == seems


@given(st.lists(st.text(max_size=60), max_size=12))
def test_whatever_was_read_a_known_title_or_nothing_comes_out(lines: list[str]) -> None:
    assert looks_like(lines, TITLES) in ("", *known_titles())


@pytest.mark.long("tesseract is started on a whole page")
def test_tesseract_reads_the_title_of_a_scanned_form() -> None:
    dice = np.random.default_rng(12)
    sheet = typed_form(dice)
    page = prepare(scanned(sheet.pixels, Scan(skew_deg=2.0), dice), 300, "p1", Settings())
    reader = TitleReader("vie", 30.0)
    assert reader.available()
    title = sheet.text.splitlines()[2].capitalize()
    assert looks_like(reader.lines(page.preview), Titles(("hộ chiếu",), (title,))) == title


def test_without_the_program_or_its_language_nothing_is_read() -> None:
    absent = TitleReader("vie", 5.0, program="no-such-program")
    assert not absent.available()
    assert absent.lines(_grey()) == ()
    assert not TitleReader("zzz", 5.0).available()


def test_a_reading_that_hangs_ends_at_its_deadline(tmp_path_factory: pytest.TempPathFactory) -> None:
    program = tmp_path_factory.mktemp("bin") / "slow"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    began = time.monotonic()
    assert TitleReader("vie", 0.2, program=str(program)).lines(_grey()) == ()
    assert time.monotonic() - began < 30


def test_what_is_no_picture_has_no_lines() -> None:
    assert TitleReader("vie", 5.0).lines(b"no picture") == ()


def _grey() -> bytes:
    return jpeg(np.full((60, 40, 3), 200, np.uint8), 80)
