"""The declaration as PDF/A: its words can be read out again, diacritics whole, everything embedded."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.declaration import PROMISE, declaration_pdf
from kiosk_app.forms.template import DOTS
from kiosk_app.typesetting.faces import UnprintableError
from tests.forms.declared import HEADING, text_of
from tests.forms.samples import COPYING, MARRYING, copying, marrying


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return declaration_pdf(MARRYING, marrying(), HEADING)


def test_it_opens_like_the_paper_form(certificate: bytes) -> None:
    text = text_of(certificate)
    opening = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỜ KHAI",
        "CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
        "Kính gửi: UBND xã Nam Giang",
    ]
    assert [text.find(line) for line in opening] == sorted(text.find(line) for line in opening)
    assert -1 not in [text.find(line) for line in opening]


def test_answers_stand_in_the_lines_of_the_form(certificate: bytes) -> None:
    text = text_of(certificate)
    lines = [
        "Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Hồng Ơn",
        "Nơi cư trú: Thôn Pà Dương, Xã Nam Giang, Thành phố Đà Nẵng (Thường trú)",
        "Giấy tờ tùy thân: Thẻ Căn cước số 048190000002 do Bộ Công an cấp ngày 01/08/2024",
        "Đề nghị cấp Giấy xác nhận tình trạng hôn nhân cho người có tên dưới đây:",
        "Ngày, tháng, năm sinh: 15/03/1990",
        "Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai",
        "Mục đích sử dụng Giấy xác nhận tình trạng hôn nhân: Xin việc",
        "Tôi cam đoan",
        "Làm tại: Nam Giang, ngày 23 tháng 11 năm 2026",
        "Người yêu cầu",
    ]
    places = [text.find(line) for line in lines[:-1]] + [text.rfind(lines[-1])]
    assert -1 not in places
    assert places == sorted(places)


def test_it_says_how_it_was_signed(certificate: bytes) -> None:
    text = text_of(certificate)
    assert "Danh tính đã xác thực qua VNeID." in text
    assert "TAM-DN07-0042-K" in text


def test_what_was_not_answered_is_left_to_the_pen() -> None:
    text = text_of(declaration_pdf(COPYING, copying(), HEADING))
    assert f"Quyển số: {DOTS}" in text
    assert "Theo" not in text


def test_a_procedure_without_a_layout_prints_what_was_answered() -> None:
    plain = replace(MARRYING, declarations={})
    text = text_of(declaration_pdf(plain, marrying(), HEADING))
    assert "(1) Họ, chữ đệm, tên: Nguyễn Thị Hồng Ơn" in text
    assert PROMISE in text


@pytest.mark.parametrize("name", ["Y Bhĭm Ayŭn", "HʼBia Ŏñ Êban", "Y Blơ ƀya", "Kră Jăn Čil"])
def test_letters_of_every_people_are_printed(name: str) -> None:
    assert name in text_of(declaration_pdf(MARRYING, marrying(HoVaTenC=name), HEADING))


def test_a_letter_without_a_glyph_ends_the_making() -> None:
    with pytest.raises(UnprintableError) as caught:
        declaration_pdf(MARRYING, marrying(HoVaTenC="Nguyễn กา"), HEADING)
    assert "ก" in caught.value.letters


@pytest.mark.parametrize(
    "sample", ["ẮẰẲẴẶ ấầẩẫậ ĐỌC Ữ ỡ ỹ Ỷ", "Giẻ Triêng, Xơ Đăng, Cơ Tu", 'Đoàn Thị Ỷ Nhi <&> "Ngữ"']
)
def test_diacritics_stay_whole(sample: str) -> None:
    answers = marrying(mucdich="Sử dụng vào mục đích khác", nhapmucdichkhac=sample)
    assert sample in unicodedata.normalize("NFC", text_of(declaration_pdf(MARRYING, answers, HEADING)))


def test_every_font_is_embedded(certificate: bytes) -> None:
    fonts = []
    with pikepdf.open(BytesIO(certificate)) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                descendants = font.get("/DescendantFonts")
                inner = font if descendants is None else descendants[0]
                fonts.append("/FontFile2" in inner.get("/FontDescriptor", pikepdf.Dictionary()))
    assert fonts
    assert all(fonts)


def test_it_says_that_it_is_an_archive(certificate: bytes) -> None:
    with pikepdf.open(BytesIO(certificate)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:identifier"] == HEADING.code
        assert "/OutputIntents" in document.Root
        assert not document.is_encrypted


@pytest.mark.parametrize(("procedure", "answers"), [(MARRYING, marrying()), (COPYING, copying())])
def test_the_same_answers_give_the_same_bytes(procedure: Procedure, answers: dict[str, str]) -> None:
    assert declaration_pdf(procedure, answers, HEADING) == declaration_pdf(procedure, answers, HEADING)


def test_very_long_answers_go_on_to_the_next_page() -> None:
    long = "Vì lũ quét cuốn trôi nhà cửa và giấy tờ. " * 150
    answers = marrying(loaidangky="CapLai", mucdich="Kết hôn", LyDoKhongNopLai=long)
    made = declaration_pdf(MARRYING, answers, HEADING)
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) > 2
    assert text_of(made).count("lũ quét") == 150
