"""The file that provisioning writes: every key with its comment, whole or not there."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import check_tables, load
from configuration.migrate import migrated
from configuration.schema import schema_text
from configuration.write import toml_text, value_text, write_configuration
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()


def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(kiosk_toml(KEYS.recipients))


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    tables = _tables()
    tables["catalogue"] = {"offered": ["1.004873"], "promises": {"1.004873": 15}}
    tables["reader"]["suffixes"] = ["\r\n", "\x03", '"', "\\", "\x7f"]
    path = tmp_path / "kiosk.toml"
    written = write_configuration(path, tables)
    assert written == load(path)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == tables | {
        name: {} for name in Configuration.model_fields if name not in tables
    }
    assert (tmp_path / "kiosk.schema.json").read_text(encoding="utf-8") == schema_text()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kiosk.schema.json", "kiosk.toml"]


def test_every_key_stands_in_the_file_with_its_sentence() -> None:
    text = toml_text(_tables())
    assert "#:schema ./kiosk.schema.json" in text
    for name, field in Configuration.model_fields.items():
        assert f"[{name}]" in text
        for key in field.annotation.model_fields:  # type: ignore[union-attr]  # every table is a model
            assert f"{key} =" in text
    assert "# Free space kept for finishing what was begun; below it no new session starts." in text


def test_every_default_in_a_comment_is_right(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    # A default at the end of its line; one that is unset has none.
    opened = re.sub(r"^# ([a-z_]+ = .+)$", r"\1", toml_text(_tables()), flags=re.MULTILINE)
    path.write_text(opened, encoding="utf-8")
    assert load(path).sync == Configuration.model_fields["sync"].default


def test_a_wrong_value_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    write_configuration(path, _tables())
    before = path.read_bytes()
    tables = _tables()
    tables["portal"]["address"] = "http://portal.example"
    with pytest.raises(ConfigurationError, match="https://"):
        write_configuration(path, tables)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.new"))


def test_a_half_written_file_of_a_power_cut_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml.new").write_text("[kio", encoding="utf-8")
    write_configuration(tmp_path / "kiosk.toml", _tables())
    assert not (tmp_path / "kiosk.toml.new").exists()


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml.new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        write_configuration(tmp_path / "kiosk.toml", _tables())
    assert not (tmp_path / "elsewhere").exists()


@given(
    st.recursive(
        st.booleans()
        | st.integers(-(2**60), 2**60)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.text(st.characters(exclude_categories=["Cs"]), max_size=9), inner, max_size=3
            )
        ),
        max_leaves=8,
    )
)
def test_any_value_comes_back(value: Any) -> None:
    assert tomllib.loads(f"x = {value_text(value)}") == {"x": value}


def test_promises_in_words_become_minutes() -> None:
    raw = {"catalogue": {"promises": {"1.004873": "15 phút, chờ tại chỗ", "2.000635": "trong ngày", "x": 20}}}
    changed, said = migrated(raw)
    assert changed["catalogue"]["promises"] == {"1.004873": 15, "x": 20}
    assert "15 phút" in said[0]
    assert "trong ngày" in said[0]
    assert raw["catalogue"]["promises"]["1.004873"] == "15 phút, chờ tại chỗ"


def test_a_key_that_was_renamed_is_still_read(tmp_path: Path) -> None:
    tables = _tables()
    tables["sync"] = {**tables.get("sync", {}), "upkeep_every_s": 90.0}
    assert check_tables(tmp_path / "kiosk.toml", tables).sync.maintenance_every_s == 90.0
    changed, said = migrated(tables)
    assert changed["sync"]["maintenance_every_s"] == 90.0
    assert "upkeep_every_s" not in changed["sync"]
    assert said == ("sync.upkeep_every_s nay là sync.maintenance_every_s",)


def test_a_key_under_both_its_names_is_refused(tmp_path: Path) -> None:
    tables = _tables()
    tables["sync"] = {"upkeep_every_s": 90.0, "maintenance_every_s": 60.0}
    with pytest.raises(ConfigurationError, match="upkeep_every_s"):
        check_tables(tmp_path / "kiosk.toml", tables)


def test_a_file_of_today_is_left_alone() -> None:
    tables = _tables()
    assert migrated(tables) == (tables, ())


def test_the_schema_has_the_sentences() -> None:
    schema = json.loads(schema_text())
    assert schema["$defs"]["Printer"]["properties"]["device"]["description"] == "Serial device."


def test_both_users_read_it_whatever_the_umask_of_who_wrote(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_configuration(tmp_path / "kiosk.toml", _tables())
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"kiosk.toml": 0o644, "kiosk.schema.json": 0o644}
