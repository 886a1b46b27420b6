"""A code is read however people write it, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.codes import begun_code, code_in


@pytest.mark.parametrize(
    "text",
    [
        "1.001193",
        " 1.001193\n",
        "1001193",
        "1,001193",
        "1. 001193",
        "１.００１１９３",
        "1.001193.000.00.00.H40",
    ],
)
def test_each_way_to_write_a_code(text: str) -> None:
    assert code_in(text) == "1.001193"


@pytest.mark.parametrize("text", ["", "1", "khai sinh 1.001193", "0912345678", "001193", "1.0011934", "1..."])
def test_what_is_no_code(text: str) -> None:
    assert code_in(text) == ""


def test_the_beginning_of_a_code() -> None:
    assert begun_code("1.0011") == "1.0011"
    assert begun_code("10011") == "1.0011"
    assert [begun_code(text) for text in ("1.0", "1.001193", "2026", "x")] == ["", "", "2.026", ""]
