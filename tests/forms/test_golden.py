"""Every declaration looks as it did when somebody last looked at it."""

from __future__ import annotations

import pytest

from tests.catalogue.samples import shipped
from tests.forms import golden

CODES = sorted(shipped())


@pytest.mark.parametrize("code", CODES)
def test_it_looks_as_it_did(code: str) -> None:
    for name, looks in golden.drawn(code).items():
        kept = (golden.FOLDER / name).read_text(encoding="utf-8")
        assert looks.splitlines() == kept.splitlines(), f"look at {name}, then: python -m tests.forms.golden"


def test_none_is_kept_of_a_declaration_that_is_gone() -> None:
    kept = {path.name.rpartition("-")[0] for path in golden.FOLDER.glob("*.txt")}
    assert kept == set(CODES)
