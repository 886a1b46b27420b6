"""Blocks, components, layouts and repeat groups are put in; what is not in the library is told."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.catalogue.condition import holds, verdict
from kiosk_app.catalogue.expand import Library
from kiosk_app.catalogue.load import CatalogueError, DocumentError, load_procedure, procedure_of
from tests.catalogue.samples import OPTIONS, SMALL, written

LIBRARY = Library(
    options=OPTIONS,
    blocks={
        "card": {
            "fields": [
                {"role": "number", "claim": "id_number", "vi": "Số", "type": "text", "required": True},
                {"role": "day", "vi": "Ngày cấp", "type": "date", "visible": {"filled": "$number"}},
            ],
            "rules": [
                {
                    "code": "after_birth",
                    "at": "$day",
                    "must": {"not_after": ["$birth", "$day"]},
                    "effect": "stop",
                    "says": {"vi": "Sớm hơn ngày sinh."},
                }
            ],
        }
    },
    components={"paper": {"part_no": "P", "need": "required", "vi": "Giấy", "short": {"vi": "Giấy"}}},
)


def with_fields(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The small procedure with further fields."""
    raw = copy.deepcopy(SMALL)
    raw["sections"][0]["fields"] += list(fields)
    return {**raw, **more}


def test_a_block_brings_its_fields_under_the_keys_of_the_procedure() -> None:
    use = {
        "use": "card",
        "keys": {"number": "so", "day": "ngay"},
        "from_vneid": True,
        "dvcqg": {"number": "x1"},
    }
    made = procedure_of(with_fields(use), LIBRARY)
    assert (made.field("so").prefill, made.field("so").dvcqg) == ("id_number", "x1")
    assert holds(made.field("ngay").visible, {"so": "1"})
    assert not holds(made.field("ngay").visible, {})


def test_its_rules_come_where_all_their_roles_are() -> None:
    use: dict[str, Any] = {"use": "card", "keys": {"number": "so", "day": "ngay"}}
    assert procedure_of(with_fields(use), LIBRARY).rules == ()
    [rule] = procedure_of(with_fields({**use, "with": {"birth": "count"}}), LIBRARY).rules
    assert (rule.code, rule.at) == ("after_birth_ngay", "ngay")


def test_what_differs_is_said_by_role_and_checked() -> None:
    use = {"use": "card", "keys": {"number": "so"}, "set": {"number": {"required": False}}}
    assert not holds(procedure_of(with_fields(use), LIBRARY).field("so").required, {})
    with pytest.raises(DocumentError, match=r"field so: .*requird"):
        procedure_of(with_fields({**use, "set": {"number": {"requird": False}}}), LIBRARY)


def test_a_component_of_the_library_may_differ() -> None:
    raw = with_fields(components=[*SMALL["components"], {"use": "paper", "condition": {"filled": "name"}}])
    made = procedure_of(raw, LIBRARY).component("P")
    assert holds(made.condition, {"name": "x"})


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (with_fields({"use": "crad", "keys": {"number": "so"}}), "no block called 'crad' .* there are card"),
        (with_fields({"use": "card", "keys": {"nmber": "so"}}), "no role 'nmber'; there are number, day"),
        (with_fields({"use": "card", "keys": {"day": "ngay"}}), "needs the role 'number'"),
        (
            with_fields(components=[*SMALL["components"], {"use": "papre"}]),
            "no component called 'papre' .* there are paper",
        ),
    ],
)
def test_what_is_not_in_the_library_is_told_with_what_is(raw: dict[str, Any], told: str) -> None:
    with pytest.raises(DocumentError, match=told):
        procedure_of(raw, LIBRARY)


def group(**more: Any) -> dict[str, Any]:
    """A procedure with up to three people."""
    raw = copy.deepcopy(SMALL)
    raw["sections"].append(
        {
            "title": {"vi": "Thành viên"},
            "repeat": {"key": "tv", "rows": 3, "more": {"vi": "Còn ai?"}, **more},
            "fields": [{"key": "ten", "vi": "Tên", "type": "person_name", "required": True}],
        }
    )
    return raw


@pytest.mark.parametrize(
    ("more", "answers", "asked"),
    [
        ({}, {}, []),
        ({}, {"tv_0_more": "Có"}, [1]),
        ({}, {"tv_0_more": "Có", "tv_1_more": "Có", "tv_2_more": "Có"}, [1, 2, 3]),
        # One that was taken back closes all rows behind it.
        ({}, {"tv_0_more": "Có", "tv_1_more": "Không", "tv_2_more": "Có"}, [1]),
        ({"least": 1}, {}, [1]),
        ({"least": 1}, {"tv_1_more": "Có"}, [1, 2]),
        ({"when": {"field": "colour", "equals": "g"}}, {"tv_0_more": "Có"}, []),
        ({"when": {"field": "colour", "equals": "g"}}, {"tv_0_more": "Có", "colour": "g"}, [1]),
    ],
)
def test_a_row_is_asked_while_the_one_before_says_so(
    more: dict[str, Any], answers: dict[str, str], asked: list[int]
) -> None:
    made = procedure_of(group(**more), LIBRARY)
    assert [row for row in (1, 2, 3) if holds(made.field(f"ten_{row}").visible, answers)] == asked
    [repeat] = made.repeats
    assert repeat.row(2, {"ten_1": "A", "ten_2": "B", "ten_22": "C"}) == {"ten": "B"}


def test_an_alias_bomb_ends_at_once(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"bomb\.yaml: line \d+: more than \d+ values"):
        load_procedure(path, LIBRARY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &a [1, *a]", "stands inside &a itself"),
        ("a: &a {b: {c: *a}}", "stands inside &a itself"),
        ("[" * 5_000, "nested deeper|cannot be read as YAML"),
        ("a: *nowhere", "cannot be read as YAML"),
    ],
)
def test_a_cycle_and_a_tower_end_at_once(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_procedure(path, LIBRARY)


def test_a_fault_names_file_and_line(tmp_path: Path) -> None:
    raw = copy.deepcopy(SMALL)
    raw["sections"][0]["fields"][3]["type"] = "colour"
    path = written(tmp_path, raw)
    with pytest.raises(CatalogueError) as caught:
        load_procedure(path, LIBRARY)
    line = int(str(caught.value).split(":")[1])
    assert "type: colour" in path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_rows_of_the_same_person_are_asked_about() -> None:
    made = procedure_of(group(distinct={"key": "ten", "from": ["name"]}), LIBRARY)
    rules = {rule.code: rule for rule in made.rules if rule.code.startswith("another_person")}
    assert sorted(rules) == [f"another_person_ten_{row}" for row in (1, 2, 3)]
    told = {"name": "A", "ten_1": "B", "ten_2": "C"}
    for twice, wrong in (("", {}), ("A", {1, 2, 3}), ("B", {2, 3}), ("C", {3})):
        for row in (1, 2, 3):
            answers = {**told, f"ten_{row}": twice} if twice else told
            says = verdict(rules[f"another_person_ten_{row}"].must, answers)
            assert (says is False) == (row in wrong), (twice, row)


def test_rows_are_compared_with_keys_that_exist() -> None:
    with pytest.raises(DocumentError, match="no key 'nobody'"):
        procedure_of(group(distinct={"key": "nobody"}), LIBRARY)
