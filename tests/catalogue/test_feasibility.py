"""What can never be: a condition that contradicts itself, a field that waits for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk_app.catalogue.consistency import faults
from kiosk_app.catalogue.load import CatalogueError, load_procedure
from tests.catalogue.samples import LIBRARY, changed, small, written

FIELDS = ("sections", 0, "fields")
PAPER = ("components", 1, "condition")
IS_GREEN = {"field": "colour", "equals": "g"}
OF_AGE = {"age": "born", "by": "today", "at_least": 18}


def told(*path: str | int, to: Any) -> list[str]:
    """Give the faults of the small procedure with one value changed."""
    raw = changed(*path, to=to)
    raw["sections"][0]["fields"] += [{"key": key, "vi": key, "type": "date"} for key in ("born", "died")]
    return list(faults(small(raw)))


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [IS_GREEN, {"field": "colour", "equals": "r"}]},
        {"all": [{"filled": "home"}, {"not": {"filled": "home"}}]},
        {"not": {"any": [{"filled": "home"}, {"not": {"filled": "home"}}]}},
        {"number": "count", "at_least": 9, "at_most": 3},
        {"all": [{"number": "count", "at_least": 9}, {"number": "count", "at_most": 3}]},
        {"any": []},
        {"before": ["today", "today"]},
        {"all": [{"before": ["born", "died"]}, {"before": ["died", "born"]}]},
        {"all": [{"before": ["born", "died"]}, {"before": ["died", "today"]}, {"before": ["today", "born"]}]},
        {"all": [{"before": ["born", "2020-01-01"]}, {"before": ["2021-01-01", "born"]}]},
        {"all": [OF_AGE, {"not": OF_AGE}]},
        {"all": [{"age": "born", "by": "today", "at_least": 20}, {"not": OF_AGE}]},
        {"all": [{"within_days": ["born", "today"], "days": 60}, OF_AGE]},
        {"all": [{"same": ["name", "other"]}, {"not": {"same": ["name", "other"]}}]},
    ],
)
def test_a_condition_that_contradicts_itself_is_told(condition: Any) -> None:
    assert told(*PAPER, to=condition) == ["component UQ: its condition can never hold"]


@pytest.mark.parametrize(
    "condition",
    [
        IS_GREEN,
        {"not": IS_GREEN},
        {"all": [IS_GREEN, {"filled": "home"}]},
        {"number": "count", "at_least": 3, "at_most": 9},
        {"any": [{"before": ["today", "2030-01-01"]}, IS_GREEN]},
        {"same": ["name", "other"]},
        {"before": ["today", "2030-01-01"]},
        {"not_after": ["born", "born"]},
        {"all": [OF_AGE, {"not": {"age": "born", "by": "today", "at_least": 20}}]},
        {"all": [{"before": ["born", "2021-01-01"]}, {"before": ["2020-01-01", "born"]}]},
        {"any": [{"before": ["born", "born"]}, IS_GREEN]},
        {"all": [{"age": "born", "by": "died", "at_least": 100}, {"not_after": ["died", "today"]}]},
    ],
)
def test_one_that_can_hold_is_not(condition: Any) -> None:
    assert told(*PAPER, to=condition) == []


def test_an_answer_that_is_hidden_then_does_not_count() -> None:
    """ "count" is asked of those alone who chose green: nobody who chose red has filled it."""
    raw = changed(*FIELDS, 4, "visible", to=IS_GREEN)
    raw["components"][1]["condition"] = {"all": [{"filled": "count"}, {"field": "colour", "equals": "r"}]}
    assert list(faults(small(raw))) == ["component UQ: its condition can never hold"]
    raw["components"][1]["condition"] = {"all": [{"filled": "count"}, IS_GREEN]}
    assert list(faults(small(raw))) == []


def test_a_paper_that_nobody_needs_is_told() -> None:
    assert told(*PAPER, to=False) == ["component UQ: no answers ask for it; remove it or its condition"]


def test_a_field_that_waits_for_itself_is_told() -> None:
    found = told(*FIELDS, 4, "visible", to={"filled": "count"})
    assert "field count: visible leads back to itself: count → count" in found


def test_two_fields_that_wait_for_each_other_are_told_once() -> None:
    raw = changed(*FIELDS, 4, "visible", to={"filled": "home"})
    raw["sections"][0]["fields"][2]["visible"] = {"filled": "count"}
    found = [one for one in faults(small(raw)) if "leads back" in one]
    assert found == ["field home: visible leads back to itself: home → count → home"]


def test_a_field_that_copies_itself_is_told() -> None:
    found = told(*FIELDS, 5, "copies_from", to="other")
    assert "field other: copies_from leads back to itself: other → other" in found


def test_a_minimum_above_the_maximum_is_told() -> None:
    raw = changed(*FIELDS, 4, "minimum", to=9)
    raw["sections"][0]["fields"][4]["maximum"] = 3
    assert list(faults(small(raw))) == ["field count: minimum 9 is above maximum 3"]


def test_the_line_of_the_fault_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, changed(*PAPER, to=False))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "part_no: UQ" in text)
    with pytest.raises(CatalogueError, match=rf"small\.yaml:{line}: component UQ"):
        load_procedure(path, LIBRARY)
