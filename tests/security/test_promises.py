"""docs/SECURITY.md promises nothing that no test tries."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8")


def named() -> list[Path]:
    """Every test file that the page names."""
    paths = re.findall(r"`((?:tests/[\w/]+/)?test_\w+\.py)`", TEXT)
    return [ROOT / one if "/" in one else Path(__file__).parent / one for one in paths]


def test_every_threat_names_tests_that_exist() -> None:
    rows = [line for line in TEXT.split("## Threats")[1].split("## ")[0].splitlines() if line[:2] == "| "]
    assert len(rows) > 15
    for row in rows[1:]:
        assert re.search(r"test_\w+\.py", row), row
    assert [path for path in named() if not path.is_file()] == []


def test_every_attempt_stands_on_the_page() -> None:
    here = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert here - {path.name for path in named()} == set()


def test_there_are_at_least_forty_attempts() -> None:
    files = Path(__file__).parent.glob("test_*.py")
    count = sum(path.read_text(encoding="utf-8").count("\ndef test_") for path in files)
    assert count >= 40
