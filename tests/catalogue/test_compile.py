"""Tests of the compiled catalogue: the same bytes, replaced in one step, never by a wrong one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.catalogue.load import load_catalogue
from kiosk_app.catalogue.store import CatalogueStore, StoreError, open_store
from tests.catalogue.portal_samples import COMMON, crawled, write_lines
from tests.catalogue.samples import SHIPPED, loaded


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ships, with records of the crawl, compiled."""
    folder = tmp_path_factory.mktemp("compiled")
    lines = write_lines(folder / "crawl.jsonl", COMMON)
    compile_catalogue([lines, SHIPPED], folder / "catalogue.sqlite")
    return folder / "catalogue.sqlite"


@pytest.fixture(scope="module")
def store(file: Path) -> Iterator[CatalogueStore]:
    with closing(open_store(file)) as opened:
        yield opened


@pytest.mark.long("the whole catalogue is compiled twice")
def test_the_same_sources_give_the_same_bytes(file: Path, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "crawl.jsonl", COMMON)
    compile_catalogue([lines, SHIPPED], tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()


@pytest.mark.long("the whole catalogue is compiled")
def test_modelled_procedures_come_back_as_they_were_loaded(store: CatalogueStore) -> None:
    read = load_catalogue(SHIPPED)
    assert store.catalogue() == read
    codes = [one.code for one in read.versions]
    assert [one.code for one in store.catalogue(codes[::-1]).versions] == codes[::-1]


def test_modelled_one_wins_over_the_crawl_and_takes_what_it_lacks(store: CatalogueStore) -> None:
    entry = store.entry("1.004873", date(2026, 11, 26))
    assert entry is not None
    assert entry.modelled
    assert entry.source == "modelled"


def test_alias_leads_to_its_procedure(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "crawl.jsonl", [crawled("3.000722", "Liên thông khai sinh"), *COMMON])
    compile_catalogue([lines], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as opened:
        assert opened.resolve("2.000987") == "3.000722"
        assert opened.resolve("9.999999") is None


def test_version_follows_the_day(store: CatalogueStore) -> None:
    procedure = loaded().versions[0]
    assert store.procedure(procedure.code, procedure.effective_from) == procedure
    assert store.procedure(procedure.code, date(1900, 1, 1)) is None


def test_wrong_source_leaves_the_good_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    compile_catalogue([write_lines(tmp_path / "good.jsonl", COMMON)], out)
    good = out.read_bytes()
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("no json\n", encoding="utf-8")
    with pytest.raises(ImportFailedError):
        compile_catalogue([wrong], out)
    with pytest.raises(ImportFailedError, match="no such file"):
        compile_catalogue([tmp_path / "absent"], out)
    assert out.read_bytes() == good
    assert sorted(one.name for one in tmp_path.iterdir()) == ["good.jsonl", "out", "wrong.jsonl"]


@pytest.mark.long("the whole catalogue is compiled")
def test_two_forms_in_force_together_from_two_sources_are_refused(tmp_path: Path) -> None:
    """Which of them was meant is not known; one that begins on the same day takes the other's place."""
    text = (SHIPPED / "2.000815.yaml").read_text(encoding="utf-8")
    for name, day in (("own", "2025-07-01"), ("later", "2026-07-01")):
        (tmp_path / f"{name}.yaml").write_text(
            text.replace("effective_from: 2025-07-01", f"effective_from: {day}"), encoding="utf-8"
        )
    with pytest.raises(ImportFailedError, match=r"2\.000815 is in force twice on 2026-07-01"):
        compile_catalogue([SHIPPED, tmp_path / "later.yaml"], tmp_path / "out")
    assert compile_catalogue([SHIPPED, tmp_path / "own.yaml"], tmp_path / "out").procedures


def test_a_damaged_file_is_refused_when_it_is_opened(file: Path, tmp_path: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = bytes(8192)
    (tmp_path / "db").write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged .*: build it anew"):
        open_store(tmp_path / "db")


@pytest.mark.long("the whole catalogue is compiled")
def test_reader_of_the_old_file_is_not_disturbed_by_a_new_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    lines = write_lines(tmp_path / "crawl.jsonl", COMMON)
    compile_catalogue([lines], out)
    with closing(open_store(out)) as before:
        compile_catalogue([write_lines(lines, [crawled("1.001193", "Tên mới")])], out)
        assert before.size == len(COMMON)
        with closing(open_store(out)) as after:
            assert after.size == 1


@pytest.mark.parametrize("kind", ["absent", "text", "other", "format"])
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file"
    if kind == "text":
        path.write_text("not a database, by no means " * 100, encoding="utf-8")
    elif kind != "absent":
        with closing(sqlite3.connect(path)) as database:
            if kind == "format":
                database.execute(f"PRAGMA application_id = {0x4B434154}")
                database.execute("PRAGMA user_version = 99")
            database.execute("CREATE TABLE one(two)")
            database.commit()
    with pytest.raises(StoreError, match="file"):
        open_store(path)


def test_fields_and_front_and_events_are_there(store: CatalogueStore) -> None:
    assert ("Trồng trọt", 1) in store.fields()
    assert store.front()[:2] == ("1.001193", "1.000894")
    citizens = [one.vi for one in store.life_events() if not one.business]
    assert len(citizens) == 11
    assert citizens[-2:] == ["Người thân qua đời", "Giải quyết khiếu kiện"]
    assert len(store.life_events()) == 22
