"""Every sign that is named is drawn: whoever reads badly finds their way by them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRAWN = re.findall(
    r"^ {12}(\w+): \{(?:fill|line):",
    (ROOT / "kiosk_app/ui/qml/theme/Icons.qml").read_text(encoding="utf-8"),
    re.MULTILINE,
)
OF_PROCEDURES = json.loads((ROOT / "assets/catalogue/procedure.schema.json").read_text(encoding="utf-8"))[
    "properties"
]["icon"]["enum"]


def test_no_sign_is_drawn_twice() -> None:
    assert [name for name, count in Counter(DRAWN).items() if count > 1] == []


@pytest.mark.parametrize("name", OF_PROCEDURES)
def test_a_procedure_names_a_sign_that_is_drawn(name: str) -> None:
    assert name in DRAWN


def test_an_errand_and_a_screen_name_signs_that_are_drawn() -> None:
    """A name in a table of QML counts too: every word in quotes behind `icon:` or `name:` of an Icon."""
    named: dict[str, str] = {}
    for path in ROOT.glob("kiosk_app/session/journeys/*/table.py"):
        for found in re.finditer(
            r"Errand\([^()]*\"(\w+)\"\)|icon=\"(\w+)\"", path.read_text(encoding="utf-8")
        ):
            named[found[1] or found[2]] = path.name
    for path in ROOT.glob("kiosk_app/ui/**/*.qml"):
        for line in re.findall(r"^\s*icon: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            # What stands in brackets chooses the sign, and what is compared is none.
            for word in re.findall(r'(?<!= )"(\w+)"', re.sub(r"\w+ === \"\w*\"", "", line)):
                named[word] = path.name
    assert len(named) > 25
    assert {name: where for name, where in named.items() if name not in DRAWN and name != "smile"} == {}
