"""Tests of which compiled catalogue the screen opens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import assets
from kiosk_app.catalogue import installed
from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.installed import compiled_file, offered_procedures
from kiosk_app.catalogue.load import CatalogueError, load_catalogue
from kiosk_app.catalogue.store import StoreError

SHIPPED = assets.folder("catalogue")


def test_it_is_made_once_and_found_again(tmp_path: Path) -> None:
    first = compiled_file((SHIPPED,), tmp_path)
    made = first.stat().st_mtime_ns
    assert compiled_file((SHIPPED,), tmp_path) == first
    assert first.stat().st_mtime_ns == made


def test_changed_source_gives_another_file(tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(SHIPPED, folder)
    before = compiled_file((folder,), tmp_path)
    chosen = folder / "1.004873.yaml"
    chosen.write_text(chosen.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert compiled_file((folder,), tmp_path) != before


def test_installed_one_goes_before_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = tmp_path / "catalogue.sqlite"
    compile_catalogue([SHIPPED], put)
    monkeypatch.setattr(installed, "INSTALLED", put)
    assert compiled_file((), tmp_path) == put
    assert compiled_file((SHIPPED,), tmp_path) != put


def test_home_that_cannot_be_written_does_not_stop_the_screen(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert compiled_file((SHIPPED,), blocked).is_file()


def test_offered_ones_come_in_their_order_with_promises(tmp_path: Path) -> None:
    path = compiled_file((SHIPPED,), tmp_path)
    codes = [one.code for one in load_catalogue(SHIPPED).versions][::-1]
    offered = offered_procedures(path, codes, {codes[0]: 15})
    assert [one.code for one in offered.versions] == codes
    assert offered.versions[0].promise_minutes == 15
    assert offered_procedures(path) == load_catalogue(SHIPPED)


def test_offered_code_without_a_form_is_told(tmp_path: Path) -> None:
    path = compiled_file((SHIPPED,), tmp_path)
    with pytest.raises(CatalogueError, match=r"catalogue\.offered = '9\.999999'"):
        offered_procedures(path, ["9.999999"])
    with pytest.raises(StoreError):
        offered_procedures(tmp_path / "absent")
