"""Procedure files: what is read, and that each fault names file, key and value."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import assets
from kiosk_app.catalogue.load import CatalogueError, load_catalogue, load_library, load_procedure
from kiosk_app.catalogue.model import Need
from tests.catalogue.samples import LIBRARY, SMALL, changed, small, written


def fault_of(folder: Path, raw: Any) -> str:
    """Load a spoilt file and give the sentence."""
    path = written(folder, raw)
    with pytest.raises(CatalogueError) as caught:
        load_procedure(path, LIBRARY)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_right_file_loads(tmp_path: Path) -> None:
    assert load_procedure(written(tmp_path, SMALL), LIBRARY) == small()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("code",), "1234", ["code", "1234"]),
        (("effective_from",), "1/7/2025", ["effective_from", "1/7/2025"]),
        (("deadline", "working_days"), -1, ["deadline.working_days", "-1", "minimum"]),
        (("deadline", "working_days"), "three", ["deadline.working_days", "three", "integer"]),
        (("fees", 0, "amount_vnd"), 7.5, ["fees.0.amount_vnd", "7.5", "integer"]),
        (("sections",), [], ["sections"]),
        (
            ("sections", 0, "fields", 0, "type"),
            "colour",
            ["sections.0.fields.0.type", "colour", "person_name"],
        ),
        (("sections", 0, "fields", 0, "key"), "họ tên", ["sections.0.fields.0.key", "họ tên"]),
        (("sections", 0, "fields", 0, "requird"), True, ["sections.0.fields.0", "requird"]),
        (("sections", 0, "fields", 0, "required"), {"field": "x"}, ["sections.0.fields.0.required", "'x'"]),
        (("sections", 0, "fields", 3, "options"), "shapes", ["shapes", "options.yaml"]),
        (("components", 1, "need"), "perhaps", ["components.1.need", "perhaps", "optional"]),
        (("components", 1, "part_no"), "uq 1", ["components.1.part_no", "uq 1"]),
        (("surprise",), 1, ["surprise"]),
    ],
)
def test_a_fault_of_form_names_place_and_value(
    tmp_path: Path, path: tuple[str | int, ...], value: object, named: list[str]
) -> None:
    sentence = fault_of(tmp_path, changed(*path, to=value))
    assert [word for word in named if word not in sentence] == []


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    raw = changed("version", to="1")
    del raw["owner"]
    assert "'owner' is a required property" in fault_of(tmp_path, raw)


def test_an_impossible_day_is_named(tmp_path: Path) -> None:
    assert "effective_from: 2025-02-30" in fault_of(tmp_path, changed("effective_from", to="2025-02-30"))
    path = tmp_path / "bare.yaml"
    path.write_text("effective_from: 2025-02-30\n")
    with pytest.raises(CatalogueError, match=r"bare\.yaml"):
        load_procedure(path, LIBRARY)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code: a\nicon: b\nicon: c\n", "line 3: icon stands twice, first in line 2"),
        ("code: a\neffective_from: 2025-02-30\n", "line 2: 2025-02-30 is no day of the calendar"),
        ("code: a\n\tname: b\n", "line 2: cannot be read as YAML: "),
        (f"code: a\nrows: {'9' * 5000}\n", "line 2: a number of 5000 digits"),
        ("code: a\nicon: b\nname: '\0'\n", "line 3: cannot be read as YAML: a control character (U+0000)"),
        ("code: a\nname: \ufffe\n", "line 2: cannot be read as YAML: a control character (U+FFFE)"),
        ("code: a\n---\ncode: b\n", "line 2: cannot be read as YAML: "),
        ("code: !!python/name:os.system\n", "line 1: cannot be read as YAML: "),
    ],
)
def test_what_is_no_plain_table_is_told_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(CatalogueError) as caught:
        load_procedure(path, LIBRARY)
    assert str(caught.value).startswith(f"{path}: {sentence}")


def test_an_unknown_key_is_told_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, changed("sections", 0, "fields", 1, "sise", to=3))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "sise" in text)
    with pytest.raises(CatalogueError) as caught:
        load_procedure(path, LIBRARY)
    assert f"{path.name}:{line}: sections.0.fields.1: 'sise' is not known here" in str(caught.value)
    assert "max_length" in str(caught.value)


def test_a_value_that_yaml_takes_for_another_is_to_be_quoted(tmp_path: Path) -> None:
    sentence = fault_of(tmp_path, changed("code", to=2.000815))
    assert "2.000815 is not of type 'string'; write it in quotes" in sentence
    options = [{"value": True, "vi": "Có", "en": "Yes"}]
    sentence = fault_of(tmp_path, changed("sections", 0, "fields", 3, "options", to=options))
    assert "options: 0.value: True is not of type 'string'; write it in quotes" in sentence


def test_what_procedures_share_is_there_in_any_folder(tmp_path: Path) -> None:
    """A file from elsewhere may use the blocks that ship, and lists of its own beside it."""
    raw = changed("sections", 0, "fields", 0, "hint", to={"vi": "Thử"})
    raw["sections"][0]["fields"].append({"use": "delivery", "keys": {"how": "TraKQ"}})
    path = written(tmp_path, raw)
    assert load_procedure(path, load_library(tmp_path)).field("TraKQ").options
    assert load_library(tmp_path).options.keys() > load_library(assets.folder("catalogue")).options.keys()


def test_a_fault_of_sense_names_the_field(tmp_path: Path) -> None:
    assert "field colour: default 'b'" in fault_of(
        tmp_path, changed("sections", 0, "fields", 3, "default", to="b")
    )


@pytest.mark.parametrize("content", [b"code: [1", b"\xff\xfe\x00", b"- a\n- b\n", b""])
def test_a_file_that_is_no_table_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"broken\.yaml"):
        load_procedure(path, LIBRARY)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"gone\.yaml"):
        load_procedure(tmp_path / "gone.yaml", LIBRARY)


def test_text_becomes_nfc_without_hidden_characters(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Cấp Giấy xác nhận tình trạng hôn nhân") + "\u200e\ufeff "
    loaded = load_procedure(written(tmp_path, changed("name", "vi", to=name)), LIBRARY)
    assert loaded.name.vi == "Cấp Giấy xác nhận tình trạng hôn nhân"


def test_only_what_is_in_force_is_offered(tmp_path: Path) -> None:
    written(tmp_path, {**SMALL, "effective_to": "2027-02-28"}, "before.yaml")
    written(tmp_path, {**SMALL, "version": "2", "effective_from": "2027-03-01"}, "after.yaml")
    catalogue = load_catalogue(tmp_path)
    on = {day: catalogue.in_force(day) for day in (date(2027, 2, 28), date(2027, 3, 1))}
    assert [one.version for one in on[date(2027, 2, 28)]] == ["1"]
    assert [one.version for one in on[date(2027, 3, 1)]] == ["2"]
    assert catalogue.in_force(date(2025, 6, 30)) == ()


def test_two_versions_in_force_are_refused(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "one.yaml")
    written(tmp_path, {**SMALL, "version": "2"}, "two.yaml")
    with pytest.raises(CatalogueError, match=r"two\.yaml: 9\.000001 is in force twice on 2025"):
        load_catalogue(tmp_path)


def test_offered_gives_the_order_and_promises_their_minutes(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "one.yaml")
    written(tmp_path, {**SMALL, "code": "9.000002"}, "two.yaml")
    found = load_catalogue(tmp_path, ["9.000002", "9.000001"], {"9.000001": 15}).versions
    assert [(one.code, one.promise_minutes) for one in found] == [("9.000002", 0), ("9.000001", 15)]
    assert [one.code for one in load_catalogue(tmp_path).versions] == ["9.000001", "9.000002"]


@pytest.mark.parametrize("promises", [None, {"9.000009": 5}])
def test_an_unknown_code_is_named_with_those_there_are(
    tmp_path: Path, promises: dict[str, int] | None
) -> None:
    written(tmp_path, SMALL)
    with pytest.raises(CatalogueError, match=r"no procedure 9\.000009 .* there are 9\.000001"):
        load_catalogue(tmp_path, () if promises else ("9.000009",), promises)


def test_a_component_without_condition_always_applies() -> None:
    assert small().component("TK").need is Need.GENERATED
    with pytest.raises(KeyError, match="XX"):
        small().component("XX")
    with pytest.raises(KeyError, match="nobody"):
        small().field("nobody")
