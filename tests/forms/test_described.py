"""Every drawn declaration has its form's words (`docs/domain/declarations.md`) in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.catalogue.layout import FormLine, Layout, People, SideBySideTable
from kiosk_app.forms.declaration import generated_declarations
from tests.catalogue.samples import shipped
from tests.forms.declared import HEADING, text_of
from tests.forms.golden import FOLDER
from tests.forms.made_up import made_up

PAGE = Path(__file__).parents[2] / "docs" / "domain" / "declarations.md"
_LINE = re.compile(r"^\d+\. `(.+)`$", re.MULTILINE)


def _described() -> dict[str, tuple[str, ...]]:
    """Words by the name of a golden picture."""
    found = {}
    for part in PAGE.read_text("utf-8").split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        for name in re.findall(r"\d\.\d{6}-\w+", heading):
            found[name] = tuple(_LINE.findall(body))
    return found


DESCRIBED = _described()


def test_every_golden_picture_is_described() -> None:
    assert set(DESCRIBED) == {path.stem for path in FOLDER.glob("*.txt")}
    assert all(DESCRIBED.values())


@pytest.mark.mostly_long("one more declaration", one_in=3)
@pytest.mark.parametrize("name", sorted(DESCRIBED))
def test_a_declaration_has_the_words_of_its_form_in_their_order(name: str) -> None:
    code, part_no = name.split("-")
    procedure = shipped()[code]
    drawn = dict(generated_declarations(procedure, made_up(procedure), HEADING))
    text, at = text_of(drawn[part_no]), 0
    for words in DESCRIBED[name]:
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is not behind {text[max(0, at - 40) : at]!r}"
        at = found + len(words)


_MARK = re.compile(r"\((\d)\)")
_NO_CONSENT = {("2.002913", "CT01")}
"""Nobody's consent is asked for to strike a dead person off: the note stays, as on the form."""


def _texts(layout: Layout) -> Iterator[str]:
    yield from (layout.title, layout.to, layout.copies, layout.made_at, *layout.promise)
    for element in layout.body:
        match element:
            case FormLine(text):
                yield text
            case SideBySideTable(heads, rows):
                yield from (*heads, *(row[0] for row in rows))
            case People():
                yield from (head for head, _ in element.columns)
    for signer in layout.signers:
        yield from (signer.title, signer.under, signer.name)


@pytest.mark.parametrize("name", sorted(DESCRIBED))
def test_each_note_of_a_form_has_its_mark_and_each_mark_its_note(name: str) -> None:
    code, part_no = name.split("-")
    layout = shipped()[code].declarations.get(part_no)
    if layout is None or not layout.notes:
        return
    notes = {found.group(1) for note in layout.notes if (found := _MARK.match(note))}
    marks = set(_MARK.findall(" ".join(text for text in _texts(layout) if text)))
    assert marks == notes - ({"7"} if (code, part_no) in _NO_CONSENT else set())
