"""Where a declaration goes over to its second page: no heading is left behind, nobody signs an empty page."""

from __future__ import annotations

import re
import unicodedata

import pypdfium2
import pytest

from kiosk_app.catalogue.layout import FormLine
from kiosk_app.catalogue.model import FieldType, Procedure
from kiosk_app.forms.declaration import generated_declarations
from tests.catalogue.samples import shipped
from tests.forms.declared import HEADING
from tests.forms.made_up import made_up

LINE = "Hẻm Thượng Nguồn Sông Cái tổ dân phố Ƀuôn Čư̆ "
DRAWN = ("1.000656", "2.000806", "3.000333", "1.013831")


def _stretched(procedure: Procedure, lines: int) -> dict[str, str]:
    """Answers of which one text is longer by so many lines: the end of the page moves through the form."""
    answers = made_up(procedure)
    fields = (field for section in procedure.sections for field in section.fields)
    texts = (FieldType.TEXT, FieldType.PARAGRAPH)
    for field in (one for one in fields if one.type is FieldType.ADDRESS or one.type in texts):
        key = f"{field.key}.diaChi" if field.type is FieldType.ADDRESS else field.key
        if lines and answers.get(key):
            answers[key] = (LINE * min(lines, 6)).strip()
            lines -= min(lines, 6)
    return answers


def _pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)) for text in texts]


@pytest.mark.mostly_long("one more declaration, broken at each line", one_in=4)
@pytest.mark.parametrize("code", DRAWN)
def test_wherever_the_page_ends_what_belongs_together_stays_together(code: str) -> None:
    procedure = shipped()[code]
    layout = procedure.declarations[procedure.form_part_no]
    bold = (one.text for one in layout.body if isinstance(one, FormLine) and one.style != "line")
    heads, numbers = ("Chú thích:", *bold), set()
    for lines in range(0, 31, 2):
        _, pdf = generated_declarations(procedure, _stretched(procedure, lines), HEADING)[0]
        pages = _pages(pdf)
        numbers.add(len(pages))
        for page in pages:
            body = re.sub(r" ?TAM-DN07-0042-K ?| ?Trang \d+ ?", " ", page).strip()
            assert not body.endswith(heads), lines
            if layout.signers[0].under in page:
                assert layout.promise[-1][-30:] in page, lines
    assert len(numbers) > 1
