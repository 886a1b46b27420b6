"""The findings on paper: a slip for the folder of the kiosk, and the acceptance report as PDF/A."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer, Table

from configuration.delivery_tables import KioskIdentity
from kiosk_app.forms.typeface import FACE, ITALIC, FormParagraph, checked, register
from kiosk_app.scanning.archive import PdfMetadata, saved_as_archive
from kiosk_app.servicing.check_result import CheckResult, Verdict, works
from kiosk_app.servicing.checks.versions import program_version
from kiosk_app.slips.model import CheckedItem, HealthSlip
from kiosk_app.typesetting.faces import UnprintableError, missing_letters
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store.export import signature_of
from vietnam.time_zone import in_vietnam
from vietnam.wording import moment_words

_SIGNED = b"kiosk acceptance report v1\n"
"""What a signature of ours is for stands before what it signs: one of an export never fits here."""
_MARKS = {Verdict.GOOD: "+", Verdict.WARNING: "!", Verdict.FAILED: "X", Verdict.NOT_DONE: "–"}
_WORDS = {
    Verdict.GOOD: "Đạt",
    Verdict.WARNING: "Lưu ý",
    Verdict.FAILED: "Không đạt",
    Verdict.NOT_DONE: "Chưa kiểm",
}
_ORDER = (Verdict.FAILED, Verdict.WARNING, Verdict.NOT_DONE, Verdict.GOOD)
_BODY = ParagraphStyle("report", fontName=FACE, fontSize=10.5, leading=14)
_CELL = ParagraphStyle("report-cell", parent=_BODY, fontSize=9, leading=12)
_TITLE = ParagraphStyle("report-title", parent=_BODY, fontSize=15, leading=20, alignment=TA_CENTER)
_CENTRE = ParagraphStyle("report-centre", parent=_BODY, alignment=TA_CENTER)
_ITALIC = ParagraphStyle("report-italic", parent=_BODY, fontName=ITALIC, fontSize=9, leading=12)
_NO_HELVETICA = ("FONTNAME", (0, 0), (-1, -1), FACE)
"""Else a table names Helvetica, which is not embedded, wherever a cell is empty."""


def health_slip(kiosk: KioskIdentity, findings: Sequence[CheckResult], now: datetime) -> HealthSlip:
    """Give what the slip says: every check, what to mend first."""
    ordered = sorted(findings, key=lambda one: _ORDER.index(one.verdict))
    return HealthSlip(
        kiosk_id=kiosk.id,
        authority_name=kiosk.authority_name,
        program=program_version(),
        printed_at=now,
        works=works(findings),
        items=tuple(CheckedItem(_MARKS[one.verdict], _printable(one.said)) for one in ordered),
    )


def _printable(text: str) -> str:
    """Write out what no face draws: a device may call itself anything."""
    return _written_out(text, missing_letters(text))


def _written_out(text: str, lacking: str) -> str:
    """Give the text with the letters of `lacking` as their numbers (\\ud55c), composed as those are."""
    return "".join(
        letter.encode("unicode_escape").decode() if letter in lacking else letter
        for letter in unicodedata.normalize("NFC", text)
    )


def acceptance_report(
    kiosk: KioskIdentity, findings: Sequence[CheckResult], now: datetime, *, serial: str = ""
) -> bytes:
    """Lay the report out as PDF/A-2b. `serial`: the machine's own number, where it has one."""
    register()
    made = BytesIO()
    SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=18 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        invariant=1,
    ).build(_flow(kiosk, findings, now, serial))
    with pikepdf.Pdf.open(BytesIO(made.getvalue())) as drawn:
        return saved_as_archive(drawn, PdfMetadata(f"Biên bản nghiệm thu kiosk {kiosk.id}", kiosk.id, now))


def report_signature(content: bytes, key: OpeningKey) -> str:
    """Sign the report as this kiosk; hex, to stand beside it (".sig")."""
    return signature_of(key, _SIGNED + content)


def is_signed_by(content: bytes, signature: str, signer: str) -> bool:
    """Tell whether that kiosk signed exactly this report. `signer`: its public key, hex."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer))
        public.verify(bytes.fromhex(signature.strip()), _SIGNED + content)
    except (ValueError, InvalidSignature):
        return False
    return True


def _flow(
    kiosk: KioskIdentity, findings: Sequence[CheckResult], now: datetime, serial: str
) -> list[Flowable]:
    head = [
        ("Kiosk", kiosk.id),
        ("Cơ quan tiếp nhận", kiosk.authority_name),
        ("Mã cơ quan", kiosk.authority_code),
        ("Số máy", serial or "–"),
        ("Phần mềm", program_version() or "–"),
        ("Kiểm tra lúc", moment_words(in_vietnam(now))),
        ("Kết luận", "HOẠT ĐỘNG" if works(findings) else "CHƯA ĐẠT: xem các mục không đạt"),
    ]
    facts = Table([[_text(name), _text(value)] for name, value in head], colWidths=[42 * mm, 128 * mm])
    facts.setStyle([_NO_HELVETICA, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    rows = [[_text(one, _CELL) for one in ("Mục", "Kết quả", "Nội dung", "Số đo")]]
    for one in findings:
        figures = "; ".join(f"{name} = {value}" for name, value in one.figures.items())
        said = one.said if not one.mend else f"{one.said} Cần làm: {one.mend}"
        rows.append([_text(part, _CELL) for part in (one.check, _WORDS[one.verdict], said, figures)])
    table = Table(rows, colWidths=[31 * mm, 20 * mm, 68 * mm, 51 * mm], repeatRows=1)
    table.setStyle(
        [
            _NO_HELVETICA,
            ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8e8e8")),
        ]
    )
    sides = Table(
        [
            [_text("Người lắp đặt", _CENTRE), _text("Đại diện cơ quan tiếp nhận", _CENTRE)],
            [_text("(ký, ghi rõ họ tên)", _CENTRE), _text("(ký, ghi rõ họ tên)", _CENTRE)],
            [Spacer(1, 24 * mm), Spacer(1, 24 * mm)],
        ],
        colWidths=[85 * mm, 85 * mm],
    )
    sides.setStyle([_NO_HELVETICA])
    return [
        _text("BIÊN BẢN KIỂM TRA, NGHIỆM THU KIOSK", _TITLE),
        Spacer(1, 5 * mm),
        facts,
        Spacer(1, 4 * mm),
        table,
        Spacer(1, 6 * mm),
        KeepTogether(
            [
                _text(
                    "Biên bản do máy lập từ kết quả kiểm tra; chữ ký số (nếu có) là của kiosk, "
                    "xác nhận nội dung không bị sửa sau khi lập.",
                    _ITALIC,
                ),
                Spacer(1, 4 * mm),
                sides,
            ]
        ),
    ]


def _text(text: str, style: ParagraphStyle = _BODY) -> FormParagraph:
    try:
        shown = checked(text)
    except UnprintableError as error:
        shown = checked(_written_out(text, error.letters))
    return FormParagraph(escape(shown), style)
