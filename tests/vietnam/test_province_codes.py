"""Tests of the codes of provinces: those that became one are one."""

from __future__ import annotations

from collections import defaultdict

import pytest

from vietnam.former_places import province_became
from vietnam.province_codes import MERGED, codes_of_same_province


def test_merged_codes_are_those_of_the_provinces_that_became_one() -> None:
    """The statistics office's table of communes says which provinces became one."""
    became: defaultdict[str, set[str]] = defaultdict(set)
    for former, today in province_became().items():
        became[today].add(former)
    of_several = {frozenset(names) for names in became.values() if len(names) > 1}
    assert {frozenset(one.values()) for one in MERGED} == of_several
    codes = [code for one in MERGED for code in one]
    assert len(codes) == len(set(codes)) == 63 - 11


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H17", {"H17", "H47"}),
        ("H47", {"H17", "H47"}),
        ("H29", {"H06", "H09", "H29"}),
        ("H26", {"H26"}),
        ("H99", {"H99"}),
    ],
)
def test_code_of_a_former_province_belongs_to_today_s(code: str, expected: set[str]) -> None:
    assert codes_of_same_province(code) == expected
