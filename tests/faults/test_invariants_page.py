"""Each invariant of docs/answers.md has a name, and what tries it is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.run import KINDS
from tests.offline_queue.delivery.test_delivery_model import INVARIANTS

ROOT = Path(__file__).parents[2]
MODEL = "model"


def _rows() -> dict[str, list[str]]:
    """Name → what tries it."""
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    section = page.partition("## Invariants")[2].partition("\n## ")[0]
    found = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        name = re.fullmatch(r"`([a-z_]+)`", cells[0])
        if name is not None and len(cells) == 4:
            found[name[1]] = [one.strip().strip("`") for one in cells[3].split(",")]
    return found


def test_what_tries_an_invariant_is_there() -> None:
    rows = _rows()
    assert len(rows) >= 10
    tests = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    known = tests | set(KINDS) | {MODEL}
    assert {name: [one for one in tried if one not in known] for name, tried in rows.items() if tried} == {
        name: [] for name in rows
    }


def test_the_model_holds_those_that_say_so() -> None:
    assert {name for name, tried in _rows().items() if MODEL in tried} == set(INVARIANTS)
