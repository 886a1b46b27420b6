"""The declaration (tờ khai) as PDF/A-2b: the lines of the official form with the citizen's answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer, Table

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.layout import FormLine, Layout, People, SideBySideTable
from kiosk_app.catalogue.model import Need, Procedure
from kiosk_app.forms.derive import in_play, with_today
from kiosk_app.forms.display import review_lines
from kiosk_app.forms.template import Filler
from kiosk_app.forms.typeface import FACE, ITALIC, FormParagraph, checked, register
from kiosk_app.scanning.archive import PdfMetadata, saved_as_archive
from vietnam.wording import date_words

PROMISE = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật "
    "về nội dung cam đoan của mình."
)
_NO_HELVETICA = ("FONTNAME", (0, 0), (-1, -1), FACE)
"""Else a table names Helvetica, which is not embedded, wherever a cell is empty."""
_WIDTH = A4[0] - 43 * mm
_BODY = ParagraphStyle("body", fontName=FACE, fontSize=11, leading=15, alignment=TA_JUSTIFY)
_CENTRE = ParagraphStyle("centre", parent=_BODY, alignment=TA_CENTER)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=10, leading=13, alignment=0)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8.5, leading=11)
_RIGHT = ParagraphStyle("right", parent=_BODY, fontName=ITALIC, alignment=TA_RIGHT)
_TITLE = ParagraphStyle("title", parent=_CENTRE, fontSize=13, leading=18, spaceBefore=8, spaceAfter=4)
_STYLES = {
    "line": _BODY,
    "bold": ParagraphStyle("bold", parent=_BODY, spaceBefore=5, alignment=0, keepWithNext=1),
    "italic": ParagraphStyle("italic", parent=_BODY, fontName=ITALIC, spaceBefore=3, keepWithNext=1),
    "centre": _CENTRE,
}


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


class _Bold(FormParagraph):
    """A paragraph whose letters also have an outline: the face has one weight only.

    The third text rendering mode of PDF 32000-1, 9.3.6 fills and strokes.
    """

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.saveState()
        canvas.setLineWidth(0.45)
        # reportlab sets the mode on its own text objects only, and a paragraph makes those itself.
        canvas._code.append("2 Tr")
        super().draw()
        canvas.restoreState()


def generated_declarations(
    procedure: Procedure, answers: Mapping[str, str], heading: Heading
) -> tuple[tuple[str, bytes], ...]:
    """Make every part that the kiosk makes itself: part number and PDF, the e-form first.

    Raises `UnprintableError` for a letter that no face has.
    """
    complete = in_play(procedure, with_today(answers, heading.made_at.date()))
    wanted = [
        one.part_no
        for one in procedure.components
        if one.need is Need.GENERATED and holds(one.condition, complete)
    ]
    wanted.sort(key=lambda part_no: part_no != procedure.form_part_no)
    return tuple((part_no, declaration_pdf(procedure, answers, heading, part_no)) for part_no in wanted)


def declaration_pdf(
    procedure: Procedure, answers: Mapping[str, str], heading: Heading, part_no: str = ""
) -> bytes:
    """Lay one declaration out, by default the e-form's. The same input gives the same bytes.

    Raises `UnprintableError` for a letter that no face has.
    """
    register()
    made = BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=18 * mm,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        # Else each page names Helvetica, which is not embedded.
        initialFontName=FACE,
        invariant=1,
    )

    def page(canvas: Any, _document: SimpleDocTemplate) -> None:
        canvas.setNamedCB("box", _box)
        canvas.setFont(FACE, 8)
        canvas.drawString(25 * mm, 10 * mm, heading.code)
        canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, f"Trang {canvas.getPageNumber()}")

    part_no = part_no or procedure.form_part_no
    layout = procedure.declarations.get(part_no)
    if layout is None:
        story = list(_plain_story(procedure, answers, heading))
    else:
        complete = in_play(procedure, with_today(answers, heading.made_at.date()))
        story = list(_story(layout, procedure, complete, heading))
    document.build(story, onFirstPage=page, onLaterPages=page)
    title = layout.title.capitalize() if layout else f"Tờ khai – {procedure.name.vi}"
    made.seek(0)
    with pikepdf.open(made) as drawn:
        return saved_as_archive(drawn, PdfMetadata(title, heading.code, heading.made_at))


def _story(
    layout: Layout, procedure: Procedure, answers: Mapping[str, str], heading: Heading
) -> Iterator[Flowable]:
    own = {"authority": heading.authority, "place": heading.place}
    filler = Filler(procedure, answers, own, {})
    if layout.form:
        yield FormParagraph(checked(escape(layout.form)), _RIGHT)
    if layout.motto:
        yield from _motto()
    yield _Bold(checked(escape(layout.title)), _TITLE)
    if layout.to:
        yield FormParagraph("Kính gửi: " + checked(filler.line(layout.to)), _CENTRE)
    yield Spacer(1, 3 * mm)
    for element in layout.body:
        match element:
            case FormLine(text, style, when):
                if holds(when, answers):
                    yield _paragraph(filler.line(text), style)
            case People():
                yield _people(element, filler)
            case SideBySideTable(heads, rows):
                yield _table(
                    [["", *heads], *([label, *map(filler.line, texts)] for label, *texts in rows)],
                    [0.28, 0.36, 0.36],
                    bold_first=True,
                )
    yield Spacer(1, 2 * mm)
    promises = [_paragraph(filler.line(promise), "line") for promise in layout.promise]
    yield from promises[:-1]
    # Nobody signs a page that says nothing: the last sentence of the promise goes along.
    yield KeepTogether([*promises[-1:], *_signatures(layout, filler, heading)])
    if layout.notes:
        yield Spacer(1, 4 * mm)
        notes = [FormParagraph(checked(escape(note)), _SMALL) for note in layout.notes]
        yield KeepTogether([FormParagraph("<i>Chú thích:</i>", _SMALL), notes[0]])
        yield from notes[1:]


def _motto() -> Iterator[Flowable]:
    yield _Bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _CENTRE)
    yield _Bold("<u>Độc lập - Tự do - Hạnh phúc</u>", _CENTRE)


def _paragraph(markup: str, style: str) -> FormParagraph:
    kind = _Bold if style == "bold" else FormParagraph
    return kind(checked(markup), _STYLES[style])


def _people(element: People, filler: Filler) -> Flowable:
    repeat = next(one for one in filler.procedure.repeats if one.key == element.repeat)
    rows: list[list[str]] = [[head for head, _ in element.columns]]
    number = 0
    for row in range(1, repeat.rows + 1):
        if not repeat.row(row, filler.answers):
            continue
        number += 1
        keys = {field: f"{field}_{row}" for field in repeat.fields}
        inside = Filler(filler.procedure, filler.answers, {**filler.own, "#": str(number)}, keys)
        rows.append([inside.line(text) for _, text in element.columns])
    if number == 0:
        rows.append(["&nbsp;" for _ in element.columns])
    wide = [5.0 if head == "TT" else 12.0 for head, _ in element.columns]
    return _table(rows, [one / sum(wide) for one in wide], bold_first=True)


def _table(rows: list[list[str]], shares: list[float], *, bold_first: bool) -> Table:
    cells = [
        [
            (_Bold if bold_first and place == 0 else FormParagraph)(checked(cell or "&nbsp;"), _CELL)
            for cell in row
        ]
        for place, row in enumerate(rows)
    ]
    table = Table(cells, colWidths=[share * _WIDTH for share in shares], repeatRows=1)
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), _NO_HELVETICA]
    )
    return table


def _signatures(layout: Layout, filler: Filler, heading: Heading) -> Iterator[Flowable]:
    made_at = filler.line(layout.made_at)
    day = date_words(heading.made_at.date())
    yield FormParagraph(checked(f"{made_at}, {day}" if made_at else day), _RIGHT)
    if layout.copies:
        yield FormParagraph(checked(filler.line(layout.copies)), _BODY)
    centre = ParagraphStyle("signer", parent=_CENTRE, fontSize=10, leading=13)
    rows: list[list[Any]] = [[], [], []]
    for signer in layout.signers:
        name = signer.name and filler.filled(signer.name)
        rows[0].append(_Bold(checked(escape(signer.title)), centre))
        rows[1].append(FormParagraph(f"<i>{checked(escape(signer.under))}</i>", centre))
        rows[2].append(
            [Spacer(1, 12 * mm), FormParagraph(checked(filler.line(signer.name)) if name else "", centre)]
        )
    # One signer stands at the right, as on paper.
    if len(layout.signers) == 1:
        rows = [["", *row] for row in rows]
    table = Table(rows, colWidths=[_WIDTH / len(rows[0])] * len(rows[0]))
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), _NO_HELVETICA])
    yield table
    yield _how_signed(heading)


def _how_signed(heading: Heading) -> FormParagraph:
    note = ParagraphStyle("how", parent=_RIGHT, fontSize=8.5, leading=11)
    words = escape(heading.identity_note)
    return FormParagraph(
        checked(f"Khai trên kiosk dịch vụ công; xác nhận bằng mã, không có chữ ký tay.<br/>{words}"), note
    )


def _plain_story(procedure: Procedure, answers: Mapping[str, str], heading: Heading) -> Iterator[Flowable]:
    """Without an official layout: everything that was answered, numbered, in the order of the screen."""
    yield from _motto()
    yield _Bold(checked(f"TỜ KHAI<br/>{escape(_subject(procedure.name.vi))}"), _TITLE)
    yield FormParagraph(checked(f"Kính gửi: {escape(heading.authority)}"), _CENTRE)
    yield Spacer(1, 4 * mm)
    number = 0
    for section, lines in review_lines(procedure, answers, "vi"):
        rows: list[Flowable] = [_paragraph(escape(section), "bold")]
        for _, label, value in lines:
            number += 1
            rows.append(_paragraph(f"({number}) {escape(label)}: {escape(value)}", "line"))
        # A heading stays with its first line; long sections may break after it.
        yield KeepTogether(rows[:2])
        yield from rows[2:]
    yield Spacer(1, 4 * mm)
    yield KeepTogether(
        [
            FormParagraph(PROMISE, _BODY),
            FormParagraph(checked(f"{escape(heading.place)}, {date_words(heading.made_at.date())}"), _RIGHT),
            _how_signed(heading),
        ]
    )


def _box(canvas: Canvas, _kind: str, _label: str) -> None:
    """Draw a box around the character that the paragraph draws next."""
    where: Any = canvas
    text = where._curr_tx_info
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.rect(text["cur_x"] - 1.4, text["cur_y"] - 2.2, 9.0, 11.2, stroke=1, fill=0)
    canvas.restoreState()


def _subject(name: str) -> str:
    return name.removeprefix("Thủ tục ").upper()
