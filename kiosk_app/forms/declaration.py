"""The declaration (tờ khai) as PDF/A-2b: the e-form's answers laid out like the paper form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from kiosk_app.catalogue.model import Procedure
from kiosk_app.forms.display import review_lines
from kiosk_app.scanning.archive import About, saved_as_archive

_FONTS = {"Form": "Regular", "Form-Bold": "SemiBold", "Form-Italic": "Italic"}
PROMISE = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật "
    "về nội dung cam đoan của mình."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the answers."""

    authority: str
    place: str
    made_at: datetime
    code: str
    """Dossier code so far."""
    identity_note: str
    """How the person was identified, in Vietnamese."""


def declaration_pdf(procedure: Procedure, answers: Mapping[str, str], heading: Heading) -> bytes:
    """Lay the declaration out. The same input gives the same bytes."""
    _register_fonts()
    made = BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=18 * mm,
        topMargin=18 * mm,
        bottomMargin=20 * mm,
        # Else each page names Helvetica, which is not embedded.
        initialFontName="Form",
        invariant=1,
    )

    def footer(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont("Form", 8)
        canvas.drawString(25 * mm, 11 * mm, heading.code)
        canvas.drawRightString(A4[0] - 18 * mm, 11 * mm, f"Trang {canvas.getPageNumber()}")

    document.build(list(_story(procedure, answers, heading)), onFirstPage=footer, onLaterPages=footer)
    about = About(f"Tờ khai – {procedure.name.vi}", heading.code, heading.made_at)
    made.seek(0)
    with pikepdf.open(made) as drawn:
        return saved_as_archive(drawn, about)


def _story(procedure: Procedure, answers: Mapping[str, str], heading: Heading) -> list[Flowable]:
    body = ParagraphStyle("body", fontName="Form", fontSize=11, leading=16)
    bold = ParagraphStyle("bold", parent=body, fontName="Form-Bold", spaceBefore=6)
    centre = ParagraphStyle("centre", parent=body, fontName="Form-Bold", alignment=TA_CENTER)
    title = ParagraphStyle("title", parent=centre, fontSize=14, leading=20, spaceBefore=10, spaceAfter=4)
    right = ParagraphStyle("right", parent=body, fontName="Form-Italic", alignment=TA_RIGHT, spaceBefore=10)
    story: list[Flowable] = [
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centre),
        Paragraph("<u>Độc lập - Tự do - Hạnh phúc</u>", centre),
        Paragraph(f"TỜ KHAI<br/>{escape(_subject(procedure.name.vi))}", title),
        Paragraph(f"Kính gửi: {escape(heading.authority)}", centre),
        Spacer(1, 4 * mm),
    ]
    number = 0
    for section, lines in review_lines(procedure, answers, "vi"):
        rows: list[Flowable] = [Paragraph(escape(section), bold)]
        for _, label, value in lines:
            number += 1
            rows.append(Paragraph(f"({number}) {escape(label)}: <b>{escape(value)}</b>", body))
        # A heading stays with its first line; long sections may break after it.
        story += [KeepTogether(rows[:2]), *rows[2:]]
    day = heading.made_at
    story += [
        Spacer(1, 4 * mm),
        KeepTogether(
            [
                Paragraph(PROMISE, body),
                Paragraph(f"{escape(heading.place)}, ngày {day:%d} tháng {day:%m} năm {day:%Y}", right),
                Paragraph(
                    "Khai trên kiosk dịch vụ công; xác nhận bằng mã, không có chữ ký tay.<br/>"
                    + escape(heading.identity_note),
                    ParagraphStyle("note", parent=right, fontSize=9, leading=12),
                ),
            ]
        ),
    ]
    return story


def _subject(name: str) -> str:
    for opening in ("Thủ tục ",):
        name = name.removeprefix(opening)
    return name.upper()


@cache
def _register_fonts() -> None:
    folder = Path(str(files("fontpkg_be_vietnam_pro"))) / "files"
    for name, weight in _FONTS.items():
        pdfmetrics.registerFont(TTFont(name, folder / f"BeVietnamPro-{weight}.ttf"))
    pdfmetrics.registerFontFamily(
        "Form", normal="Form", bold="Form-Bold", italic="Form-Italic", boldItalic="Form-Bold"
    )
