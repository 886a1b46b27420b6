"""Tests of `kioskctl catalogue try`: what a procedure makes of answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import assets
from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.technician.__main__ import app
from tests.catalogue.portal_samples import crawled, write_lines
from tests.catalogue.samples import offered
from tests.forms.declared import text_of

SHIPPED = assets.folder("catalogue")
AT = "2026-11-26T09:00"
COPY = "2.000635"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("try")
    records = [
        crawled("1.012812", "Hòa giải tranh chấp đất đai"),
        crawled("2.000986", "Khai sinh"),
    ]
    lines = write_lines(folder / "crawl.jsonl", records)
    compile_catalogue([SHIPPED, lines], folder / "db")
    return folder / "db"


def _try(database: Path, tmp_path: Path, code: str, answers: Any, *more: str) -> tuple[int, dict[str, Any]]:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    words = ["catalogue", "try", code, str(path), "--db", str(database), "--at", AT, "--json", *more]
    result = CliRunner().invoke(app, words)
    return result.exit_code, json.loads(result.stdout) if result.stdout else {}


@pytest.mark.long("the whole catalogue is compiled")
def test_nothing_answered_asks_the_first_section(database: Path, tmp_path: Path) -> None:
    code, record = _try(database, tmp_path, COPY, {})
    assert code == 1
    first = offered({}, COPY).versions[0].sections[0].fields[0]
    assert record["asked_next"][0]["key"] == first.key
    assert first.key in [one["key"] for one in record["wrong"]]


@pytest.mark.long("the trial is run once more")
def test_what_is_answered_is_not_wrong_any_more_and_a_wrong_answer_is_named(
    database: Path, tmp_path: Path
) -> None:
    _, record = _try(database, tmp_path, COPY, {"HoVaTenC": "Nguyễn Văn An", "SoDinhDanhC": "12"})
    wrong = {one["key"]: one["code"] for one in record["wrong"]}
    assert "HoVaTenC" not in wrong
    assert wrong["SoDinhDanhC"] == "personal_id_digits"
    assert record["sent"]["applicant"]["full_name"] == "Nguyễn Văn An"


def test_fee_counts_copies_and_names_its_law(database: Path, tmp_path: Path) -> None:
    _, record = _try(database, tmp_path, COPY, {"SoLuong": 3})
    assert (record["fee"]["vnd"], record["fee"]["laws"]) == (24_000, ["281/2016/TT-BTC"])
    assert record["due"] == "2026-11-26T17:00:00+07:00"


@pytest.mark.parametrize("code", ["2.002913", "3.000722"])
def test_fee_that_somebody_else_sets_is_no_number_but_a_sentence(
    database: Path, tmp_path: Path, code: str
) -> None:
    _, record = _try(database, tmp_path, code, {})
    assert record["fee"]["vnd"] is None
    assert any("Hội đồng nhân dân" in said or "Thông tư" in said for said in record["fee"]["said"])


@pytest.mark.parametrize(
    ("code", "answers", "words", "total"),
    [
        ("1.000894", {}, (), 0),
        ("1.000894", {"CapBanSao": "Có", "SoLuong": 3}, (), 24_000),
        # Pages of the original are counted by the officer.
        ("2.000815", {"SoBan": 2, "SoTrang": 3}, (), None),
        ("1.004222", {}, (), 10_000),
        ("1.004222", {}, ("--no-verified",), 20_000),
        ("1.004194", {}, (), 7_000),
        ("1.004194", {}, ("--no-verified",), None),
        ("1.004873", {}, ("--province", "31"), 0),
        ("1.004873", {}, ("--province", "31", "--no-verified"), 5_000),
    ],
)
def test_fee_is_that_of_the_channel_and_of_what_is_asked_for(
    database: Path,
    tmp_path: Path,
    code: str,
    answers: dict[str, Any],
    words: tuple[str, ...],
    total: int | None,
) -> None:
    _, record = _try(database, tmp_path, code, answers, *words)
    assert record["fee"]["vnd"] == total
    assert record["fee"]["said"]


def test_papers_follow_from_the_answers(database: Path, tmp_path: Path) -> None:
    _, own = _try(database, tmp_path, COPY, {"NYC_QuanHe": "BanThan"})
    _, other = _try(database, tmp_path, COPY, {"NYC_QuanHe": "Khac"})
    assert {one["part_no"] for one in own["papers"]} != {one["part_no"] for one in other["papers"]}


def test_declaration_is_written_as_pdf(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "declaration.pdf"
    _, record = _try(database, tmp_path, COPY, {"HoVaTenC": "Nguyễn Thị Bưởi"}, "--pdf", str(out))
    assert record["declarations"][0] == str(out)
    assert "Nguyễn Thị Bưởi" in text_of(out.read_bytes())


def test_key_that_no_field_has_is_told(database: Path, tmp_path: Path) -> None:
    _, record = _try(database, tmp_path, COPY, {"NYC_NoiCuTru": {"tinh": "31"}, "no": "x"})
    assert "no" in record["unknown_keys"]


def test_procedure_without_a_form_tells_papers_time_and_fee(database: Path, tmp_path: Path) -> None:
    code, record = _try(database, tmp_path, "1.012812", {})
    assert code == 0
    assert record["form"] == "none"
    assert "nộp trực tiếp" in record["elsewhere"]
    assert record["papers"][0]["name"] == "Đơn đề nghị"
    assert record["time"] == "3 Ngày làm việc"


def test_repealed_procedure_is_not_in_force_and_names_what_took_its_place(
    database: Path, tmp_path: Path
) -> None:
    code, record = _try(database, tmp_path, "2.000986", {})
    assert code == 0
    assert (record["in_force"], record["form"], record["successors"]) == (False, "none", ["3.000722"])
    assert "bãi bỏ" in record["elsewhere"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[1]",
        '{"a": [1]}',
        '{"a": null}',
        '{"a": 1, "a": 2}',
        '{"a": "\\ud800"}',
        f'{{"a": "{"x" * 200_000}"}}',
    ],
)
def test_answers_that_are_no_table_end_with_one_line(database: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["catalogue", "try", COPY, str(path), "--db", str(database)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kioskctl: {path}")
    assert result.stderr.count("\n") == 1
