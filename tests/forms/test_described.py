"""Every drawn declaration has its form's words (`docs/domain/declarations.md`) in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
