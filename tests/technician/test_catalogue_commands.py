"""Tests of `kioskctl catalogue`."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

import assets
from kiosk_app.catalogue.compile import TABLES
from kiosk_app.technician.__main__ import app
from tests.catalogue.portal_samples import COMMON, crawled, write_lines

RUNNER = CliRunner()


def _run(*words: str | Path) -> tuple[int, str, str]:
    result = RUNNER.invoke(app, ["catalogue", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    lines = write_lines(folder / "crawl.jsonl.gz", COMMON)
    code, told, _ = _run("build", "--from", lines, "--out", folder / "db")
    assert code == 0
    assert "procedures" in told
    return folder / "db"


def test_search_writes_one_object_a_query(built: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("giay doc than\t1.004873\tnote\n\nbìa đỏ\n", encoding="utf-8")
    code, told, _ = _run("search", "--file", queries, "--json", "--limit", "3", "--db", built)
    assert code == 0
    first, second = map(json.loads, told.splitlines())
    assert first["query"] == "giay doc than"
    assert first["results"][0]["code"] == "1.004873"
    assert set(first["results"][0]) == {"code", "name"}
    assert second["results"][0]["code"] == "1.013978"


def test_search_in_words_tells_the_question(built: Path) -> None:
    code, told, _ = _run("search", "làm", "lại", "giấy", "khai", "sinh", "--db", built)
    assert code == 0
    assert "? Sổ đăng ký khai sinh" in told


def test_search_without_a_need_is_wrong_use(built: Path) -> None:
    assert _run("search", "--db", built)[0] == 2


def test_show_gives_every_fact(built: Path) -> None:
    code, told, _ = _run("show", "1.000656", "--json", "--db", built)
    assert code == 0
    version = json.loads(told)
    assert [one["status"] for one in version["versions"]] == ["in_force"]
    assert {one["kind"] for one in version["told"]} == {one["kind"] for one in version["channels"]}
    assert version["channels"][0]["time"] == {
        "amount": 3,
        "unit": "working_day",
        "sentence": "3 Ngày làm việc",
    }
    assert _run("show", "1.000656", "--db", built)[1].startswith("1.000656  Thủ tục đăng ký khai tử")
    assert _run("show", "9.999999", "--db", built)[0] == 1


def test_build_of_a_wrong_source_says_why_and_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text("{}\n", encoding="utf-8")
    code, _, told = _run("build", "--from", source, "--out", tmp_path / "db")
    assert code == 1
    assert "source.jsonl" in told
    assert not (tmp_path / "db").exists()


@pytest.mark.long("the whole catalogue is compiled")
def test_check_names_file_and_field(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "crawl.jsonl", [crawled("1.001193", "Tên"), crawled("x", "Tên")])
    code, told, wrong = _run("check", lines)
    assert code == 1
    assert "crawl.jsonl:2: x: ma_thu_tuc" in wrong
    assert "1 versions read, 1 wrong" in told
    assert _run("check", assets.folder("catalogue"))[0] == 0


def test_diff_tells_what_changed(built: Path, tmp_path: Path) -> None:
    changed = [record for record in COMMON if record["ma_thu_tuc"] != "1.000656"]
    changed[0] = crawled("1.001193", "Tên mới")
    lines = write_lines(tmp_path / "crawl.jsonl", [*changed, crawled("1.005461", "Đăng ký lại khai tử")])
    _run("build", "--from", lines, "--out", tmp_path / "db")
    code, told, _ = _run("diff", built, tmp_path / "db", "--json")
    assert code == 0
    assert [(one["code"], one["what"], one["fields"]) for one in json.loads(told)["changes"]] == [
        ("1.000656", "removed", []),
        ("1.001193", "changed", ["name"]),
        ("1.005461", "added", []),
    ]


def test_import_reports_and_writes_what_build_reads(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "crawl.jsonl", [*COMMON, crawled("x", "Tên")])
    code, told, _ = _run("import", lines, "--out", tmp_path / "read.jsonl", "--json")
    assert code == 0
    report = json.loads(told)
    assert report["procedures"] == len(COMMON)
    assert [one["field"] for one in report["wrong"]] == ["ma_thu_tuc"]
    assert [one["code"] for one in report["doubt"]] == ["2.000986"]
    assert _run("build", "--from", tmp_path / "read.jsonl", "--out", tmp_path / "db")[0] == 0
    assert _run("build", "--from", lines, "--out", tmp_path / "direct")[0] == 0
    assert json.loads(_run("diff", tmp_path / "db", tmp_path / "direct", "--json")[1]) == {"changes": []}


def test_outside_words_do_not_steer_the_terminal(built: Path) -> None:
    assert "\x1b" not in "".join(_run("search", "khai\x1b[31m sinh", "--db", built)[1:])


def test_absent_database_says_how_to_make_one(tmp_path: Path) -> None:
    code, _, told = _run("search", "khai sinh", "--db", tmp_path / "absent")
    assert code == 2
    assert "catalogue build" in told


@pytest.mark.parametrize("written", ["1.000656 ", "1000656", "１.０００６５６", "1.000656.000.00.00.H40"])
def test_a_code_is_known_however_it_is_written(built: Path, written: str) -> None:
    assert json.loads(_run("show", written, "--json", "--db", built)[1])["code"] == "1.000656"
    found = json.loads(_run("search", written, "--json", "--db", built)[1])["results"]
    assert [one["code"] for one in found] == ["1.000656"]


def test_a_file_of_queries_from_windows_is_read(built: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_bytes(b"\xef\xbb\xbfkhai tu\t1.000656\r\n\r\n")
    told = _run("search", "--file", queries, "--json", "--db", built)[1]
    assert [json.loads(line)["query"] for line in told.splitlines()] == ["khai tu"]


def test_bytes_that_are_no_text_are_searched_all_the_same(built: Path) -> None:
    code, told, _ = _run("search", "khai sinh \udcff", "--json", "--db", built)
    assert code == 0
    assert json.loads(told)["results"]


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [
        (("search", "khai sinh", "--db", "{absent}"), 2),
        (("search", "--file", "{absent}", "--db", "{built}"), 2),
        (("search", "--file", "{latin}", "--db", "{built}"), 2),
        (("show", "9.999999", "--db", "{built}"), 1),
        (("show", "1.000656", "--db", "{damaged}"), 2),
        (("diff", "{built}", "{damaged}"), 2),
        (("try", "9.999999", "{answers}", "--db", "{built}"), 1),
        (("try", "1.000656", "{absent}", "--db", "{built}"), 2),
        (("build", "--from", "{absent}", "--out", "{out}"), 1),
        (("build", "--from", "{lines}", "--out", "{answers}/x"), 1),
        (("import", "{absent}"), 1),
        (("import", "{lines}", "--out", "{answers}/x"), 1),
    ],
)
def test_what_fails_is_one_object_and_one_line(
    built: Path, tmp_path: Path, words: tuple[str, ...], exit_code: int
) -> None:
    content = bytearray(built.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 40_000] = b"\xff" * 40_000
    (tmp_path / "damaged").write_bytes(content)
    (tmp_path / "latin").write_bytes("khai tử".encode("utf-16"))
    (tmp_path / "answers").write_text("{}", encoding="utf-8")
    write_lines(tmp_path / "lines.jsonl", COMMON)
    places = {name: tmp_path / name for name in ("absent", "damaged", "latin", "answers", "out")}
    places |= {"built": built, "lines": tmp_path / "lines.jsonl"}
    code, told, wrong = _run(*(word.format(**places) for word in words), "--json")
    assert code == exit_code
    assert wrong.startswith("kioskctl: ")
    assert wrong.count("\n") == 1
    assert json.loads(told) == {"error": wrong.removeprefix("kioskctl: ").rstrip("\n")}


def test_a_fault_without_a_place_begins_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("", encoding="utf-8")
    assert _run("check", path)[2].startswith(f"{path}: ")


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_file_that_only_looks_like_a_catalogue_is_told(built: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "db"
    path.write_bytes(built.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"DROP TABLE {table}")
        database.commit()
    for words in (("search", "khai sinh"), ("show", "1.000656")):
        code, _, told = _run(*words, "--db", path)
        assert code == 2
        assert table in told
        assert "Traceback" not in told


def test_a_procedure_that_cannot_be_unpacked_is_told(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "db"
    path.write_bytes(built.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE entry SET facts = X'00'")
        database.commit()
    code, _, told = _run("show", "1.000656", "--db", path)
    assert code == 2
    assert "build it anew" in told


def test_build_says_what_the_only_record_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"data": {"code": 5, "name": [], "executionMethods": "x"}}', encoding="utf-8")
    code, _, told = _run("build", "--from", path, "--out", tmp_path / "db")
    assert code == 1
    assert "code: Input should be a valid string" in told
