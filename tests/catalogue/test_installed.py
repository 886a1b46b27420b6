"""Tests of which compiled catalogue the screen opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.catalogue import installed
from kiosk_app.catalogue.installed import compiled_file, offered_procedures
from kiosk_app.catalogue.load import CatalogueError, load_catalogue
from kiosk_app.catalogue.store import StoreError
from tests.catalogue.samples import SHIPPED, loaded, one_procedure


def test_it_is_made_once_and_found_again(tmp_path: Path) -> None:
    source = one_procedure(tmp_path / "procedures")
    first = compiled_file((source,), tmp_path)
    made = first.stat().st_mtime_ns
    assert compiled_file((source,), tmp_path) == first
    assert first.stat().st_mtime_ns == made


@pytest.mark.long("the whole catalogue is compiled")
def test_changed_source_gives_another_file(tmp_path: Path) -> None:
    source = one_procedure(tmp_path / "procedures")
    before = compiled_file((source,), tmp_path)
    (chosen,) = source.iterdir()
    chosen.write_text(chosen.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert compiled_file((source,), tmp_path) != before


def test_installed_one_goes_before_what_ships(
    tmp_path: Path, compiled_catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "INSTALLED", compiled_catalogue)
    assert compiled_file((), tmp_path) == compiled_catalogue
    assert compiled_file((one_procedure(tmp_path / "procedures"),), tmp_path) != compiled_catalogue


def test_home_that_cannot_be_written_does_not_stop_the_screen(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert compiled_file((one_procedure(tmp_path / "procedures"),), blocked).is_file()


@pytest.mark.long("the whole catalogue is compiled")
def test_offered_ones_come_in_their_order_with_promises(compiled_catalogue: Path) -> None:
    codes = [one.code for one in loaded().versions][::-1]
    offered = offered_procedures(compiled_catalogue, codes, {codes[0]: 15})
    assert [one.code for one in offered.versions] == codes
    assert offered.versions[0].promise_minutes == 15
    assert offered_procedures(compiled_catalogue) == load_catalogue(SHIPPED)


def test_offered_code_without_a_form_is_told(compiled_catalogue: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.offered = '9\.999999'"):
        offered_procedures(compiled_catalogue, ["9.999999"])
    with pytest.raises(StoreError):
        offered_procedures(tmp_path / "absent")


def test_promise_for_what_is_not_offered_is_passed_over(compiled_catalogue: Path) -> None:
    one, other = (version.code for version in loaded().versions[:2])
    offered = offered_procedures(compiled_catalogue, [one], {other: 15})
    assert {version.code for version in offered.versions} == {one}
    with pytest.raises(CatalogueError, match=r"catalogue\.promises = '9\.999999'"):
        offered_procedures(compiled_catalogue, [one], {"9.999999": 15})
